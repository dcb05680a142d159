import { escapeCommand, escapeForDisplay } from '#shared/base/escape.ts';
import type { Message } from '#shared/base/message.ts';
import type { CardPicture, EvidenceCard } from '#shared/derive/evidence-card.ts';
import { chainSize } from '#shared/figures/chain-size.ts';
import { layoutDeviceMap } from '#shared/figures/device-map-layout.ts';
import { layoutLayers } from '#shared/figures/layers-layout.ts';
import { layoutNamespaceFigure } from '#shared/figures/namespace-layout.ts';
import { type RawPiece, rawPieces } from '#shared/figures/raw-pieces.ts';
import type { Face } from '#shared/figures/text.ts';
import { wrapCommand } from '#shared/figures/wrap-command.ts';
import { wrapText } from '#shared/figures/wrap-text.ts';
import { msg, say } from '#shared/messages/index.ts';

/** Px. A picture of 1264 has margins of 16 of its own: its edge is the text's. */
export const cardColumns = { width: 1296, left: 32, right: 1264, raw: 400, step: 60, side: 888 } as const;

/** One line of text, escaped and wrapped already. */
export interface CardLine {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly face: Face;
  readonly size: number;
  readonly fill: 'tx1' | 'tx2' | 'tx3' | 'warn';
}

export interface CardLayout {
  readonly height: number;
  readonly lines: readonly CardLine[];
  readonly raw: readonly { readonly piece: RawPiece; readonly y: number }[];
  readonly picture: { readonly what: CardPicture; readonly x: number; readonly y: number } | null;
  /** Heights of the hairlines between parts. */
  readonly rules: readonly number[];
  /** Cited lines that are drawn. */
  readonly cited: number;
}

/** A picture that is higher leaves no room to read the rest at a glance: a plainer one stands in. */
const mostPicture = 620;
const mostCited = 8;
/** Rows of one cited line, and of commands in all. */
const mostPieces = 4;
const mostCommandRows = 48;

/** Places of everything on a card, from above. Equal cards have equal layouts. */
export function layoutCard(card: EvidenceCard): CardLayout {
  const page = new Page();
  const { left, right } = cardColumns;
  const whole = right - left;
  page.y = 56;
  page.words(card.title, { x: left, room: whole, size: 22, face: 'sans600', fill: 'tx1', lead: 28 });
  page.words(card.statement, { x: left, room: whole, size: 15, face: 'sans400', fill: 'tx2', lead: 21 });
  for (const why of card.why)
    page.words(why, { x: left, room: whole, size: 12, face: 'sans400', fill: 'tx3', lead: 17 });
  const picture = placePicture(card, page);
  page.rule();
  const cited = placeCited(card, page);
  page.rule();
  placeFoot(card, page);
  return { height: page.y + 20, lines: page.lines, raw: page.raw, picture, rules: page.rules, cited };
}

interface Style {
  readonly x: number;
  readonly room: number;
  readonly size: number;
  readonly face: Face;
  readonly fill: CardLine['fill'];
  /** From one baseline to the next. */
  readonly lead: number;
}

class Page {
  y = 0;
  readonly lines: CardLine[] = [];
  readonly raw: { piece: RawPiece; y: number }[] = [];
  readonly rules: number[] = [];

  words(message: Message | string, style: Style): void {
    const text = escapeForDisplay(typeof message === 'string' ? message : say(message));
    this.rows(wrapText(text, style.face, style.size, style.room), style);
  }

  rows(texts: readonly string[], { x, size, face, fill, lead }: Style): void {
    for (const text of texts) {
      this.y += lead;
      this.lines.push({ x, y: this.y, text, size, face, fill });
    }
  }

  rule(): void {
    this.y += 16;
    this.rules.push(this.y);
    this.y += 6;
  }
}

const head = { size: 12.5, face: 'sans600', fill: 'tx1', lead: 20 } as const;
const small = { size: 11.5, face: 'sans400', fill: 'tx3', lead: 16 } as const;
const mono = { size: 11, face: 'mono', fill: 'tx1', lead: 15 } as const;

