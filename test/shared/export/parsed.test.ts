/** Hostile names through every export, read back by parsers that are not ours. */
import { parse as parseCsv } from 'csv-parse/sync';
import MarkdownIt from 'markdown-it';
import { type DefaultTreeAdapterTypes, parse, parseFragment } from 'parse5';
import { beforeAll, describe, expect, it } from 'vitest';
import { escapeForDisplay } from '#shared/base/escape.ts';
import { deriveFindings } from '#shared/derive/index.ts';
import { html } from '#shared/export/html/html.ts';
import { csvText, findingMarkdown, reportHtml, reportMarkdown, reportText, tsvText } from '#shared/export/index.ts';
import { markdownCell, markdownValue } from '#shared/export/markdown.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';
import { analysisOf } from '#test/builders/analysis.ts';
import { withHostileNames } from '#test/builders/hostile-analysis.ts';
import { hostileStrings } from '#test/builders/hostile-strings.ts';
import { readHost } from '#test/hosts/read-host.ts';

/** One name that has them all; the few long ones are left to the tests of single values. */
const everyShortOne = hostileStrings.filter((s) => s.length < 200).join('|');

type Node = DefaultTreeAdapterTypes.Node;

let broken: Analysis;
beforeAll(() => {
  const { records, custody } = readHost('lab-broken');
  broken = analysisOf(records, custody);
});

const childrenOf = (node: Node): readonly Node[] => ('childNodes' in node ? node.childNodes : []);
const walk = (node: Node): readonly Node[] => [node, ...childrenOf(node).flatMap(walk)];
const textOf = (node: Node): string => ('value' in node ? node.value : childrenOf(node).map(textOf).join(''));
const elements = (root: Node) => walk(root).flatMap((n) => ('tagName' in n ? [n] : []));

describe('HTML', () => {
  it.each(hostileStrings.map((s) => [JSON.stringify(s).slice(0, 60), s]))(
    'holds %s as text and as an attribute',
    (_, hostile) => {
      const made = parseFragment(html`<p title="${hostile}">${hostile}</p>`.markup);
      const [p, ...others] = elements(made);
      expect(others).toEqual([]);
      const shown = escapeForDisplay(hostile);
      expect(textOf(made)).toBe(shown);
      expect(p?.attrs).toEqual([{ name: 'title', value: shown }]);
    },
  );

  it('is a report of the same elements, whatever the names are', { timeout: 60_000 }, () => {
    const tags = (analysis: Analysis) => elements(parse(reportHtml(analysis))).map((e) => e.tagName);
    const evil = tags(withHostileNames(broken, everyShortOne));
    expect(evil).toEqual(tags(withHostileNames(broken, 'plain')));
    for (const tag of ['script', 'a', 'img', 'iframe', 'link', 'base', 'form', 'object'])
      expect(evil).not.toContain(tag);
  });

  it('has every command as it was meant, backslashes and all', () => {
    const commands = deriveFindings(broken).flatMap((item) =>
      item.type === 'finding' ? item.finding.remedy.flatMap(({ command }) => command ?? []) : [],
    );
    expect(commands.filter((command) => command.includes(String.raw`\n`)).length).toBeGreaterThan(0);
    const shown = elements(parse(reportHtml(broken))).flatMap((e) => (e.tagName === 'pre' ? [textOf(e)] : []));
    expect(shown.sort()).toEqual([...commands].sort());
  });

  it('has no handler and no address to load from', { timeout: 60_000 }, () => {
    for (const { attrs } of elements(parse(reportHtml(withHostileNames(broken, everyShortOne))))) {
      for (const { name } of attrs) expect(name).not.toMatch(/^on|^(?:href|src|xlink:href|action|data|style|srcdoc)$/);
    }
  });
});

describe('CSV and TSV', () => {
  it('keep every cell in its place, and none begins as a formula', () => {
    const rows = hostileStrings.map((s) => [s, 'mark', s]);
    const read = parseCsv(csvText(rows), { relax_column_count: false }) as string[][];
    expect(read).toHaveLength(rows.length);
    for (const [first, mark, last] of read) {
      expect(mark).toBe('mark');
      expect(first).toBe(last);
      expect(first).not.toMatch(/^\s*[=+\-@]/);
    }
    for (const line of tsvText(rows).split('\n').slice(0, -1)) expect(line.split('\t')).toHaveLength(3);
  });

  it('are the same rows for a report of hostile names', { timeout: 60_000 }, () => {
    const read = (a: Analysis) => parseCsv(reportText(a, 'csv')) as string[][];
    const [evil, plain] = [read(withHostileNames(broken, everyShortOne)), read(withHostileNames(broken, 'plain'))];
    expect(evil.map((r) => r.length)).toEqual(plain.map((r) => r.length));
    expect(evil.flat().filter((cell) => /^\s*[=+\-@]/.test(cell))).toEqual([]);
  });
});

describe('Markdown', () => {
  const reader = new MarkdownIt({ html: true, linkify: true });
  const kinds = (text: string) => {
    const tokens = reader.parse(text, {});
    return tokens.flatMap((t) => [t, ...(t.children ?? [])]).map((t) => t.type);
  };
  const active = ['html_block', 'html_inline', 'link_open', 'image'];

  it.each(hostileStrings.map((s) => [JSON.stringify(s).slice(0, 60), s]))(
    'holds %s in one cell of one row',
    (_, hostile) => {
      const cell = markdownCell(hostile);
      const found = kinds(`| a | b |\n| --- | --- |\n| ${cell} | end |\n`);
      expect(found.filter((k) => k === 'td_open')).toHaveLength(2);
      expect(found.filter((k) => k === 'tr_open')).toHaveLength(2);
      expect(found.filter((k) => active.includes(k))).toEqual([]);
      expect(kinds(`x ${markdownValue(hostile)} y`).filter((k) => active.includes(k) || k === 'heading_open')).toEqual(
        [],
      );
    },
  );

  it('is a report without links, images or markup, with the same headings whatever the names are', {
    timeout: 60_000,
  }, () => {
    const evil = withHostileNames(broken, everyShortOne);
    const plain = withHostileNames(broken, 'plain');
    const [item] = deriveFindings(evil);
    if (item?.type !== 'finding') throw new Error('no finding');
    for (const text of [reportMarkdown(evil), findingMarkdown(evil, item.finding.id)!]) {
      expect(kinds(text).filter((k) => active.includes(k))).toEqual([]);
    }
    const headings = (a: Analysis) => kinds(reportMarkdown(a)).filter((k) => /^(?:heading|tr|td)_open$/.test(k));
    expect(headings(evil)).toEqual(headings(plain));
  });
});
