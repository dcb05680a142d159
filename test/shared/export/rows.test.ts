/** Rows of tables and comparisons of hosts with hostile names, read back by parsers that are not ours. */
import { parse as parseCsv } from 'csv-parse/sync';
import MarkdownIt from 'markdown-it';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { isPlain, unescapeDisplay } from '#shared/base/escape.ts';
import {
  compareDigests,
  type Diff,
  type DiffDigest,
  deriveSummary,
  diffDigest,
  tableNames,
} from '#shared/derive/index.ts';
import { everyRow } from '#shared/derive/rows/choose-rows.ts';
import { leavingTables } from '#shared/derive/rows/tables.ts';
import { DiffJson, diffExport, exportRows, findingText, rowsFormats } from '#shared/export/index.ts';
import { rowsText } from '#shared/export/rows/rows-text.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';
import { analysisOf } from '#test/builders/analysis.ts';
import { withHostileNames } from '#test/builders/hostile-analysis.ts';
import { hostileStrings } from '#test/builders/hostile-strings.ts';
import { readHost } from '#test/hosts/read-host.ts';

// Child processes and whole hosts: seconds alone, more beside other tests.
vi.setConfig({ testTimeout: 60_000 });

const everyShortOne = hostileStrings.filter((s) => s.length < 200).join('|');
const reader = new MarkdownIt({ html: true, linkify: true });
const kinds = (text: string) =>
  reader
    .parse(text, {})
    .flatMap((t) => [t, ...(t.children ?? [])])
    .map((t) => t.type);
const active = ['html_block', 'html_inline', 'link_open', 'image'];
const formula = /^\s*[=+\-@|%]/;
const expectPlain = (text: string, separators: RegExp) =>
  expect(text.split(separators).filter((part) => !isPlain(part))).toEqual([]);

let broken: Analysis;
let evil: Analysis;
beforeAll(() => {
  const { records, custody } = readHost('lab-broken');
  broken = analysisOf(records, custody, everyShortOne);
  evil = withHostileNames(broken, everyShortOne);
});

describe('rows all of whose words are hostile', () => {
  const columns = ['name', 'again', 'n', 'missing', 'evidence'];
  const rows = hostileStrings.map((hostile, n) => ({
    name: hostile,
    again: hostile,
    n,
    missing: { absent: 'unreadable', because: hostile },
    evidence: { evidence: hostile, line: n },
  }));
  const written = (format: (typeof rowsFormats)[number]) =>
    rowsText(
      {
        table: 'mounts',
        columns,
        filter: everyShortOne,
        from: [{ prefix: '', summary: deriveSummary(evil) }],
        chosen: { count: rows.length, matching: rows.length, total: rows.length },
        rows,
      },
      format,
      Number.MAX_SAFE_INTEGER,
    ).text;

  it('are as many rows and columns in CSV, none a formula, and the words come back', () => {
    const text = written('csv');
    expectPlain(text, /\r\n/);
    const [head, ...read] = parseCsv(text, { relax_column_count: false }) as string[][];
    expect(head?.slice(0, columns.length)).toEqual(columns);
    expect(read).toHaveLength(rows.length);
    expect(read.flat().filter((cell) => formula.test(cell))).toEqual([]);
    for (const [i, [name, again, n]] of read.entries()) {
      expect([name, n]).toEqual([again, String(i)]);
      // An apostrophe in front is the spreadsheet's sign for text.
      expect([name, name?.slice(1)].map((cell) => unescapeDisplay(cell ?? ''))).toContain(hostileStrings[i]);
    }
  });

  it('are as many lines and tabs in TSV', () => {
    const text = written('tsv');
    expectPlain(text, /[\n\t]/);
    const lines = text.split('\n').slice(0, -1);
    expect(lines).toHaveLength(rows.length + 1);
    expect(new Set(lines.map((line) => line.split('\t').length))).toEqual(new Set([columns.length + 4]));
    expect(lines.flatMap((line) => line.split('\t')).filter((cell) => formula.test(cell))).toEqual([]);
  });

  it('are one table in Markdown, without markup, link or image, also in what stands below it', () => {
    const text = written('markdown');
    expectPlain(text, /\n/);
    const found = kinds(text);
    expect(found.filter((k) => active.includes(k) || k === 'heading_open')).toEqual([]);
    expect(found.filter((k) => k === 'table_open')).toHaveLength(1);
    expect(found.filter((k) => k === 'tr_open')).toHaveLength(rows.length + 1);
    expect(found.filter((k) => k === 'td_open')).toHaveLength(rows.length * columns.length);
  });

  it('are the same rows again after JSON, which is plain text itself', () => {
    const text = written('json');
    expectPlain(text, /\n/);
    expect((JSON.parse(text) as { rows: unknown }).rows).toEqual(rows);
  });
});

