import PdfDocument from 'pdfkit';
import { faceOf, runsOf, shownText } from '#electron/node/figures/glyphs.ts';
import { type NotoSlice, notoTrueType } from '#electron/node/figures/noto.ts';
import { type PlexFace, plexTrueType } from '#electron/node/figures/plex.ts';
import type { SvgNode } from '#electron/node/figures/svg-tree.ts';

/** Points in a CSS pixel. */
const point = 0.75;

/** Readers refuse a page that is larger, in points (PDF 32000-1, Annex C). */
export const mostPoints = 14_400;

export interface PdfAbout {
  readonly title: string;
  /** Of the capture, ms since the epoch: the time of drawing would make every file different. */
  readonly at: number;
  /** `Undermount 1.0.0`. */
  readonly producer: string;
}

/**
 * A figure as a PDF of one page as large as the figure: lines stay lines, and text stays text that can be searched
 * and copied, with the glyphs of Plex and Noto that it uses inside. Equal figures give equal bytes.
 */
export function renderPdf(figure: SvgNode, about: PdfAbout): Uint8Array {
  const [x = 0, y = 0, width = 0, height = 0] = (figure.attributes.viewBox ?? '').split(' ').map(Number);
  const scale = Math.min(point, mostPoints / width, mostPoints / height);
  const at = new Date(about.at);
  const document = new PdfDocument({
    autoFirstPage: false,
    pdfVersion: '1.7',
    displayTitle: true,
    info: { Title: about.title, Producer: about.producer, Creator: about.producer, CreationDate: at, ModDate: at },
  });
  document.addPage({ size: [width * scale, height * scale], margin: 0 });
  document.scale(scale).translate(-x, -y);
  for (const child of figure.children) draw(document, child, {});
  document.end();
  return new Uint8Array(document.read() as Buffer);
}

type Document = InstanceType<typeof PdfDocument>;
type Inherited = Readonly<Record<string, string>>;

/** What a group hands down to its parts. */
const handedDown = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linejoin',
  'stroke-linecap',
  'opacity',
];

function draw(document: Document, node: SvgNode, from: Inherited): void {
  const own = { ...from, ...node.attributes };
  const number = (name: string) => Number(own[name] ?? 0);
  switch (node.name) {
    case 'g': {
      document.save();
      const moved = /^translate\((-?[\d.]+)[ ,]+(-?[\d.]+)\)$/.exec(own.transform ?? '');
      if (moved && 'transform' in node.attributes) document.translate(Number(moved[1]), Number(moved[2]));
      const inherited = Object.fromEntries(
        handedDown.flatMap((name) => (own[name] === undefined ? [] : [[name, own[name]]])),
      );
      for (const child of node.children) draw(document, child, inherited);
      document.restore();
      return;
    }
    case 'rect':
      if (number('width') <= 0 || number('height') <= 0) return;
      paint(document, own, () => {
        const [x, y, width, height] = [number('x'), number('y'), number('width'), number('height')];
        if ('rx' in node.attributes) document.roundedRect(x, y, width, height, number('rx'));
        else document.rect(x, y, width, height);
      });
      return;
    case 'circle':
      paint(document, own, () => document.circle(number('cx'), number('cy'), number('r')));
      return;
    case 'path':
      paint(document, own, () => document.path(own.d ?? ''));
      return;
    case 'text':
      write(document, node, own);
      return;
    case 'title':
      return;
    default:
      throw new Error(`a figure with <${node.name}>`);
  }
}

/** Colours and widths first: between a path and its painting PDF allows nothing else. */
function paint(document: Document, own: Inherited, outline: () => void): void {
  const { fill = '#000000', stroke = 'none' } = own;
  const width = Number(own['stroke-width'] ?? 1);
  const filled = fill !== 'none';
  const stroked = stroke !== 'none' && width > 0;
  if (!filled && !stroked) return;
  if (filled) document.fillColor(fill);
  if (stroked) {
    document.strokeColor(stroke).lineWidth(width);
    document.lineJoin((own['stroke-linejoin'] ?? 'miter') as 'miter');
    document.lineCap((own['stroke-linecap'] ?? 'butt') as 'butt');
    const dashes = own['stroke-dasharray'];
    if (dashes === undefined) document.undash();
    else document.dash(dashes.split(/[ ,]+/).map(Number) as unknown as number, {});
  }
  outline();
  if (filled && stroked) document.fillAndStroke();
  else if (filled) document.fill();
  else document.stroke();
}

const options = { lineBreak: false, baseline: 'alphabetic' } as const;

function write(document: Document, { attributes, text }: SvgNode, own: Inherited): void {
  const face = faceOf(attributes);
  const shown = shownText(text, attributes);
  const runs = runsOf(shown, face).map(({ font, text: run }) => {
    choose(document, font ?? face, Number(attributes['font-size']));
    return { font: font ?? face, text: run, width: document.widthOfString(run, options) };
  });
  const whole = runs.reduce((sum, run) => sum + run.width, 0);
  const anchor = { start: 0, middle: 0.5, end: 1 }[attributes['text-anchor'] ?? 'start'] ?? 0;
  const start = Number(attributes.x) - whole * anchor;
  const y = Number(attributes.y);
  let x = start;
  document.fillColor(own.fill ?? '#000000');
  for (const run of runs) {
    choose(document, run.font, Number(attributes['font-size']));
    document.text(run.text, x, y, options);
    x += run.width;
  }
  if (attributes['text-decoration'] === 'underline') {
    document.rect(start, y + 1.2, whole, 0.8).fill(own.fill ?? '#000000');
  }
}

/** pdfkit keeps a font by its name, per document. */
function choose(document: Document, font: PlexFace | NotoSlice, size: number): void {
  const name = 'file' in font ? font.file : `noto-${font.id}`;
  const known = document as unknown as { _fontFamilies: Record<string, unknown> };
  if (!(name in known._fontFamilies)) {
    document.registerFont(name, Buffer.from('file' in font ? plexTrueType(font) : notoTrueType(font)));
  }
  document.font(name, size);
}
