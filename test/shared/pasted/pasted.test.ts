import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sha256Hex } from '#shared/base/sha256.ts';
import { type PastedKind, recognisePasted } from '#shared/pasted/recognise.ts';
import { pastedRecords } from '#shared/pasted/records.ts';
import { analyzeRecords } from '#shared/pipeline/analyze.ts';

const read = (name: string) => readFileSync(new URL(`../../cases/pasted/${name}.txt`, import.meta.url), 'utf8');
const custody = {
  toolVersion: '0',
  scriptSha256: null,
  reachedBy: 'pasted text',
  hostKeyFingerprint: null,
  elevation: null,
  hostClockMs: null,
  localClockMs: null,
  clockErrorMs: null,
  hostChanges: [],
  ended: true,
};
const analysed = (kind: PastedKind, text: string) =>
  analyzeRecords({ kind: 'pasted-text', title: 'pasted' }, pastedRecords(kind, text), custody, sha256Hex);

const files = {
  mountinfo: 'mountinfo',
  'dmsetup-table': 'dmsetup table',
  'dmsetup-status': 'dmsetup status',
  lsns: 'lsns',
} as const;

describe.each(Object.entries(files))('%s from a terminal', (file, kind) => {
  it('is recognised as it is, indented, with carriage returns, and behind the prompt that asked for it', () => {
    const text = read(file);
    expect(recognisePasted(text)).toBe(kind);
    expect(recognisePasted(text.replace(/^/gm, '    '))).toBe(kind);
    expect(recognisePasted(text.replace(/\n/g, '\r\n'))).toBe(kind);
    expect(recognisePasted(`[root@node1 ~]# the command\n${text}[root@node1 ~]# `)).toBe(kind);
  });

  it('gives the same rows however it was indented', () => {
    const counts = (text: string) => {
      const { model } = analysed(kind, text);
      return [model.mounts, model.processes, model.thinPools, model.thinDevices, model.namespaces].map((r) => r.length);
    };
    const plain = counts(read(file));
    expect(Math.max(...plain)).toBeGreaterThan(0);
    expect(counts(read(file).replace(/^/gm, '\t  ').replace(/\n/g, '\r\n'))).toEqual(plain);
  });

  it('says of all else that it was not collected, and of what it holds in part what takes the rest', () => {
    const { ledger, model } = analysed(kind, read(file));
    const gaps = ledger.filter((l) => l.status !== 'ok');
    expect(gaps.length).toBeGreaterThan(20);
    for (const gap of gaps) {
      if (gap.records === 0) expect(gap.status, gap.collector).toBe('missing');
      else expect(gap.because, gap.collector).toMatch(/This takes (it|them|the others): \S/);
    }
    expect(model.host.kernel).toMatchObject({ absent: 'not-collected' });
  });

  it('makes no rule say that all is well of what it does not hold', () => {
    const clear = analysed(kind, read(file)).outcomes.filter((o) => o.outcome.answer === 'clear');
    expect(clear.map((o) => o.code)).toEqual([]);
  });
});

it('a mountinfo has every mount, in a namespace that says it is inferred', () => {
  const text = read('mountinfo');
  const { model } = analysed('mountinfo', text);
  expect(model.mounts).toHaveLength(text.trim().split('\n').length);
  expect(model.namespaces.find((n) => n.inode === model.mounts[0]?.namespace)).toMatchObject({ inferred: true });
});

it('a dmsetup table has its pools, each with the number its thin devices call it by, and a status has their fill', () => {
  const table = analysed('dmsetup table', read('dmsetup-table')).model;
  expect(table.thinPools.length).toBe(read('dmsetup-table').match(/ thin-pool /g)?.length);
  const docker = table.thinPools.find((p) => p.dmName === 'docker-254:0-131182-pool');
  expect(docker?.device).toBe('253:9');
  expect(table.thinDevices.filter((d) => d.pool === '253:9').length).toBeGreaterThan(5);
  // docker's devices in LVM's pool are named as if in docker's own: no number is guessed for it.
  expect(table.thinPools.find((p) => p.dmName === 'vg_docker-thinpool')?.device).toBe('/dev/mapper/vg_docker-thinpool');
  const status = analysed('dmsetup status', read('dmsetup-status')).model;
  expect(status.thinPools.find((p) => p.dmName === 'docker-254:0-131182-pool')).toMatchObject({
    device: '/dev/mapper/docker-254:0-131182-pool',
    status: { state: 'active', mode: 'rw' },
  });
});

it('lsns has one process for each mount namespace, by its real inode', () => {
  const { model } = analysed('lsns', read('lsns'));
  const init = model.processes.find((p) => p.pid === 1);
  expect(init).toMatchObject({ mountNamespace: expect.any(Number) });
  expect(model.namespaces.find((n) => n.leaderPid === 1)).not.toHaveProperty('inferred');
});

it('lsns rows without a process, and its tree, are read', () => {
  const text =
    '        NS TYPE   NPROCS   PID USER COMMAND\n4026531841 mnt 235 1 root /sbin/init splash\n├─4026532570 mnt 1 4242 root └─/usr/bin/sleep 600\n4026532608 net 0 root\n';
  const { model, warnings } = analysed('lsns', text);
  expect(model.processes.map((p) => [p.pid, p.mountNamespace, p.comm])).toEqual([
    [1, 4026531841, 'init'],
    [4242, 4026532570, 'sleep'],
  ]);
  expect([...warnings.values()].flat()).toEqual([]);
});

it('keys of encrypted devices do not stay in a pasted table', () => {
  const text = 'luks-home: 0 409600 crypt aes-xts-plain64 00112233445566778899aabbccddeeff 0 253:1 4096\n';
  const records = pastedRecords('dmsetup table', text);
  expect(recognisePasted(text)).toBe('dmsetup table');
  expect(records.some((r) => new TextDecoder().decode(r.body).includes('00112233'))).toBe(false);
});

describe('what is none of them', () => {
  it.each([
    '',
    ' \n\n',
    'hello',
    'No devices found\n',
    'device or resource busy: /var/lib/docker/devicemapper/mnt/abc',
    '/dev/sda1 / ext4 rw,relatime 0 0\nproc /proc proc rw 0 0\n',
    '{"NS": 1, "TYPE": "mnt", "PID": 1}',
    'Nov 20 12:00:00 node1 dockerd[12]: 36 35 98:0 / / rw - ext4 x rw\nother\nlines\nhere\n',
    '        NS TYPE   NPROCS   PID USER COMMAND\nbut\nthen\nonly\nprose\n',
  ])('%j is not taken for one', (text) => {
    expect(recognisePasted(text)).toBeNull();
  });

  it('a line of a megabyte takes no time', () => {
    const started = performance.now();
    for (const unit of ['1 ', ': ', ' - ', '4026531841 ', 'a']) recognisePasted(unit.repeat(1 << 18));
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
