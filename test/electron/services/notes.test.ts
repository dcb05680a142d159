/** Notes through the services, with real files: where they lie, what moves them, and what is never written over. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { bundleOf } from '#electron/node/bundle/sealed-bundle.ts';
import { changeNotes, keptNotes } from '#electron/node/notes/kept-notes.ts';
import { createServices, type Services } from '#electron/services/create-services.ts';
import { ok } from '#shared/base/result.ts';
import { noteLength, notesLimit } from '#shared/notes/note.ts';
import { notesText } from '#shared/notes/notes-file.ts';
import { analysisOf, someCustody } from '#test/builders/analysis.ts';
import { casesRoot, readCase } from '#test/cases/rules/case-host.ts';
import { runCli } from '#test/electron/cli/run-cli.ts';
import { windowPlatform } from '#test/electron/services/window-platform.ts';

// Each opens analysis processes; a busy machine takes its time over them.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let dir: string;
let services: Services;
/** Where the save dialog puts a file; null: as hosted mode does, the bytes go to the browser. */
let saveAs: string | null;
let chosen: string;

/** A small host with a finding about a container. */
let bundleBytes: Uint8Array;
let evidenceSha256: string;
beforeAll(async () => {
  const { records } = readCase(path.join(casesRoot, 'R-01/shm-of-a-dead-container'));
  evidenceSha256 = analysisOf(records, someCustody).evidenceSha256;
  const chunks: Uint8Array[] = [];
  for await (const chunk of bundleOf({ title: 'db1', custody: someCustody }, records)) chunks.push(chunk);
  bundleBytes = Buffer.concat(chunks);
});

beforeEach(() => {
  dir = mkdtempSync(path.join(os.tmpdir(), 'um-notes-'));
  saveAs = null;
  services = createServices(
    windowPlatform(path.join(dir, 'config'), {
      mode: 'electron',
      chooseFile: async () => ok(chosen),
      deliver: async ({ name, bytes }) => {
        const made = await bytes();
        if (!made.ok) return made;
        if (saveAs === null) return ok({ name, bytes: made.value });
        writeFileSync(saveAs, made.value);
        return ok({ savedAs: saveAs });
      },
    }),
  );
});
afterEach(async () => {
  await services.close();
  rmSync(dir, { recursive: true });
});

async function demo(): Promise<string> {
  const opened = await services.handlers['sources.openDemo'](null);
  if (!opened.ok) throw new Error(opened.error.kind);
  return opened.value.sourceId;
}
async function openFile(file: string): Promise<string> {
  chosen = file;
  const opened = await services.handlers['sources.openDialog']({ what: 'file' });
  if (!opened.ok || opened.value === null) throw new Error(JSON.stringify(opened));
  return opened.value.sourceId;
}
/** It as a bundle on the disk. */
function bundle(name = 'db1.umb'): string {
  const file = path.join(dir, name);
  writeFileSync(file, bundleBytes);
  return file;
}
async function firstFinding(sourceId: string) {
  const findings = await services.handlers['query.findings']({ sourceId });
  const found = findings.ok && findings.value.find((f) => f.type === 'finding');
  if (found === undefined || found === false || found.type !== 'finding') throw new Error('no finding');
  return found.finding;
}
async function write(sourceId: string, text: string, id: string | null = null) {
  const { id: findingId } = await firstFinding(sourceId);
  return services.handlers['notes.put']({ sourceId, id, about: { kind: 'finding', id: findingId, name: 'x' }, text });
}
const texts = async (sourceId: string) => {
  const notes = await services.handlers['notes.list']({ sourceId });
  return notes.ok ? notes.value.map((n) => n.text) : notes.error;
};
const sha256 = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');
const dataFiles = () => {
  const folder = path.join(dir, 'config/notes');
  return existsSync(folder) ? readdirSync(folder) : [];
};

