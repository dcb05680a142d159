/**
 * A finding checked again on a real host, with the services the window has: an sshd, a person's answers to its questions, and a
 * real mount namespace that keeps the shm of a dead container. The holder lives, then is ended, and one link is cut.
 */
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Services } from '#electron/services/create-services.ts';
import type { Prompt } from '#shared/ipc/payloads.ts';
import { say } from '#shared/messages/index.ts';
import { type Incident, makeIncident } from '#test/e2e/incident.ts';
import { attendedServices } from '#test/live/attended-services.ts';
import { startLinkProxy } from '#test/live/link-proxy.ts';
import { type Sshd, startSshd } from '#test/live/sshd.ts';

let dir: string;
let incident: Incident;
let sshd: Sshd<'eng'>;
let services: Services;
let asked: Prompt['kind'][];
let ended: ReturnType<typeof attendedServices>['ended'];
let sourceOf: ReturnType<typeof attendedServices>['sourceOf'];
let answered: ReturnType<typeof attendedServices>['answered'];

beforeAll(async () => {
  dir = mkdtempSync(path.join(os.tmpdir(), 'um-recheck-'));
  process.env.UNDERMOUNT_HOME = dir;
  incident = await makeIncident();
  sshd = await startSshd({ users: { eng: { sudo: 'password' } }, inMountNamespaceOf: incident.hostPid });
  ({ services, asked, ended, sourceOf, answered } = attendedServices(dir, () => sshd.password));
});
afterAll(async () => {
  await services?.close();
  await sshd?.stop();
  incident?.stop();
  delete process.env.UNDERMOUNT_HOME;
  rmSync(dir, { recursive: true });
});

const target = (port: number) =>
  ({ host: '127.0.0.1', port, user: sshd.user, keyId: null, useAgent: false, elevation: 'sudo' }) as const;

