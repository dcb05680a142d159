/** REL-06: a cancel is obeyed at once, and leaves nothing running on the host. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nobody } from '#electron/node/ssh/given-secrets.ts';
import type { EvidenceRecord } from '#shared/evidence/record.ts';
import { framedScript } from '#test/live/framed-script.ts';
import { treeOf } from '#test/live/process-tree.ts';
import { never, openTest, person } from '#test/live/ssh-asks.ts';
import { type Sshd, startSshd } from '#test/live/sshd.ts';

const users = {
  user: {},
  ops: { sudo: 'nopasswd' },
  nopty: { sudo: 'nopasswd', sudoers: ['Defaults:%u !use_pty'] },
} as const;
let sshd: Sshd<keyof typeof users>;
beforeAll(async () => {
  sshd = await startSshd({ users });
});
afterAll(() => sshd.stop());

/** One whole record, one that never ends, and a job in the background. */
const endless = framedScript(`
collector host
begin host id
id
end
done_ host
collector processes
begin processes/1 /proc/1
echo begun
( while :; do sleep 3; done ) &
sleep 77.7
end
`);

/** A process started below sshd may have been adopted by init: told apart by what only this test runs. */
const sleepers = () => processesWith('sleep 77.7');
const running = () => [...treeOf(sshd.pid).filter((pid) => pid !== sshd.pid), ...sleepers()];

function processesWith(words: string): number[] {
  return treeOf(1).filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'latin1').split('\0').join(' ').trim() === words;
    } catch {
      return false;
    }
  });
}

async function goneWithin(ms: number): Promise<number[]> {
  const end = performance.now() + ms;
  while (performance.now() < end && running().length > 0) await new Promise((resolve) => setTimeout(resolve, 50));
  return running();
}

describe.each([
  ['a user', 'user', 'none'],
  ['root by sudo in a pty', 'ops', 'sudo'],
  ['root by sudo without a pty', 'nopty', 'sudo'],
] as const)('cancelling a capture that runs as %s', (_, role, elevation) => {
  it('keeps what had arrived, ends within 200 ms, and leaves nothing on the host after 5 s', async () => {
    const cancel = new AbortController();
    const opened = await openTest(sshd, sshd.users[role].name, nobody, { script: endless, elevation });
    if (!opened.ok) throw new Error(JSON.stringify(opened.error));
    const records: EvidenceRecord[] = [];
    const started = Date.now();
    let cancelledAt = 0;
    setTimeout(() => {
      expect(sleepers().length).toBeGreaterThan(0);
      cancelledAt = performance.now();
      cancel.abort();
    }, 800);
    for await (const record of opened.value.records(cancel.signal)) records.push(record);
    expect(performance.now() - cancelledAt).toBeLessThan(200);
    expect(Date.now() - started).toBeGreaterThan(700);
    expect(records.map((r) => [r.id, r.end.kind])).toEqual([
      ['host', 'complete'],
      ['processes/1', 'connection-lost'],
    ]);
    expect(opened.value.custody().ended).toBe(false);
    expect(await goneWithin(5000)).toEqual([]);
  });
});

describe('cancelling while sudo waits for its password', () => {
  it('ends at once and leaves no sudo behind', async () => {
    const host = await startSshd({ users: { eng: { sudo: 'password' } } });
    try {
      const cancel = new AbortController();
      const asks = { ...person(), secret: () => new Promise<null>(() => {}) };
      const opening = openTest(host, host.user, asks, { script: endless, elevation: 'sudo', signal: cancel.signal });
      await new Promise((resolve) => setTimeout(resolve, 1000));
      const at = performance.now();
      cancel.abort();
      expect(await opening).toEqual({ ok: false, error: { kind: 'cancelled' } });
      expect(performance.now() - at).toBeLessThan(200);
      const left = () => treeOf(host.pid).length - 1;
      for (let i = 0; i < 100 && left() > 0; i += 1) await new Promise((resolve) => setTimeout(resolve, 50));
      expect(left()).toBe(0);
    } finally {
      await host.stop();
    }
  });
});

describe('100 captures begun and cancelled', () => {
  it('leave no process and no open socket', async () => {
    const sockets = () => process.getActiveResourcesInfo().filter((r) => r === 'TCPSocketWrap').length;
    const before = sockets();
    for (let i = 0; i < 100; i += 1) {
      const opened = await openTest(sshd, sshd.user, nobody, { script: endless });
      if (!opened.ok) throw new Error(JSON.stringify(opened.error));
      if (i % 2) opened.value.close();
      else for await (const _ of opened.value.records(never())) break;
    }
    expect(await goneWithin(5000)).toEqual([]);
    for (let i = 0; i < 60 && sockets() > before; i += 1) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(sockets()).toBeLessThanOrEqual(before);
  });
});
