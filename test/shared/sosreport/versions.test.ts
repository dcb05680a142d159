import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Analysis } from '#shared/pipeline/analysis.ts';
import { analysisOfFile, analysisOfMembers } from '#test/builders/sosreport-members.ts';
import { membersOfVersion, realMembers, type SosVersion, writeTree } from '#test/builders/sosreport-tree.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** What each version's tree must give. Words of the ledger: what is there (ok), less than whole (partial), not there (missing). */
const everywhere = {
  'dm-table': 'ok',
  'dm-status': 'ok',
  'dm-devices': 'ok',
  'block-devices': 'ok',
  'lvm-backup': 'ok',
  swaps: 'ok',
  host: 'ok',
  settings: 'ok',
  processes: 'ok',
  'command-lines': 'ok',
  'kernel-log': 'ok',
  'engine-log': 'ok',
  'thread-namespaces': 'missing',
  'docker-images': 'missing',
};
const modern = {
  ...everywhere,
  units: 'ok',
  'docker-containers': 'partial',
  'namespace-links': 'partial',
  cgroups: 'ok',
  daemons: 'ok',
};
const opened = { ...modern, 'process-roots': 'partial', descriptors: 'partial' };
const expected: Record<SosVersion, { ledger: Record<string, string>; namespaces: number; containers: number }> = {
  '3.0': {
    ledger: {
      ...everywhere,
      cgroups: 'missing',
      units: 'missing',
      'docker-containers': 'missing',
      'namespace-links': 'missing',
      'mount-tables': 'partial',
    },
    namespaces: 1,
    containers: 0,
  },
  '3.2': {
    ledger: {
      ...everywhere,
      cgroups: 'missing',
      units: 'ok',
      'docker-containers': 'missing',
      'namespace-links': 'missing',
      'mount-tables': 'partial',
    },
    // Its own, and one that a pin in its table names.
    namespaces: 2,
    containers: 0,
  },
  '3.5.1': {
    ledger: { ...opened, 'udev-cookies': 'missing', 'loop-devices': 'missing' },
    namespaces: 31,
    containers: 16,
  },
  '3.9.1': {
    ledger: { ...opened, 'udev-cookies': 'missing', 'loop-devices': 'missing' },
    namespaces: 31,
    containers: 16,
  },
  '4.2': { ledger: { ...opened, 'udev-cookies': 'ok', 'loop-devices': 'ok' }, namespaces: 31, containers: 16 },
  '4.9': { ledger: { ...opened, 'udev-cookies': 'ok', 'loop-devices': 'ok' }, namespaces: 31, containers: 16 },
  '4.12': { ledger: { ...opened, 'udev-cookies': 'ok', 'loop-devices': 'ok' }, namespaces: 31, containers: 16 },
};

describe.each(Object.entries(expected))('a tree as sos %s names it (constructed from real content)', (name, wanted) => {
  const version = name as SosVersion;
  let analysis: Analysis;
  beforeAll(async () => void (analysis = analysisOfMembers(membersOfVersion(version, await realMembers()))));

  it('has every fact where that version keeps it', () => {
    const ledger = Object.fromEntries(analysis.ledger.map((e) => [e.collector, e.status]));
    expect(ledger).toMatchObject(wanted.ledger);
  });

  it('gives the same pools, processes, namespaces and containers', () => {
    const { thinPools, processes, namespaces, containers, host } = analysis.model;
    expect({ pools: thinPools.length, namespaces: namespaces.length, containers: containers.length }).toEqual({
      pools: 8,
      namespaces: wanted.namespaces,
      containers: wanted.containers,
    });
    expect(processes.length).toBeGreaterThan(300);
    expect(host).toMatchObject({ name: 'lab-node1', kernel: '6.1.0-56-cloud-amd64' });
  });

  it('says which version it is in what it lacks', () => {
    expect(analysis.ledger.find((e) => e.collector === 'thread-namespaces')!.because).toMatch(
      `sos ${version} takes no such thing`,
    );
  });
});

describe('the forms a sosreport comes in', () => {
  let folder: string;
  let members: [string, Uint8Array][];
  beforeAll(async () => {
    // Some of the processes: the packing is what is asked.
    const isAside = (place: string) => /^proc\/\d*[1-8]\//.test(place);
    members = membersOfVersion('4.2', await realMembers()).filter(
      ([place]) => !isAside(place) || place.startsWith('proc/1/'),
    );
    folder = writeTree('4.2', members);
    return () => rmSync(path.dirname(folder), { recursive: true });
  });
  const records = (a: Analysis) => [...a.records.values()].map((r) => `${r.id} ${r.body.length} ${r.end.kind}`).sort();

  it('unpacked, and a folder that holds it, give the same as its members', async () => {
    const drawn = analysisOfMembers(members);
    expect(records(await analysisOfFile(folder))).toEqual(records(drawn));
    expect(records(await analysisOfFile(path.dirname(folder)))).toEqual(records(drawn));
  });

  it.each([
    ['tar', []],
    ['tar.gz', ['-z']],
    ['tar.xz', ['-J']],
    ['tar.bz2', ['-j']],
    ['tar.zst', ['--zstd']],
  ])('.%s gives the same as its members', async (ending, flags) => {
    const file = path.join(path.dirname(folder), `s.${ending}`);
    execFileSync('tar', ['-C', path.dirname(folder), '-cf', file, ...flags, path.basename(folder)]);
    const analysis = await analysisOfFile(file);
    expect(records(analysis)).toEqual(records(analysisOfMembers(members)));
    expect(analysis.source.kind).toBe('sosreport');
    rmSync(file);
  });
});
