/** Whether a finding can be checked again: who the host is comes from custody, and from nowhere else. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { bundleOf } from '#electron/node/bundle/sealed-bundle.ts';
import { createServices, type Services } from '#electron/services/create-services.ts';
import { ok } from '#shared/base/result.ts';
import type { Custody } from '#shared/evidence/custody.ts';
import { someCustody } from '#test/builders/analysis.ts';
import { casesRoot, readCase } from '#test/cases/rules/case-host.ts';
import { windowPlatform } from '#test/electron/services/window-platform.ts';

// Each opens analysis processes; a busy machine takes its time over them.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let dir: string;
let services: Services;
let chosen = '';
const { records } = readCase(path.join(casesRoot, 'R-01/shm-of-a-dead-container'));

beforeAll(async () => {
  dir = mkdtempSync(path.join(os.tmpdir(), 'um-rechecks-'));
  services = createServices(
    windowPlatform(dir, {
      mode: 'electron',
      chooseFile: async () => ok(chosen),
      deliver: async () => ok(null),
    }),
  );
});
afterAll(async () => {
  await services.close();
  rmSync(dir, { recursive: true });
});

/** A small host's evidence with this custody, opened as a bundle, and its first finding. */
async function opened(changes: Partial<Custody>) {
  chosen = path.join(dir, `${crypto.randomUUID()}.umb`);
  const chunks: Uint8Array[] = [];
  for await (const chunk of bundleOf({ title: 'db1', custody: { ...someCustody, ...changes } }, records))
    chunks.push(chunk);
  writeFileSync(chosen, Buffer.concat(chunks));
  const reply = await services.handlers['sources.openDialog']({ what: 'file' });
  if (!reply.ok || reply.value === null) throw new Error('not opened');
  const { sourceId } = reply.value;
  const findings = await services.handlers['query.findings']({ sourceId });
  const found = findings.ok ? findings.value.flatMap((f) => (f.type === 'finding' ? [f.finding.id] : [])) : [];
  return { sourceId, findingId: found[0]! };
}
const planOf = async (changes: Partial<Custody>) => services.handlers['recheck.plan'](await opened(changes));

describe('the host of a file', () => {
  it('is the one its custody names, with user, port and privilege', async () => {
    expect(await planOf({ reachedBy: 'ssh://ops@[2001:db8::7]:2222', elevation: 'sudo' })).toMatchObject({
      value: { way: 'connect', target: { host: '2001:db8::7', port: 2222, user: 'ops' }, elevation: 'sudo' },
    });
  });

  it.each([
    ['a script’s output', { reachedBy: 'script output' }],
    [
      'redacted evidence, whose host is a pseudonym',
      { reachedBy: 'ssh://ops@db1:22', redacted: { toolVersion: 'x', originalSha256: null } },
    ],
    ['a custody that names an option', { reachedBy: 'ssh://-oProxyCommand=x@h:22' }],
    ['a custody that names no host', { reachedBy: 'ssh://' }],
  ] as const)('is nobody for %s', async (_name, changes) => {
    expect(await planOf(changes)).toMatchObject({ value: { way: 'none', target: null } });
  });
});

describe('a re-check', () => {
  it('is not started without a host, nor for a finding that is not there', async () => {
    const which = await opened({ reachedBy: 'script output' });
    const start = services.handlers['recheck.start'];
    expect(await start({ ...which, target: null, with: [] })).toMatchObject({ error: { kind: 'usage' } });
    const nowhere = { ...which, findingId: 'R-99:x', target: null, with: [] };
    expect(await start(nowhere)).toMatchObject({ error: { kind: 'needle-not-found' } });
    expect(await services.handlers['capture.list'](null)).toEqual({ ok: true, value: [] });
  });

  it('has no answer from a source that is none', async () => {
    const { sourceId } = await opened({});
    expect(await services.handlers['recheck.answer']({ sourceId })).toMatchObject({ error: { kind: 'usage' } });
  });
});
