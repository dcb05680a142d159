/** Captures of real hosts through a bundle: the analysis is equal, any change is found and named, old versions open. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readLimits } from '#electron/node/bundle/limits.ts';
import { readBundle } from '#electron/node/bundle/read-bundle.ts';
import { bundleOf } from '#electron/node/bundle/sealed-bundle.ts';
import { sha256 } from '#electron/node/bundle/sha256.ts';
import { verifyBundle } from '#electron/node/bundle/verify-bundle.ts';
import { openFile } from '#electron/node/sources/open-file.ts';
import { BUNDLE_VERSION } from '#shared/bundle/upgraders.ts';
import type { EvidenceRecord } from '#shared/evidence/record.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';
import { analyze, analyzeRecords } from '#shared/pipeline/analyze.ts';
import { membersOf, namesIt } from '#test/electron/node/bundle/members-of.ts';
import { gather } from '#test/electron/node/gather.ts';

const hosts = 'test/hosts';
/** The one file that holds each host, whatever it is: a script's output or a sosreport. */
const captured = readdirSync(hosts)
  .filter((name) => statSync(path.join(hosts, name)).isDirectory())
  .map((name) => {
    const file = readdirSync(path.join(hosts, name)).find((f) => /^(capture|sosreport)/.test(f));
    if (!file) throw new Error(`${name} holds no capture`);
    return [name, path.join(hosts, name, file)] as const;
  });

const never = new AbortController().signal;
async function analysed(file: string): Promise<Analysis> {
  const source = await openFile(path.resolve(file));
  if (!source.ok) throw new Error(source.error.kind);
  return analyze(source.value, never, { sha256 });
}

async function* slices(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}

const written = async ({ source, custody, records }: Analysis) =>
  Buffer.concat(await gather(bundleOf({ title: source.title, custody }, records.values())));

async function reopened(bytes: Uint8Array): Promise<Analysis> {
  const records: EvidenceRecord[] = [];
  let custody: Analysis['custody'] | null | undefined;
  let title = '';
  for await (const item of readBundle(slices(bytes), readLimits, 'x.umb')) {
    if (item.kind === 'record') records.push(item.record);
    if (item.kind === 'manifest') ({ custody, title } = item.manifest);
  }
  return analyzeRecords({ kind: 'bundle', title }, records, custody!, sha256);
}

const answers = ({ model, ledger, outcomes, evidenceSha256, warnings, custody, records }: Analysis) => ({
  model,
  ledger,
  outcomes,
  evidenceSha256,
  warnings,
  custody,
  records,
});

describe.each(captured)('%s', (_name, file) => {
  it('gives the same analysis from the bundle made of it', async () => {
    const first = await analysed(file);
    expect(first.records.size).toBeGreaterThan(5);
    expect(answers(await reopened(await written(first)))).toEqual(answers(first));
  }, 60_000);
});

describe('a real bundle', () => {
  it('has no byte whose change verify does not find, and names the member it is in', async () => {
    const bytes = await written(await analysed('test/hosts/lab-broken-guest/capture.out.gz'));
    const members = membersOf(bytes);
    expect(members.length).toBeGreaterThan(30);
    for (let n = 0; n < 150; n++) {
      const at = Math.floor((bytes.length * n) / 150) + (n % 7);
      const changed = Buffer.from(bytes);
      changed[at]! ^= 1 << (n % 8);
      const { differences } = await verifyBundle(slices(changed), readLimits);
      expect(differences.length, `byte ${at}`).toBeGreaterThan(0);
      expect(namesIt(differences[0]!.member, members, at), `byte ${at}: ${differences[0]!.member}`).toBe(true);
    }
  }, 60_000);
});

describe('bundles of every version', () => {
  const olds = Array.from({ length: BUNDLE_VERSION - 1 }, (_, i) => `test/cases/bundles/version-${i + 1}.umb`);

  it.each(olds)('%s opens, verifies and gives today what a new one gives', async (file) => {
    const bytes = readFileSync(file);
    expect((await verifyBundle(slices(bytes), readLimits)).differences).toEqual([]);
    const now = await analysed('test/hosts/lab-broken-guest/capture.out.gz');
    const { custody: _own, ...rest } = answers(await reopened(bytes));
    expect(answers(now)).toMatchObject(rest);
  });
});