describe('notes of a file', () => {
  it('lie beside it and not in it, are there again when it is opened, and can be edited and deleted', async () => {
    const file = bundle();
    const before = sha256(file);
    const sourceId = await openFile(file);
    const put = await write(sourceId, 'unmounted on the bastion');
    if (!put.ok) throw new Error(put.error.kind);
    expect(put.value).toMatchObject({ editedAt: null, writtenAt: expect.any(Number) });
    await write(sourceId, 'second');
    const edited = await write(sourceId, 'unmounted on db1', put.value.id);
    expect(edited).toMatchObject({ value: { writtenAt: put.value.writtenAt, editedAt: expect.any(Number) } });
    expect(sha256(file)).toBe(before);
    expect(readdirSync(dir)).toContain('db1.umb.notes.json');
    expect(dataFiles()).toEqual([]);
    const again = await openFile(file);
    expect(await texts(again)).toEqual(['unmounted on db1', 'second']);
    await services.handlers['notes.remove']({ sourceId: again, id: put.value.id });
    expect(await texts(sourceId)).toEqual(['second']);
  });

  it('are kept in the data folder where nothing can be written beside it, and gathered beside it later', async () => {
    const file = bundle();
    const sourceId = await openFile(file);
    // What cannot be replaced: a folder of that name takes no file.
    mkdirSync(`${file}.notes.json.${process.pid}.tmp`);
    await write(sourceId, 'from afar');
    expect(dataFiles()).toHaveLength(1);
    expect(existsSync(`${file}.notes.json`)).toBe(false);
    rmSync(`${file}.notes.json.${process.pid}.tmp`, { recursive: true });
    expect(await texts(sourceId)).toEqual(['from afar']);
    await write(sourceId, 'back');
    expect(dataFiles()).toEqual([]);
    expect(await texts(await openFile(file))).toEqual(['from afar', 'back']);
  });

  it('that two windows write at once are all kept', async () => {
    const file = bundle();
    const [one, other] = [await openFile(file), await openFile(file)];
    await Promise.all(Array.from({ length: 20 }, (_, i) => write(i % 2 ? one : other, `note ${i}`)));
    expect(await texts(one)).toHaveLength(20);
  });
});

describe('notes of what has no file of its own', () => {
  it('are found again by the evidence, uploaded under any name', async () => {
    const sourceId = await demo();
    await write(sourceId, 'on the demo');
    expect(dataFiles()).toHaveLength(1);
    const saved = await services.handlers['sources.save']({ sourceId });
    if (!saved.ok || saved.value === null || !('bytes' in saved.value)) throw new Error('not saved');
    const upload = {
      uploadId: crypto.randomUUID(),
      name: 'other.umb',
      from: 0,
      chunk: new Uint8Array(saved.value.bytes),
      last: true,
    };
    const opened = await services.handlers['sources.upload'](upload);
    if (!opened.ok || opened.value === null) throw new Error('not opened');
    expect(await texts(opened.value.sourceId)).toEqual(['on the demo']);
  });

  it('go with the bundle when it is saved to a disk', async () => {
    const sourceId = await demo();
    await write(sourceId, 'on the demo');
    saveAs = path.join(dir, 'saved.umb');
    await services.handlers['sources.save']({ sourceId });
    expect(readFileSync(`${saveAs}.notes.json`, 'utf8')).toContain('on the demo');
    expect(await texts(await openFile(saveAs))).toEqual(['on the demo']);
  });
});

describe('a notes file that is not ours to read', () => {
  const other = JSON.stringify({ format: 'undermount-notes', version: 1, evidenceSha256: 'a'.repeat(64), notes: [] });
  it.each([
    ['torn', '{"format":"undermount-notes","ver', 'torn'],
    ['empty', '', 'torn'],
    ['another format', '{"notes":[]}', 'not-notes'],
    ['a list of junk', '[1,2,3]', 'not-notes'],
    ['of a newer program', '{"format":"undermount-notes","version":9}', 'too-new'],
    ['of other evidence', other, 'other-evidence'],
    ['with a note too many fields', other.replace('"notes":[]', '"notes":[{"id":1,"__proto__":{}}]'), 'not-notes'],
    ['huge', ' '.repeat(33 << 20), 'too-large'],
  ])('%s: is said, and stays as it is', async (_name, content, trouble) => {
    const file = path.join(dir, 'db1.umb');
    writeFileSync(`${file}.notes.json`, content);
    const place = { configDir: path.join(dir, 'config'), evidenceSha256, file };
    const expected = { ok: false, error: { kind: 'notes-unreadable', file: `${file}.notes.json`, trouble } };
    expect(await keptNotes(place)).toMatchObject(expected);
    expect(await changeNotes(place, () => ok([]))).toMatchObject(expected);
    expect(readFileSync(`${file}.notes.json`, 'utf8')).toBe(content);
    expect(dataFiles()).toEqual([]);
  });

  it('keeps no report from being written, which says that it is left out', async () => {
    const file = bundle();
    writeFileSync(`${file}.notes.json`, '{"format":');
    const sourceId = await openFile(file);
    expect(await texts(sourceId)).toMatchObject({ kind: 'notes-unreadable', trouble: 'torn' });
    expect(await write(sourceId, 'mine')).toMatchObject({ ok: false, error: { kind: 'notes-unreadable' } });
    const report = await runCli(['report', file]);
    expect(report.stderr).toContain('db1.umb.notes.json');
    expect(report.stdout).toContain('Notes are left out');
    expect(report.code).toBe(0);
  });

  it('a link or a pipe: is not followed, and nothing waits on it', async () => {
    const place = (name: string) => ({ configDir: dir, evidenceSha256, file: path.join(dir, name) });
    writeFileSync(path.join(dir, 'target'), notesText(evidenceSha256, []));
    symlinkSync(path.join(dir, 'target'), path.join(dir, 'linked.notes.json'));
    execFileSync('mkfifo', [path.join(dir, 'piped.notes.json')]);
    for (const name of ['linked', 'piped'])
      expect(await keptNotes(place(name))).toMatchObject({ error: { trouble: 'not-notes' } });
  });
});

