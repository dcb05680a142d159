import { beforeAll, describe, expect, it } from 'vitest';
import { deriveSearch } from '#shared/derive/index.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';
import { analysisOf } from '#test/builders/analysis.ts';
import { readHost } from '#test/hosts/read-host.ts';

let broken: Analysis;
beforeAll(() => {
  const { records, custody } = readHost('lab-broken');
  broken = analysisOf(records, custody);
});
const first = (text: string) => deriveSearch(broken, text, 10)[0]?.subject;

describe('search', () => {
  it.each([
    ['victim-A3', 'container', 'victim-A3'],
    ['1802497592bf', 'container', 'victim-A3'],
    ['docker://1802497592bfb226', 'container', 'victim-A3'],
    ['2d3606300527', 'container', 'victim-A3'],
    ['VICTIM-a3', 'container', 'victim-A3'],
    ['253:16', 'dm-device', null],
    ['mnt:[4026533048]', 'namespace', '4026533048'],
    ['4026533048', 'namespace', '4026533048'],
    ['pid 1', 'process', 'systemd'],
    ['/run/mntns/backup', 'namespace', '4026533172'],
    ['docker.service', 'unit', 'docker.service'],
    ['/scan/a1', 'volume', null],
  ])('%s is a %s', (text, kind, name) => {
    const hit = first(text);
    expect(hit?.kind).toBe(kind);
    if (name !== null) expect(hit?.name).toBe(name);
  });

  it('puts what is equal before what begins and what only contains', () => {
    const pids = deriveSearch(broken, '1', 100).filter((h) => h.subject.kind === 'process');
    expect(pids[0]?.subject.id).toBe('1');
  });

  it('finds nothing for nothing, and takes a pattern as text', () => {
    expect(deriveSearch(broken, '  ', 10)).toEqual([]);
    expect(deriveSearch(broken, '.*', 10)).toEqual([]);
    expect(deriveSearch(broken, '(', 10).every((h) => h.matched.includes('('))).toBe(true);
  });

  it('gives at most what was asked for', () => {
    expect(deriveSearch(broken, 'a', 7)).toHaveLength(7);
  });
});
