/** What lies where no version of sos puts it, but is told by the manifest: found, cited by where it lies, in two passes at most. */
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import type { Archive } from '#electron/node/archives/archive.ts';
import { openArchive } from '#electron/node/archives/open-archive.ts';
import { sosreportSource } from '#electron/node/sources/sosreport-source.ts';
import type { EvidenceRecord } from '#shared/evidence/record.ts';
import { membersOfVersion, realMembers, writeTree } from '#test/builders/sosreport-tree.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const status = 'sos_commands/devicemapper/dmsetup_status';
const moved = 'sos_commands/devicemapper/pool_state.txt';
const manifest = 'sos_reports/manifest.json';

let tree: readonly (readonly [string, Uint8Array])[];
const folders: string[] = [];
beforeAll(async () => {
  tree = membersOfVersion('4.2', await realMembers());
});
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(path.dirname(folder), { recursive: true });
});

type Change = (place: string, body: Uint8Array) => readonly [string, Uint8Array] | null;

/** The tree with its members changed, packed as sos packs; the manifest comes after what it tells. */
function packed(change: Change): string {
  const folder = writeTree(
    '4.2',
    tree.flatMap(([place, body]) => [change(place, body) ?? []].filter((m) => m.length > 0) as [string, Uint8Array][]),
  );
  folders.push(folder);
  const file = path.join(path.dirname(folder), 'report.tar');
  execFileSync('tar', ['--sort=name', '-cf', file, '-C', path.dirname(folder), path.basename(folder)]);
  return file;
}

const renamed = (body: Uint8Array, from: string, to: string) =>
  Buffer.from(Buffer.from(body).toString('utf8').replaceAll(from, to));

async function read(file: string) {
  const archive = (await openArchive(file))!;
  let passes = 0;
  const counted: Archive = {
    ...archive,
    pass: (signal, onProgress) => {
      passes += 1;
      return archive.pass(signal, onProgress);
    },
  };
  const records: EvidenceRecord[] = [];
  for await (const record of sosreportSource('x', counted).records(new AbortController().signal)) records.push(record);
  return { passes, dmStatus: records.find((r) => r.collectorId === 'dm-status')!, records };
}

it('an output under another name is read in a second pass, and cited by where it lies', async () => {
  const plain = await read(packed((place, body) => [place, body]));
  expect(plain.passes).toBe(1);
  const told = await read(
    packed((place, body) => [
      place === status ? moved : place,
      place === manifest ? renamed(body, status, moved) : body,
    ]),
  );
  expect(told.passes).toBe(2);
  expect(plain.dmStatus.body.length).toBeGreaterThan(100);
  expect(told.dmStatus.body).toEqual(plain.dmStatus.body);
  expect(told.dmStatus.end).toEqual(plain.dmStatus.end);
  expect([plain.dmStatus.origin, told.dmStatus.origin]).toMatchObject([{ member: status }, { member: moved }]);
  expect(told.records.map((r) => [r.id, r.end.kind])).toEqual(plain.records.map((r) => [r.id, r.end.kind]));
});

it('without a manifest that tells, it is not collected, and nothing is read twice', async () => {
  const { passes, dmStatus } = await read(
    packed((place, body) => (place === manifest ? null : [place === status ? moved : place, body])),
  );
  expect(passes).toBe(1);
  expect(dmStatus.body.length).toBe(0);
});

it('what the manifest tells and the archive has not is not looked for', async () => {
  const { passes } = await read(
    packed((place, body) =>
      place === status ? null : [place, place === manifest ? renamed(body, status, moved) : body],
    ),
  );
  expect(passes).toBe(1);
});

it('a manifest that names the same command for many files, or files of other plugins, gains nothing by it', async () => {
  const row = (filepath: string) => ({ exec: 'dmsetup status', command: 'x', filepath, return_code: 0 });
  const lies = Array.from({ length: 500 }, (_, n) => row(`sos_commands/devicemapper/lie-${n}`));
  const elsewhere = [row('sos_commands/kernel/lie'), row('etc/shadow'), row('../../etc/shadow')];
  const report = { plugins: { devicemapper: { commands: [...lies, ...elsewhere] } } };
  const hostile = Buffer.from(JSON.stringify({ version: '4.2', components: { report } }));
  const added = ['sos_commands/kernel/lie', ...lies.slice(0, 3).map((l) => l.filepath)];
  const before = tree;
  tree = [...tree, ...added.map((place, n) => [place, Buffer.from(`lie ${n}\n`)] as const)];
  const { passes, dmStatus } = await read(
    packed((place, body) => (place === status ? null : [place, place === manifest ? hostile : body])),
  );
  tree = before;
  expect(passes).toBe(2);
  expect(Buffer.from(dmStatus.body).toString()).toBe('lie 1\n');
});