describe('bounds', () => {
  it('on the number of notes are said', async () => {
    const file = bundle();
    const sourceId = await openFile(file);
    await write(sourceId, 'first');
    const notes = JSON.parse(readFileSync(`${file}.notes.json`, 'utf8'));
    notes.notes = Array.from({ length: notesLimit }, () => ({ ...notes.notes[0], id: crypto.randomUUID() }));
    writeFileSync(`${file}.notes.json`, JSON.stringify(notes));
    expect(await write(sourceId, 'one more')).toMatchObject({ ok: false, error: { kind: 'usage' } });
    expect(await write(sourceId, 'x'.repeat(noteLength), notes.notes[3].id)).toMatchObject({ ok: true });
  });
});

describe('what leaves', () => {
  it('has the notes on the finding and on its objects, as the engineer’s words; the analysis’ JSON has none', async () => {
    const file = bundle();
    const sourceId = await openFile(file);
    const finding = await firstFinding(sourceId);
    const [subject] = finding.subjects;
    await write(sourceId, '**bold** <b>x</b> `tick` [a](javascript:1)\n# no heading');
    await services.handlers['notes.put']({ sourceId, id: null, about: subject, text: 'about the object' });
    const text = async (format: 'markdown' | 'text' | 'json' | 'commands') => {
      const made = await services.handlers['export.finding']({ sourceId, findingId: finding.id, format });
      return made.ok ? made.value.text : '';
    };
    for (const format of ['markdown', 'text'] as const) {
      expect(await text(format)).toContain('Words of the engineer');
      expect(await text(format)).toContain('# no heading');
    }
    expect(await text('markdown')).toMatch(/```\n\*\*bold\*\* <b>x<\/b> `tick`.*\n# no heading\n```/);
    expect(JSON.parse(await text('json')).notes).toMatchObject([{ text: expect.stringContaining('bold') }]);
    expect(await text('commands')).not.toContain('bold');

    const report = async (format: string) => (await runCli(['report', file, '--format', format])).stdout;
    for (const format of ['md', 'html']) {
      expect(await report(format)).toContain('about the object');
      expect(await report(format)).toContain('no heading');
    }
    expect(await report('html')).toContain('&lt;b&gt;x&lt;/b&gt;');
    expect(await report('html')).not.toContain('<b>x</b>');
    for (const format of ['json', 'csv']) expect(await report(format)).not.toContain('about the object');
  });

  it('of redacted evidence leaves without them, and says so', async () => {
    const file = bundle();
    const redacted = path.join(dir, 'redacted.umb');
    const map = path.join(dir, 'map.json');
    await runCli(['redact', file, '-o', redacted, '--map', map]);
    expect(existsSync(`${redacted}.notes.json`)).toBe(false);
    const sourceId = await openFile(redacted);
    await write(sourceId, 'secret-host-name');
    expect(await texts(sourceId)).toEqual(['secret-host-name']);
    for (const format of ['md', 'html']) {
      const { stdout } = await runCli(['report', redacted, '--format', format]);
      expect(stdout).not.toContain('secret-host-name');
      expect(stdout).toContain('left out: this is redacted');
    }
  });
});
