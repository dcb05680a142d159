/** What a person sees and gives away while names are hidden, and the names that must not be in it. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { word } from '#test/e2e/user.ts';
import { tokensIn } from '#test/shared/export/redaction/find-everywhere.ts';

/** The names of a source as the command line lists them, which knows nothing of any window. */
export function namesOf(source: string): readonly string[] {
  const command = ['dist/cli/undermount.js', 'redact', source, '--preview'];
  const { status, stdout: said } = spawnSync(process.execPath, command, { encoding: 'utf8', maxBuffer: 64 << 20 });
  // 4: partial evidence.
  if (status !== 0 && status !== 4) throw new Error(`redact --preview ended with ${status}`);
  return said.split('\n').flatMap((line) => /^[a-z0-9]+ +[\d,]+ {2}(.+)$/.exec(line)?.[1] ?? []);
}

/** Words of our own texts: a folder of this machine that is called like one is told from it by nothing. */
export function ourWords(): ReadonlySet<string> {
  const folder = path.join(import.meta.dirname, '../../shared/messages/en');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const texts = files.map((file) => readFileSync(path.join(folder, file), 'utf8').toLowerCase());
  return new Set(texts.flatMap((text) => text.match(/[a-z0-9]+/g) ?? []));
}

/**
 * Runs in the page: texts, the value of every attribute that is no word of our markup, what stands in fields, title and address.
 */
function pageText(): string {
  const ours = new Set('class style d type role tabindex autocomplete inputmode font-family'.split(' '));
  const parts = [document.title, location.search, location.hash];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) parts.push(texts.currentNode.nodeValue ?? '');
  for (const element of document.querySelectorAll('body *')) {
    for (const { name, value } of element.attributes) if (!ours.has(name)) parts.push(value);
    // A word of the host may be marked in parts.
    if (element.matches('bdi, pre, code, text')) parts.push(element.textContent ?? '');
    if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) parts.push(element.value);
  }
  return parts.join('\n');
}

export const wholePage = (page: Page): Promise<string> => page.evaluate(pageText);

/** The page once every answer has come: nothing busy, and the same in two looks. */
export async function settledPage(page: Page): Promise<string> {
  let before = '';
  for (;;) {
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 60)));
    const now = await wholePage(page);
    if (now === before && (await page.locator('[aria-busy="true"]').count()) === 0) return now;
    before = now;
  }
}

export const found = (names: readonly string[], text: string | Uint8Array): readonly string[] =>
  tokensIn(names, Buffer.from(typeof text === 'string' ? withoutStrokes(text) : text));

/** `a5 5 0`, `m12 4`: the strokes of a picture, the font that it carries, and React's own ids. */
const withoutStrokes = (text: string): string =>
  text.replaceAll(/ d="[^"]*"|_r_[0-9a-z]+_/g, '').replaceAll(/url\(["']?data:font[^)]*\)/g, '');

/**
 * Presses the key of the switch and keeps what the page shows in each frame from then on, until `until` is shown and some frames after.
 * The first is of the moment in which the key's own event is over, before anything is painted.
 */
export async function framesFrom(page: Page, key: string, until: string): Promise<readonly string[]> {
  await page.evaluate(`window.__pageText = ${pageText.toString()}`);
  await page.evaluate((pressed) => {
    const { __pageText: text } = window as unknown as { __pageText: () => string };
    const frames: string[] = [];
    const look = (): void => {
      const now = text();
      if (frames.at(-1) !== now) frames.push(now);
      frame = requestAnimationFrame(look);
    };
    let frame = 0;
    const stop = () => {
      cancelAnimationFrame(frame);
      return frames;
    };
    Object.assign(window, { __frames: stop });
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: pressed, bubbles: true }));
    // Microtasks run before this goes on, and so before the next frame.
    return Promise.resolve().then(look);
  }, key);
  await page.getByText(until).first().waitFor();
  return page.evaluate(async () => {
    for (let i = 0; i < 10; i++) await new Promise((resolve) => requestAnimationFrame(resolve));
    return (window as unknown as { __frames: () => string[] }).__frames();
  });
}

/** tEXt, iTXt and zTXt of a PNG. */
export function pngTexts(png: Buffer): string {
  const texts: string[] = [];
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const type = png.toString('latin1', at + 4, at + 8);
    if (/^[tiz][TE]Xt$/.test(type)) texts.push(png.toString('utf8', at + 8, at + 8 + length));
    at += 12 + length;
  }
  return texts.join('\n');
}

export const openPanel = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: word('ui.redaction.open') }).click();
  await page.getByRole('dialog', { name: word('ui.redaction') }).waitFor();
};
