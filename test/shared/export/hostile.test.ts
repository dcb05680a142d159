import { Resvg } from '@resvg/resvg-js';
import { beforeAll, describe, expect, it } from 'vitest';
import { renderFigure } from '#electron/node/figures/render-figure.ts';
import { escapeForDisplay, isPlain, unescapeDisplay } from '#shared/base/escape.ts';
import { deriveFindings, deriveNamespaceFigure } from '#shared/derive/index.ts';
import type { NamespaceFigure } from '#shared/derive/namespace-figure.ts';
import { findingCommands, findingMarkdown, findingText, jsonText, reportMarkdown } from '#shared/export/index.ts';
import { markdownBlock, markdownCell, markdownValue, sayMarkdown, sayPlain } from '#shared/export/markdown.ts';
import { msg } from '#shared/messages/index.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';
import { analysisOf } from '#test/builders/analysis.ts';
import { withHostileNames } from '#test/builders/hostile-analysis.ts';
import { hostileStrings } from '#test/builders/hostile-strings.ts';
import { readHost } from '#test/hosts/read-host.ts';

let broken: Analysis;
beforeAll(() => {
  const { records, custody } = readHost('lab-broken');
  broken = analysisOf(records, custody);
});

/** A text of ours may have newlines; everything else must be visible and inert. */
const expectPlain = (text: string) => expect(text.split('\n').every(isPlain)).toBe(true);

it('has a corpus worth the name', () => {
  expect(new Set(hostileStrings).size).toBeGreaterThanOrEqual(400);
  expect(hostileStrings.filter((s) => !isPlain(s)).length).toBeGreaterThan(60);
});

describe.each(hostileStrings.map((s) => [JSON.stringify(s).slice(0, 60), s] as const))('%s', (_, hostile) => {
  it('is visible and comes back whole', () => {
    expectPlain(escapeForDisplay(hostile));
    expect(unescapeDisplay(escapeForDisplay(hostile))).toBe(hostile);
  });

  it('is a code span or simple words in Markdown, and one line', () => {
    const shown = markdownValue(hostile);
    expect(isPlain(shown)).toBe(true);
    const inside = codeSpanContent(shown);
    if (inside === null) expect(shown).toMatch(/^[A-Za-z0-9 ]*$/);
    else expect(inside).toBe(escapeForDisplay(hostile));
  });

  it('ends no table cell', () => {
    expect(markdownCell(hostile).replaceAll('\\|', '')).not.toContain('|');
  });

  it('ends no block', () => {
    const [open, ...rest] = markdownBlock([hostile, hostile]).split('\n');
    const fence = open!.length;
    expect(fence).toBeGreaterThanOrEqual(3);
    expect(rest.slice(0, -1).some((line) => new RegExp(`^\\s*\`{${fence},}\\s*$`).test(line))).toBe(false);
    expect(rest.at(-1)).toBe(open);
  });

  it('is the same string again after JSON, which is plain text itself', () => {
    const text = jsonText({ hostile });
    expectPlain(text);
    expect((JSON.parse(text) as { hostile: string }).hostile).toBe(hostile);
  });

  it('leaves our sentences one line', () => {
    const sentence = msg('search.volume', { container: hostile, destination: hostile });
    expect(isPlain(sayPlain(sentence))).toBe(true);
    expect(isPlain(sayMarkdown(sentence))).toBe(true);
  });
});

/** What a CommonMark code span that is the whole text contains, or null when the text is none. */
function codeSpanContent(text: string): string | null {
  const fence = /^`+/.exec(text)?.[0];
  if (fence === undefined || !text.endsWith(fence) || text.length < fence.length * 2 + 1) return null;
  const inner = text.slice(fence.length, -fence.length);
  const runs = [...inner.matchAll(/`+/g)].map((m) => m[0].length);
  expect(runs).not.toContain(fence.length);
  return inner.startsWith(' ') && inner.endsWith(' ') && inner.trim() !== '' ? inner.slice(1, -1) : inner;
}

describe('a finding all of whose names are hostile', () => {
  it('leaves as inert text in every format', () => {
    const analysis = withHostileNames(broken, hostileStrings.join('|'));
    const [item] = deriveFindings(analysis);
    if (item?.type !== 'finding') throw new Error('no finding');
    for (const text of [
      findingMarkdown(analysis, item.finding.id),
      findingText(analysis, item.finding.id),
      findingText(analysis, item.finding.id, 'json'),
      findingCommands(analysis, item.finding.id),
      reportMarkdown(analysis),
    ]) {
      expectPlain(text!);
    }
    const prose = stripCode(findingMarkdown(analysis, item.finding.id)!);
    expect(prose).not.toMatch(/\]\(|!\[|<[a-z!/?]|https?:|www\.|@[a-z]|\{code\}|\[~/i);
    expect(prose.match(/^#{1,6} /gm)).toHaveLength(1);
  });
});

/** Markdown without what stands in code: there a reader's renderer is active. */
const stripCode = (text: string): string =>
  text.replace(/^( *)(`{3,})[^\n]*\n[\s\S]*?\n\1\2$/gm, '').replace(/(?<!`)(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, '');

describe('a picture in which every word from the host is hostile', () => {
  it('is well-formed and inert, as SVG and as PNG', () => {
    const figure = deriveNamespaceFigure(broken, 'victim-A3', []);
    let next = 0;
    const evil = hostileStrings.filter((s) => s.length < 1000);
    const poison = (value: unknown, key: string): unknown =>
      typeof value === 'string' && ['title', 'label', 'full', 'aside', 'says', 'state', 'because'].includes(key)
        ? evil[next++ % evil.length]
        : value;
    while (next <= evil.length) {
      const bad = JSON.parse(JSON.stringify(figure, (key, value: unknown) => poison(value, key))) as NamespaceFigure;
      const svg = new TextDecoder().decode(renderFigure({ figure: bad, theme: 'dark', format: 'svg', caption: null }));
      const shown = svg.replace(/<style>.*?<\/style>/s, '');
      expectPlain(shown);
      const tags = shown.replace(/"[^"]*"/g, '""').match(/<[^>]*>/g)!;
      expect(tags.filter((tag) => /^<(?:script|foreignObject|image|a)\b|\son\w+=|<!/i.test(tag))).toEqual([]);
      expect(() => new Resvg(shown)).not.toThrow();
    }
  });
});