describe('a finding on a live host', { timeout: 240_000 }, () => {
  let first: string;
  let findingId: string;

  it('is there in the whole capture, and can be checked again as it was captured', async () => {
    const started = await services.handlers['capture.start'](target(sshd.port));
    const running = async () => {
      const list = await services.handlers['sources.list'](null);
      return list.ok ? (list.value[0]?.sourceId ?? '') : '';
    };
    await expect.poll(running, { timeout: 30_000 }).not.toBe('');
    const about = { kind: 'process', id: '1', name: 'init' } as const;
    const early = { sourceId: await running(), id: null, about, text: 'written while it ran' };
    expect(await services.handlers['notes.put'](early)).toMatchObject({ ok: true });
    first = await sourceOf(started);
    const notes = await services.handlers['notes.list']({ sourceId: first });
    expect(notes).toMatchObject({ value: [{ text: 'written while it ran' }] });
    await expect.poll(() => existsSync(path.join(dir, 'notes'))).toBe(true);
    expect(readdirSync(path.join(dir, 'notes'))).toHaveLength(1);
    const findings = await services.handlers['query.findings']({ sourceId: first });
    const found = findings.ok && findings.value.find((f) => f.type === 'finding' && f.code === 'R-01');
    if (found === undefined || found === false || found.type !== 'finding')
      throw new Error('the incident was not found');
    findingId = found.finding.id;
    expect(findingId).toContain(incident.containerId);
    const plan = await services.handlers['recheck.plan']({ sourceId: first, findingId });
    expect(plan).toMatchObject({ ok: true, value: { code: 'R-01', way: 'kept', asks: [], elevation: 'sudo' } });
  });

  it('is still there while its holder lives; the same questions are asked, and less is read', async () => {
    asked.length = 0;
    const plan = await services.handlers['recheck.plan']({ sourceId: first, findingId });
    const only = plan.ok ? [...plan.value.collectors] : [];
    const shown = await services.handlers['script.show']({ with: [], only });
    const again = await sourceOf(
      await services.handlers['recheck.start']({ sourceId: first, findingId, target: null, with: [] }),
    );
    expect(asked).toEqual(['host-key', 'secret', 'secret']);
    const read = await services.handlers['query.summary']({ sourceId: again });
    expect(read).toMatchObject({
      value: { custody: { scriptSha256: shown.ok && shown.value.sha256, recheckOf: 'R-01' } },
    });
    const answer = await answered(again);
    expect(answer.answer, JSON.stringify(answer.diff)).toBe('still-there');
    expect(answer.after.finding?.id).toBe(findingId);
    expect(Number(answer.after.host.capturedAt)).toBeGreaterThan(Number(answer.before.host.capturedAt));
    const records = async (sourceId: string) => {
      const summary = await services.handlers['query.summary']({ sourceId });
      return summary.ok ? summary.value.records.total : 0;
    };
    expect(await records(again)).toBeLessThan(await records(first));
  });

  it('cannot be told when the link is cut in the middle, though its holder is gone', async () => {
    process.kill(incident.keeperPid, 'SIGKILL');
    const proxy = await startLinkProxy(sshd.port, { cutAfter: 25_000 });
    try {
      const again = await sourceOf(
        await services.handlers['recheck.start']({ sourceId: first, findingId, target: target(proxy.port), with: [] }),
      );
      expect(proxy.fired()).toBeGreaterThan(0);
      const answer = await answered(again);
      expect(answer.answer).toBe('cannot-tell');
      expect(answer.doubts.length).toBeGreaterThan(0);
      expect(answer.diff.gone.filter((r) => r.kind === 'holder')).toEqual([]);
    } finally {
      proxy.stop();
    }
  });

  it('is gone when its holder was ended, with its namespace and its copy of the mount; no other rule is called clear', async () => {
    const again = await sourceOf(
      await services.handlers['recheck.start']({ sourceId: first, findingId, target: null, with: [] }),
    );
    const answer = await answered(again);
    // Where this machine refuses something even to root it refused it the first time too; anything else would be a doubt.
    expect(answer.doubts.map((m) => say(m))).toEqual([]);
    expect(answer.answer, JSON.stringify(answer.now)).toBe('gone');
    expect(answer.diff.gone.map((r) => r.kind)).toEqual(expect.arrayContaining(['holder', 'namespace', 'mount']));
    expect(answer.diff.gone.some((r) => r.name.includes(` ${incident.keeperPid}`))).toBe(true);
    const outcomes = await services.handlers['query.outcomes']({ sourceId: again });
    const [pool] = outcomes.ok ? outcomes.value.filter((o) => o.code === 'T-01') : [];
    expect(pool?.outcome).toMatchObject({ answer: 'cannot-tell', because: { key: 'recheck.not-asked' } });
  });

  it('leaves evidence of its own that can be saved and opened, and names the host for the next time', async () => {
    const list = await services.handlers['sources.list'](null);
    const again = list.ok ? list.value.filter((s) => s.recheck !== undefined) : [];
    expect(again.map((s) => s.recheck)).toEqual(again.map(() => ({ sourceId: first, findingId, code: 'R-01' })));
    const saved = await services.handlers['sources.save']({ sourceId: again[0]!.sourceId });
    if (!saved.ok || saved.value === null || !('bytes' in saved.value)) throw new Error('not saved');
    const upload = {
      uploadId: crypto.randomUUID(),
      name: saved.value.name,
      from: 0,
      chunk: new Uint8Array(saved.value.bytes),
      last: true,
    };
    const opened = await services.handlers['sources.upload'](upload);
    if (!opened.ok || opened.value === null) throw new Error(JSON.stringify(opened));
    const outcomes = await services.handlers['query.outcomes']({ sourceId: opened.value.sourceId });
    const before = await services.handlers['query.outcomes']({ sourceId: again[0]!.sourceId });
    expect(outcomes).toEqual(before);
    expect(await services.handlers['recheck.plan']({ sourceId: opened.value.sourceId, findingId })).toMatchObject({
      value: { way: 'connect', target: { host: '127.0.0.1', port: sshd.port, user: sshd.user }, elevation: 'sudo' },
    });
  });

  it('that was given up leaves what had come, and cannot tell', async () => {
    const started = await services.handlers['recheck.start']({ sourceId: first, findingId, target: null, with: [] });
    if (!started.ok) throw new Error('not started');
    const { captureId } = started.value;
    await expect
      .poll(async () => {
        const list = await services.handlers['sources.list'](null);
        return list.ok && list.value.some((s) => s.recheck !== undefined && !s.complete);
      })
      .toBe(true);
    await services.handlers['capture.cancel']({ captureId });
    const sourceId = await sourceOf(started);
    expect(ended.get(captureId)?.error).toEqual({ kind: 'cancelled' });
    expect((await answered(sourceId)).answer).toBe('cannot-tell');
  });
});