describe('every table', () => {
  const picture = { view: 'namespaces', focus: 'victim-A3', expanded: [], onlyTrouble: false } as const;
  // No capture of a pool's mappings on this host: they say so, below.
  it.each(tableNames.filter((t) => t !== 'block-devices'))(
    '%s leaves in each form with where it is from, and each field is a column',
    (table) => {
      const diff = table === 'comparison' ? compareDigests(diffDigest(broken), diffDigest(evil)) : null;
      const what = {
        table,
        needle: 'victim-A3',
        picture,
        diff,
        filter: '',
        sort: null,
        chosen: everyRow,
        most: 1 << 26,
      };
      const [csv, json] = (['csv', 'json'] as const).map((format) => exportRows(broken, { ...what, format }));
      if (!csv?.ok || !json?.ok) throw new Error('not exported');
      const [head, ...read] = parseCsv(csv.value.text) as string[][];
      expect(read).toHaveLength(csv.value.of);
      expect(head?.slice(0, leavingTables[table].columns.length)).toEqual(leavingTables[table].columns);
      expect(head).toEqual(expect.arrayContaining(['host', 'captured_utc', 'evidence_sha256', 'redacted']));
      const parsed = JSON.parse(json.value.text) as {
        rows: Record<string, unknown>[];
        redacted: boolean;
        cut: boolean;
      };
      expect(parsed).toMatchObject({ table, redacted: false, cut: false });
      expect(parsed.rows).toHaveLength(csv.value.of);
      const [first] = parsed.rows;
      if (first) expect(leavingTables[table].columns.filter((c) => !Object.hasOwn(first, c))).toEqual([]);
    },
  );

  it('has rows on the lab host, but for those about image stores', () => {
    const empty = tableNames.filter((table) => {
      if (table === 'comparison' || table === 'block-devices') return false;
      const what = {
        table,
        needle: 'victim-A3',
        picture,
        diff: null,
        filter: '',
        sort: null,
        chosen: everyRow,
        most: 1 << 26,
      };
      const made = exportRows(broken, { ...what, format: 'tsv' });
      return made.ok && made.value.of === 0;
    });
    expect(empty).toEqual(['images', 'layers', 'layer-differences']);
  });

  const every = { diff: null, filter: '', sort: null, chosen: everyRow, most: 1 << 26, format: 'csv' } as const;

  it('is of the devices of a pool where its mappings were read, and says why where they were not', () => {
    const what = { ...every, table: 'block-devices', needle: '', picture: null } as const;
    expect(exportRows(broken, what)).toMatchObject({ ok: false, error: { kind: 'blocks-not-known' } });
    const { records, custody } = readHost('lab-mappings');
    const made = exportRows(analysisOf(records, custody), what);
    expect(made.ok && made.value.rows).toBeGreaterThan(5);
  });

  it.each([
    ['namespaces', 'victim-A3'],
    ['pool', null],
    ['chain', 'kubesql-server'],
  ] as const)('is of the objects of the picture %s', (view, focus) => {
    const asked = { view, focus, expanded: [], onlyTrouble: false };
    const made = exportRows(broken, { ...every, table: 'picture', needle: '', picture: asked });
    expect(made.ok && made.value.rows).toBeGreaterThan(3);
    expect(made.ok && made.value.text).toMatch(/mount-table|dm-status|dm-table|docker/);
    const nowhere = exportRows(broken, {
      ...every,
      table: 'picture',
      needle: '',
      picture: { ...asked, focus: 'nobody-x' },
    });
    if (view !== 'namespaces') expect(nowhere).toMatchObject({ error: { kind: 'needle-not-found' } });
  });

  it.each(rowsFormats)('that is cut says so, in %s', (format) => {
    const what = {
      table: 'mounts',
      needle: '',
      picture: null,
      diff: null,
      filter: '',
      sort: null,
      chosen: everyRow,
    } as const;
    const made = exportRows(broken, { ...what, format, most: 20_000 });
    if (!made.ok) throw new Error('not exported');
    const { text, rows, of } = made.value;
    expect(rows).toBeGreaterThan(0);
    expect(rows).toBeLessThan(of);
    expect(text.length).toBeLessThan(25_000);
    if (format === 'json') expect(JSON.parse(text)).toMatchObject({ cut: true, written: rows, chosen: of });
    else expect(text).toContain(`the first ${rows} of ${of.toLocaleString('en-US')} rows`);
    if (format === 'csv') expect(parseCsv(text)).toHaveLength(rows + 2);
  });
});

