import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startBundle } from '#electron/node/bundle/bundle-writer.ts';
import { readLimits } from '#electron/node/bundle/limits.ts';
import { readBundle } from '#electron/node/bundle/read-bundle.ts';
import { verifyBundle } from '#electron/node/bundle/verify-bundle.ts';
import { aRecord, someCustody } from '#test/electron/node/bundle/arbitrary-records.ts';
import { gather } from '#test/electron/node/gather.ts';

let dir: string;
beforeEach(() => (dir = mkdtempSync(path.join(tmpdir(), 'um-bundle-'))));
afterEach(() => rmSync(dir, { recursive: true }));

const at = (name: string) => path.join(dir, name);
async function* contents(name: string) {
  yield readFileSync(at(name));
}
const idsIn = async (name: string) =>
  (await gather(readBundle(contents(name), readLimits, name))).flatMap((i) =>
    i.kind === 'record' ? [i.record.id] : [],
  );

async function started(name = 'x.umb') {
  const writer = await startBundle(at(name), { title: 'db1', toolVersion: '0' });
  if (!writer.ok) throw new Error(writer.error.kind);
  return writer.value;
}

describe('the bundle writer', () => {
  it('has every added record in the part file at once, whatever happens next', async () => {
    const writer = await started();
    for (const [n, id] of ['host', 'processes', 'swaps'].entries()) {
      await writer.add(aRecord(id, `body of ${id}`));
      expect(await idsIn('x.umb.part')).toHaveLength(n + 1);
      expect(readdirSync(dir)).toEqual(['x.umb.part']);
    }
    await writer.leave();
  });

  it('gives the finished file its name, whole and sealed, for its owner only', async () => {
    const writer = await started();
    await writer.add(aRecord('host', 'h'));
    await writer.add(aRecord('swaps', ''));
    expect(await writer.finish({ title: 'db1', custody: someCustody })).toEqual({ ok: true, value: null });
    expect(readdirSync(dir)).toEqual(['x.umb']);
    expect((await verifyBundle(contents('x.umb'), readLimits)).differences).toEqual([]);
    expect(statSync(at('x.umb')).mode & 0o777).toBe(0o600);
  });

  it('leaves an earlier file alone until the new one is whole, and an earlier part file for ever', async () => {
    writeFileSync(at('x.umb'), 'earlier');
    writeFileSync(at('x.umb.part'), 'what a killed capture left');
    const writer = await started();
    expect(writer.partFile).toBe(at('x.umb.part2'));
    await writer.add(aRecord('host', 'h'));
    expect(readFileSync(at('x.umb'), 'utf8')).toBe('earlier');
    await writer.finish({ title: 'db1', custody: someCustody });
    expect(await idsIn('x.umb')).toEqual(['host']);
    expect(readFileSync(at('x.umb.part'), 'utf8')).toBe('what a killed capture left');
  });

  it('leaves nothing behind when no record came', async () => {
    const writer = await started();
    await writer.leave();
    expect(readdirSync(dir)).toEqual([]);
  });

  it('says why when the folder is not there', async () => {
    const writer = await startBundle(at('no/such/x.umb'), { title: 'db1', toolVersion: '0' });
    expect(writer).toMatchObject({ ok: false, error: { kind: 'write-failed', reason: 'no such file or directory' } });
  });
});
