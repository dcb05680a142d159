/** Notes of the engineer that hold what a host may hold, through every export, read back by parsers that are not ours. */
import MarkdownIt from 'markdown-it';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { beforeAll, describe, expect, it } from 'vitest';
import { escapeForDisplay, isPlain } from '#shared/base/escape.ts';
import { deriveFindings } from '#shared/derive/index.ts';
import { findingText, type ReportNotes, reportHtml, reportMarkdown, reportText } from '#shared/export/index.ts';
import type { Note } from '#shared/notes/note.ts';
import { notesText, parseNotes } from '#shared/notes/notes-file.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';
import type { Finding } from '#shared/rules/rule.ts';
import { analysisOf } from '#test/builders/analysis.ts';
import { hostileStrings } from '#test/builders/hostile-strings.ts';
import { readHost } from '#test/hosts/read-host.ts';

type Node = DefaultTreeAdapterTypes.Node;
const childrenOf = (node: Node): readonly Node[] => ('childNodes' in node ? node.childNodes : []);
const walk = (node: Node): readonly Node[] => [node, ...childrenOf(node).flatMap(walk)];
const textOf = (node: Node): string => ('value' in node ? node.value : childrenOf(node).map(textOf).join(''));
const elements = (root: Node) => walk(root).flatMap((n) => ('tagName' in n ? [n] : []));

const written = hostileStrings.filter((s) => s.trim() !== '' && s.length <= 8000);
const noteOn = (about: Note['about'], text: string): Note => ({
  id: crypto.randomUUID(),
  about,
  text,
  writtenAt: Date.UTC(2026, 10, 20, 16, 28),
  editedAt: null,
});
const kept = (notes: readonly Note[]): ReportNotes => ({ state: 'notes', notes });

let broken: Analysis;
let finding: Finding;
let onFinding: readonly Note[];
let onObjects: readonly Note[];
beforeAll(() => {
  const { records, custody } = readHost('lab-broken');
  broken = analysisOf(records, custody);
  const [item] = deriveFindings(broken);
  if (item?.type !== 'finding') throw new Error('no finding');
  finding = item.finding;
  onFinding = written.map((text) => noteOn({ kind: 'finding', id: finding.id, name: 'x' }, text));
  onObjects = written.map((text) => noteOn({ kind: 'path', id: text.slice(0, 4096), name: text.slice(0, 4096) }, text));
});

const shownLines = (text: string) => text.split('\n').map(escapeForDisplay);

describe('hostile notes', () => {
  it('are the same again when their file is read', () => {
    const sha256 = 'a'.repeat(64);
    expect(parseNotes(notesText(sha256, onFinding), sha256)).toEqual({ ok: true, value: onFinding });
  });

  it('stay in one block each in Markdown, with nothing active beside them', () => {
    const reader = new MarkdownIt({ html: true, linkify: true });
    const tokens = (notes: readonly Note[]) =>
      reader.parse(reportMarkdown(broken, kept(notes)), {}).flatMap((t) => [t, ...(t.children ?? [])]);
    for (const notes of [onFinding, onObjects]) {
      const made = tokens(notes);
      const blocks = made.filter((t) => t.type === 'fence' && t.info === '').map((t) => t.content.replace(/\n$/, ''));
      for (const { text } of notes) expect(blocks).toContain(shownLines(text).join('\n'));
      expect(made.filter((t) => ['html_block', 'html_inline', 'link_open', 'image'].includes(t.type))).toEqual([]);
      const headings = (of: typeof made) => of.filter((t) => t.type === 'heading_open').length;
      expect(headings(made) - headings(tokens([]))).toBe(notes === onObjects ? 1 : 0);
    }
  });

  it('stay text in HTML, each in its own place', { timeout: 30_000 }, () => {
    for (const notes of [onFinding, onObjects]) {
      const all = elements(parse(reportHtml(broken, undefined, kept(notes))));
      const shown = all.filter((e) => e.tagName === 'pre' && e.attrs.some((a) => a.value === 'note')).map(textOf);
      expect(shown).toEqual(notes.map(({ text }) => shownLines(text).join('\n')));
      expect(all.filter((e) => ['script', 'a', 'img', 'iframe', 'link', 'form'].includes(e.tagName))).toEqual([]);
      expect(all.flatMap((e) => e.attrs.filter(({ name }) => /^on|^(?:href|src|action|srcdoc)$/.test(name)))).toEqual(
        [],
      );
    }
  });

  it('are plain lines in text, and the same strings in JSON', () => {
    const text = findingText(broken, finding.id, 'text', kept(onFinding))!;
    expect(text.split('\n').every(isPlain)).toBe(true);
    const json = findingText(broken, finding.id, 'json', kept(onFinding))!;
    expect(json.split('\n').every(isPlain)).toBe(true);
    expect((JSON.parse(json) as { notes: Note[] }).notes.map((n) => n.text)).toEqual(written);
  });
});

describe('without notes', () => {
  it('nothing is said of them, and the contracts are as they were', () => {
    for (const format of ['md', 'html', 'json', 'csv'] as const)
      expect(reportText(broken, format, undefined, kept([]))).toBe(reportText(broken, format));
    expect(JSON.parse(findingText(broken, finding.id, 'json')!)).not.toHaveProperty('notes');
  });

  it('the analysis’ JSON is the same with notes as without', () => {
    expect(reportText(broken, 'json', undefined, kept(onFinding))).toBe(reportText(broken, 'json'));
  });
});

describe('redacted evidence', () => {
  it('leaves without notes in every format, and says how many', () => {
    const redacted = {
      ...broken,
      custody: { ...broken.custody, redacted: { toolVersion: 'x', originalSha256: null } },
    };
    const [note] = [noteOn({ kind: 'finding', id: finding.id, name: 'x' }, 'the name of the customer')];
    const made = [
      reportText(redacted, 'md', undefined, kept([note])),
      reportText(redacted, 'html', undefined, kept([note])),
      findingText(redacted, finding.id, 'markdown', kept([note]))!,
      findingText(redacted, finding.id, 'text', kept([note]))!,
    ];
    for (const text of made) {
      expect(text).not.toContain('the name of the customer');
      expect(text).toContain('left out: this is redacted');
    }
    expect(findingText(redacted, finding.id, 'json', kept([note]))).not.toContain('customer');
  });
});