/** The digest with a hostile word for every name, fact and source of its rows. */
function poisoned(digest: DiffDigest, from: number): DiffDigest {
  let next = from;
  const word = () => hostileStrings[next++ % hostileStrings.length]!;
  const bad = (row: DiffDigest['findings'][number], n: number) => ({
    ...row,
    id: row.kind === 'finding' ? `${row.id.split(':')[0]}:${from}${n}${word()}` : `${from}${n}${word()}`,
    name: word(),
    facts: Object.fromEntries(Object.keys(row.facts).map((key) => [key, word()])),
    source: { evidence: word(), line: 3 },
  });
  return {
    ...digest,
    summary: { ...digest.summary, title: everyShortOne, host: { ...digest.summary.host, name: everyShortOne } },
    hostName: `${from}${everyShortOne}`,
    findings: digest.findings.map(bad),
    kinds: digest.kinds.map((kind) => ({ ...kind, rows: kind.rows.slice(0, 150).map(bad) })),
  };
}

describe('a comparison of two hosts with hostile names', () => {
  let diff: Diff;
  let size: number;
  beforeAll(() => {
    diff = compareDigests(poisoned(diffDigest(broken), 0), poisoned(diffDigest(broken), 1000));
    size = diff.new.length + diff.gone.length + diff.changed.length;
  });

  it('has all of the corpus in it', () => {
    const text = JSON.stringify(diff);
    expect(hostileStrings.filter((s) => !text.includes(JSON.stringify(s).slice(1, -1)))).toEqual([]);
  });

  it('is Markdown of our headings and tables alone', () => {
    const text = diffExport(diff, 'md');
    expectPlain(text, /\n/);
    const found = kinds(text);
    expect(found.filter((k) => active.includes(k))).toEqual([]);
    expect(found.filter((k) => k === 'td_open').length).toBe(diff.counts.length * 5 + size * 4);
  });

  it('is CSV with a row for each difference and each reason, none with a formula', () => {
    const text = diffExport(diff, 'csv');
    expectPlain(text, /\r\n/);
    const read = parseCsv(text, { relax_column_count: false }) as string[][];
    expect(read).toHaveLength(1 + size + diff.notComparable.length);
    expect(read.flat().filter((cell) => formula.test(cell))).toEqual([]);
  });

  it('is JSON that keeps the contract and is plain text itself', () => {
    const text = diffExport(diff, 'json');
    expectPlain(text, /\n/);
    expect(DiffJson.safeParse(JSON.parse(text)).error).toBeUndefined();
  });
});

describe('a finding of hostile names', () => {
  it('is one row of CSV and TSV, and commands under comments that say where they are from', () => {
    const fires = evil.outcomes.flatMap(({ outcome }) => (outcome.answer === 'fires' ? outcome.findings : []))[0]!;
    const csv = findingText(evil, fires.id, 'csv')!;
    const read = parseCsv(csv, { relax_column_count: false }) as string[][];
    expect(read).toHaveLength(2);
    expect(read.flat().filter((cell) => formula.test(cell))).toEqual([]);
    const tsv = findingText(evil, fires.id, 'tsv')!;
    expect(
      tsv
        .trimEnd()
        .split('\n')
        .map((line) => line.split('\t').length),
    ).toEqual([12, 12]);
    const commands = findingText(evil, fires.id, 'commands')!;
    expectPlain(commands, /\n/);
    const [first, second] = commands.split('\n');
    expect(first).toMatch(/^# .* · /);
    expect(second).toMatch(/^# sha256 [0-9a-f]{64} · not redacted · /);
  });
});