function placePicture(card: EvidenceCard, page: Page): CardLayout['picture'] {
  const sized = card.pictures.map((what) => ({ what, ...sizeOf(what) }));
  // An image of many layers has a view of its own; the lines below the claim say which of them it is.
  const fits = sized.find((p) => p.height <= mostPicture) ?? sized.findLast((p) => p.what.kind !== 'layers');
  if (!fits) return null;
  const y = page.y + 18;
  page.y = y + fits.height;
  const x = fits.what.kind === 'chain' ? cardColumns.left : cardColumns.left - 16;
  return { what: fits.what, x, y };
}

function sizeOf(picture: CardPicture): { readonly height: number } {
  switch (picture.kind) {
    case 'graph':
      return layoutNamespaceFigure(picture.figure);
    case 'map':
      return layoutDeviceMap(picture.map);
    case 'layers':
      return layoutLayers(picture.figure);
    case 'chain':
      return chainSize(picture.chain);
  }
}

/** Origin at left, line at right, each in full or with the number of rows that are left out. */
function placeCited(card: EvidenceCard, page: Page): number {
  const { left, right, raw } = cardColumns;
  const shown = card.cited.slice(0, mostCited);
  page.words(msg('card.evidence', { shown: shown.length, total: card.citedTotal }), { ...head, x: left, room: 900 });
  for (const line of shown) {
    const top = page.y;
    const origin = `${line.origin}${line.source.line === 0 ? '' : `:${line.source.line}`}`;
    page.rows(wrapText(escapeForDisplay(origin), 'mono', 11, raw - left - 24), {
      ...mono,
      x: left,
      fill: 'tx3',
      room: 0,
    });
    const under = page.y;
    page.y = top;
    const pieces = rawPieces(line, right - raw);
    for (const piece of pieces.slice(0, mostPieces)) {
      page.y += mono.lead;
      page.raw.push({ piece, y: page.y });
    }
    const left_out = pieces.length - mostPieces;
    if (left_out > 0) page.words(msg('card.more-of-line', { n: left_out }), { ...small, x: raw, room: right - raw });
    page.y = Math.max(page.y, under) + 3;
  }
  return shown.length;
}

/** Left what frees it, right what would disprove it and what nobody looked at. */
function placeFoot(card: EvidenceCard, page: Page): void {
  const { left, right, side } = cardColumns;
  const top = page.y;
  placeRunbook(card, page);
  const under = page.y;
  const alone = card.remedy.length === 0;
  const x = alone ? left : side;
  page.y = top;
  for (const [title, messages] of [
    [msg('card.wrong-if'), card.wrongIf],
    [msg('card.not-looked-at'), card.notLookedAt],
  ] as const) {
    if (messages.length === 0) continue;
    page.words(title, { ...head, x, room: right - x });
    for (const message of messages) page.words(message, { ...small, fill: 'tx2', x, room: right - x });
    page.y += 8;
  }
  page.y = Math.max(page.y, under);
}

function placeRunbook(card: EvidenceCard, page: Page): void {
  if (card.remedy.length === 0) return;
  const { left, step, side } = cardColumns;
  const room = side - 40 - step;
  page.words(msg('card.runbook', { held: card.held }), { ...head, x: left, room });
  page.words(msg('card.frees-how', { host: card.host }), { ...small, x: left, room: side - 40 - left });
  let rows = 0;
  for (const [i, { say: words, command, runIn }] of card.remedy.entries()) {
    const commands = command === null ? [] : wrapCommand(escapeCommand(command), 11, room);
    if (rows > 0 && rows + commands.length > mostCommandRows) {
      const steps = card.remedy.length - i;
      page.words(msg('card.more-steps', { n: steps }), { ...small, fill: 'warn', x: step, room });
      return;
    }
    rows += commands.length + 1;
    page.y += 4;
    page.lines.push({ ...mono, x: left, y: page.y + small.lead, text: String(i + 1), fill: 'tx3' });
    const where = runIn === 'host' ? '' : ` ${say(msg('card.run-in', { where: runIn }))}`;
    page.words(`${say(words)}${where}`, { ...small, fill: 'tx2', x: step, room });
    page.rows(commands, { ...mono, x: step, room });
  }
}
