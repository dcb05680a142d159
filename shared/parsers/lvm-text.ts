/**
 * Reader of LVM's text format: `name { … }` sections, `key = value`, values are numbers, "strings" and [arrays].
 *
 *     vg_docker {
 *         seqno = 13
 *         status = ["RESIZEABLE", "READ"]
 *         extent_size = 8192        # 4 Megabytes
 *
 * `#` begins a comment outside strings; `\"` and `\\` are escaped in strings. Source: lib/format_text and
 * libdm/libdm-config.c (lvm2).
 */
export type LvmValue = string | number | readonly (string | number)[];

export interface LvmSection {
  readonly name: string;
  /** 1-based line of its opening. */
  readonly line: number;
  readonly values: ReadonlyMap<string, LvmValue>;
  readonly sections: readonly LvmSection[];
}

interface Token {
  readonly kind: 'word' | 'string' | 'mark';
  readonly text: string;
  readonly line: number;
}

/** The unnamed section that holds the whole text, and the line at which it stopped being LVM's format (null: nowhere). */
export function readLvmText(text: string): { readonly root: LvmSection; readonly badLine: number | null } {
  const tokens = tokenize(text);
  let at = 0;
  let badLine: number | null = null;
  const section = (name: string, line: number, depth: number): LvmSection => {
    const values = new Map<string, LvmValue>();
    const sections: LvmSection[] = [];
    while (at < tokens.length && badLine === null) {
      const token = tokens[at]!;
      if (token.text === '}' && token.kind === 'mark' && depth > 0) {
        at += 1;
        return { name, line, values, sections };
      }
      const next = tokens[at + 1];
      if (token.kind === 'mark' || !next || depth > 32) badLine = token.line;
      else if (next.kind === 'mark' && next.text === '{') {
        at += 2;
        sections.push(section(token.text, token.line, depth + 1));
      } else if (next.kind === 'mark' && next.text === '=') {
        at += 2;
        const value = readValue();
        if (value === null) badLine = token.line;
        else values.set(token.text, value);
      } else badLine = token.line;
    }
    if (depth > 0 && badLine === null) badLine = line;
    return { name, line, values, sections };
  };
  const readValue = (): LvmValue | null => {
    const token = tokens[at];
    at += 1;
    if (!token) return null;
    if (token.kind !== 'mark') return scalar(token);
    if (token.text !== '[') return null;
    const items: (string | number)[] = [];
    while (at < tokens.length) {
      const item = tokens[at]!;
      at += 1;
      if (item.kind === 'mark' && item.text === ']') return items;
      if (item.kind !== 'mark') items.push(scalar(item));
      else if (item.text !== ',') return null;
    }
    return null;
  };
  return { root: section('', 1, 0), badLine };
}

const scalar = (token: Token): string | number =>
  token.kind === 'word' && /^-?\d+(\.\d+)?$/.test(token.text) ? Number(token.text) : token.text;

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  const pattern = /#[^\n]*|"((?:[^"\\]|\\.)*)"|([{}[\]=,])|([^\s#"{}[\]=,]+)|\n/gs;
  let line = 1;
  for (const match of text.matchAll(pattern)) {
    if (match[0] === '\n') line += 1;
    else if (match[1] !== undefined) {
      tokens.push({ kind: 'string', text: match[1].replaceAll(/\\(.)/gs, '$1'), line });
      line += match[0].split('\n').length - 1;
    } else if (match[2] !== undefined) tokens.push({ kind: 'mark', text: match[2], line });
    else if (match[3] !== undefined) tokens.push({ kind: 'word', text: match[3], line });
  }
  return tokens;
}
