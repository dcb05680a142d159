import { createHash } from 'node:crypto';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openBolt } from '#shared/bbolt/open-bolt.ts';
import type { EvidenceEnd, EvidenceRecord } from '#shared/evidence/record.ts';
import { emptyMap } from '#shared/export/redaction/map.ts';
import { redactAnalysis } from '#shared/export/redaction/redact-analysis.ts';
import { analysisOf, someCustody } from '#test/builders/analysis.ts';
import { boltFile } from '#test/builders/bolt-file.ts';
import { casesRoot, readCase } from '#test/cases/rules/case-host.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const options = { map: emptyMap('5'.repeat(64)), toolVersion: '1', sha256, nameOriginal: false };
const id = 'containerd-databases//var/lib/containerd/io.containerd.metadata.v1.bolt/meta.db';
const digest = sha256(Buffer.from('a layer'));
const complete: EvidenceEnd = { kind: 'complete', exitCode: 0 };

const redact = (body: Uint8Array, end: EvidenceEnd = complete, log = '/srv/kontor7 /srv/kde') => {
  const facts = {
    sample: 1,
    startedAt: 0,
    durationMs: 1,
    stderr: '',
    origin: { kind: 'live', host: '', what: 'x' },
  } as const;
  const records = [
    { ...facts, id, collectorId: 'containerd-databases', end, body },
    { ...facts, id: 'kernel-log', collectorId: 'kernel-log', end: complete, body: Buffer.from(log) },
  ];
  return redactAnalysis(analysisOf(records, someCustody, 'x'), options);
};

/** Neighbours without anything between: a digest before a key of hex digits, a short name before a letter. */
const database = () =>
  boltFile({
    entries: [
      [
        'v1',
        {
          entries: [
            [
              `sha256:${digest}`,
              {
                entries: [
                  ['abc', 'def'],
                  ['feed', 'kde'],
                  ['note', 'kontor7'],
                ],
              },
            ],
            ['kde', 'kdevalue'],
            ['packed', Buffer.from('\x0a\x0b/srv/acmeco\x12\x03kde\x1a\x02\xc3\xa9\x01\x08\xff\xff', 'latin1')],
            ['time', Buffer.from('\x01\x00\x00\x00\x0ekde\x00\x00\x00\x00\x00\xff\xff', 'latin1')],
          ],
        },
      ],
    ],
  });

describe("containerd's databases", () => {
  it('are redacted key by key and value by value, and stay sound', () => {
    const result = redact(database());
    const { body } = result.records[0]!;
    const opened = openBolt(body);
    if (!opened.ok) throw new Error(opened.error.because);
    expect(opened.value.whole).toBe(true);
    const v1 = opened.value.bucket('v1')!;
    const keys = Array.from(v1.entries(), ({ key }) => Buffer.from(key).toString());
    const [kde] = keys.filter((key) => key.length === 3);
    expect(kde).not.toBe('kde');
    expect(keys).toContain(result.redactor.text(`sha256:${digest}`));
    expect(keys).not.toContain(`sha256:${digest}`);
    const inner = v1.bucket(result.redactor.text(`sha256:${digest}`))!;
    expect(Buffer.from(inner.value('feed')!).toString()).toBe(kde);
    expect(Buffer.from(inner.value('abc')!).toString()).toBe('def');
    const packed = Buffer.from(v1.value('packed')!).toString('latin1');
    expect(packed).toBe(`\x0a\x0b${result.redactor.text('/srv/acmeco')}\x12\x03${kde}\x1a\x02\xc3\xa9\x01\x08\xff\xff`);
    expect(Buffer.from(v1.value('time')!).toString('latin1')).toContain('\x0ekde\x00');
    expect(result.leftOut).toEqual([]);
  });

  it('give no names made of bytes that are no text', () => {
    const tokens = redact(database()).tokens.map(({ token }) => token);
    expect(tokens).toEqual(expect.arrayContaining(['acmeco', 'kde', 'kontor7', digest]));
    expect(tokens.filter((token) => !/^[a-z0-9.]+$/.test(token))).toEqual([]);
  });

  it('are left out, and said to be, when they are damaged: what cannot be read may hold any name', () => {
    const file = database();
    file.write('kontor7', 3 * 4096);
    const at = file.indexOf('kdevalue');
    file.writeUInt16LE(0x40, at - (at % 4096) + 8);
    const { records, leftOut } = redact(file);
    expect(leftOut).toEqual([id]);
    expect(records[0]!.body.length).toBe(0);
    expect(records[0]!.end).toEqual({
      kind: 'denied',
      because: 'left out by redaction: the database is damaged, its names cannot be replaced',
    });
  });

  it('are NUL of the same length when they were cut: nothing reads them', () => {
    const file = database();
    const end = { kind: 'truncated', keptBytes: file.length, limitBytes: file.length } as const;
    const { records } = redact(file, end);
    expect(records[0]!.end).toEqual(end);
    expect(Buffer.from(records[0]!.body).equals(Buffer.alloc(file.length))).toBe(true);
  });

  it('name snapshots, which are tokens like the names of containers', () => {
    const { records } = readCase(path.join(casesRoot, 'O-04', 'nobody-uses-it'));
    const { tokens, records: redacted } = redactAnalysis(analysisOf([...records], someCustody, 'x'), options);
    expect(tokens.map(({ token }) => token)).toContain('scratch');
    const holding = (of: readonly EvidenceRecord[]) =>
      of.filter(({ body }) => Buffer.from(body).includes('scratch')).map((record) => record.id);
    expect(holding([...records])).not.toEqual([]);
    expect(holding(redacted)).toEqual([]);
  });
});
