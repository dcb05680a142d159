/** A whole host captured with its thin pools' metadata: what we count is what thin_ls counted on the host itself. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { isAbsent } from '#shared/base/absent.ts';
import { collectorIds } from '#shared/collectors/ids.ts';
import { blockUse } from '#shared/derive/blocks/block-shares.ts';
import { say } from '#shared/messages/index.ts';
import { buildHostModel } from '#shared/model/build-host-model.ts';
import { buildLedger } from '#shared/model/build-ledger.ts';
import { rules } from '#shared/rules/index.ts';
import { runRules } from '#shared/rules/run-rules.ts';
import { readHost } from '#test/hosts/read-host.ts';

const { records, custody } = readHost('lab-mappings');
const { model } = buildHostModel(records);
const ledger = buildLedger(records, collectorIds, custody);
const results = runRules(rules, { model, ledger });
const outcomeOf = (code: string) => results.find((r) => r.code === code)!.outcome;
const poolNamed = (name: string) => model.thinPools.find((p) => p.dmName === name)!;

/** `# pool`, then lines of device id, mapped, exclusive and shared blocks. */
const listed = new Map<string, readonly string[]>(
  readFileSync(path.join(import.meta.dirname, '../../hosts/lab-mappings/thin_ls.txt'), 'utf8')
    .split(/^# /m)
    .slice(1)
    .map((part) => {
      const [name, ...lines] = part.trim().split('\n');
      return [name!, lines.map((line) => line.trim().replace(/\s+/g, ' '))];
    }),
);

describe('lab-mappings', () => {
  it.each([...listed])('has the devices of %s with the blocks that thin_ls counted', (name, lines) => {
    const metadata = model.thinMetadata!.get(poolNamed(name).device)!;
    if (isAbsent(metadata)) throw new Error(metadata.because);
    const use = blockUse(metadata);
    const counted = metadata.devices.map((d) => [d.id, d.mapped, use.exclusive(d), d.mapped - use.exclusive(d)]);
    expect(counted.map((row) => row.join(' '))).toEqual(lines);
  });

  it.each([...listed.keys()])('maps as many blocks of %s as the kernel says are used', (name) => {
    const pool = poolNamed(name);
    const metadata = model.thinMetadata!.get(pool.device)!;
    expect(pool.status).toMatchObject({ usedData: isAbsent(metadata) ? null : blockUse(metadata).mapped });
  });

  it('was read pool by pool: two were left alone, and it says which and why', () => {
    expect(listed.size).toBe(6);
    const entry = ledger.find((e) => e.collector === 'thin-metadata')!;
    expect(entry.status).toBe('partial');
    expect(entry.because.split('; ').sort()).toEqual([
      "thin_dump -m of the metadata of pool lab-fail: the pool's status is Fail",
      'thin_dump -m of the metadata of pool lab-needscheck: the pool is read-only',
    ]);
    expect(poolNamed('lab-needscheck').deviceIds).toMatchObject({ because: 'the pool is read-only' });
  });

  it('has both orphans, the active one and the one that only the metadata knows', () => {
    const outcome = outcomeOf('T-19');
    if (outcome.answer !== 'fires') throw new Error(outcome.answer);
    expect(outcome.findings.map((f) => f.subjects[0].id)).toEqual(['253:9/4242', '253:9/4243']);
    expect(outcome.findings.map((f) => say(f.statement).includes('inactive'))).toEqual([false, true]);
    expect(outcome.findings.flatMap((f) => f.notLookedAt)).toEqual([]);
  });

  it('misses none of docker’s devices in its two pools', () => {
    expect(outcomeOf('T-18').answer).toBe('clear');
  });

  it('knows how much of the full root filesystem is mapped, though its device is inactive', () => {
    const outcome = outcomeOf('T-14');
    if (outcome.answer !== 'fires') throw new Error(outcome.answer);
    expect(say(outcome.findings[0].statement)).toContain('94.4 % of which is mapped');
  });
});
