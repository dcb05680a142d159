/** An element of a figure's markup. Text stands in `text`, never beside children that are drawn. */
export interface SvgNode {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly SvgNode[];
  readonly text: string;
}

type Open = { name: string; attributes: Record<string, string>; children: SvgNode[]; text: string };

/**
 * Reads back what `renderToStaticMarkup` wrote of a figure: elements, quoted attributes, text and five entities. Not an XML
 * parser, and never given anything else. Throws on what a figure cannot hold: a bug of ours.
 */
export function svgTree(markup: string): SvgNode {
  const open: Open[] = [{ name: '', attributes: {}, children: [], text: '' }];
  const token = /<\/([\w:]+)>|<([\w:]+)((?:\s+[\w:-]+="[^"]*")*)\s*(\/?)>|([^<]+)/y;
  while (token.lastIndex < markup.length) {
    const at = token.lastIndex;
    const match = token.exec(markup);
    if (!match) throw new Error(`not a figure's markup: ${markup.slice(at, at + 40)}`);
    const [, end, start, attributes = '', closed, text] = match;
    const top = open.at(-1)!;
    if (text !== undefined) top.text += unescaped(text);
    else if (end !== undefined) open.pop();
    else {
      const node: Open = { name: start!, attributes: attributesOf(attributes), children: [], text: '' };
      top.children.push(node);
      if (closed === '') open.push(node);
    }
  }
  const [root] = open[0]!.children;
  if (open.length !== 1 || !root) throw new Error('markup of a figure that does not end');
  return root;
}

/** Every text that is drawn: those of `text` elements, not of their tooltips. */
export function drawnTexts(node: SvgNode): readonly string[] {
  return node.name === 'text' ? [node.text] : node.children.flatMap(drawnTexts);
}

/** The whole of every text that is drawn cut, each once: what its tooltip says. */
export function cutTexts(node: SvgNode): readonly string[] {
  const all = (part: SvgNode): readonly string[] =>
    part.name === 'text' ? part.children.map((title) => title.text) : part.children.flatMap(all);
  return [...new Set(all(node))];
}

export const attributesOf = (source: string): Record<string, string> =>
  Object.fromEntries([...source.matchAll(/([\w:-]+)="([^"]*)"/g)].map((m) => [m[1]!, unescaped(m[2]!)]));

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&', '#x27': "'" };

export const unescaped = (text: string): string =>
  text.replace(/&(lt|gt|quot|amp|#x27);/g, (_, name: string) => entities[name]!);
