import { beforeEach, describe, expect, it } from 'vitest';
import type { AnalysisJson } from '#test/lab/answers.ts';
import { capture, inGuest, restore, undermount } from '#test/lab/guest.ts';
import { blocksOfGuest, poolsOfGuest, until } from '#test/lab/guest-storage.ts';

type Findings = NonNullable<AnalysisJson['outcomes'][number]['findings']>;

/** Runs what a finding prints, and nothing else: each command as it stands, in its order. It changes the guest. */
describe('the printed runbook', () => {
  beforeEach(() => restore('broken'));

  const findingsOf = async (code: string, args: readonly string[] = []): Promise<Findings> => {
    const root = await capture('root', args);
    const analysis: AnalysisJson = JSON.parse((await undermount(['analyze', root.file, '--json'])).stdout);
    // Of the pools two cannot be read; a capture that fell short elsewhere (a machine too busy) proves nothing.
    const short = analysis.completeness.filter((c) => c.status !== 'ok' && c.status !== 'not-applicable');
    expect(
      short.filter((c) => c.collector !== 'thin-metadata'),
      root.stderr,
    ).toEqual([]);
    return analysis.outcomes.find((o) => o.code === code)?.findings ?? [];
  };

  const follow = async (findings: Findings, subject: string): Promise<void> => {
    const found = findings.find((f) => f.subjects.some((s) => s.name === subject || s.id.endsWith(subject)));
    expect(found, subject).toBeDefined();
    const commands = found!.remedy.flatMap((step) => step.command ?? []);
    expect(commands.length).toBeGreaterThan(1);
    for (const command of commands) await inGuest(command);
  };

  it('of a full root filesystem mends kubesql-server: it starts again', async () => {
    const state = () => inGuest("docker inspect -f '{{.State.StartedAt}} {{.State.Error}}' kubesql-server");
    const findings = await findingsOf('T-14');
    await expect(inGuest('docker start kubesql-server')).rejects.toThrow('no space left on device');
    const [startedBefore] = (await state()).split(' ');
    await follow(findings, 'kubesql-server');
    const [startedNow, ...error] = (await state()).split(' ');
    expect(error.join(' ')).toBe('');
    expect(Date.parse(startedNow!)).toBeGreaterThan(Date.parse(startedBefore!));
    // Its own command runs again: it prints a df before it fills the root once more and ends.
    await until(120, '[ "$(docker inspect -f {{.State.Running}} kubesql-server)" = false ]');
    expect(await inGuest('docker inspect -f {{.State.ExitCode}} kubesql-server')).toBe('1');
  });

  it('of an orphan deletes that thin device and no other', async () => {
    const findings = await findingsOf('T-19', ['--with', 'thin-metadata']);
    const pool = [...(await poolsOfGuest()).keys()].find((name) => /^docker-.*-pool$/.test(name))!;
    const ids = async () => (await blocksOfGuest(pool)).map((d) => d.id);
    const before = await ids();
    for (const id of [4242, 4243]) expect(before).toContain(id);
    await follow(findings, '/4242');
    expect(await ids()).toEqual(before.filter((id) => id !== 4242));
    await follow(findings, '/4243');
    expect(await ids()).toEqual(before.filter((id) => id < 4242));
    expect(await inGuest('docker start -a job-done')).toBe('done');
  });

  it('of a deletion that fails lets the worker delete the device of victim-L1', async () => {
    const [, , mountId, device] = (await inGuest('cat /root/truth/000_victim.txt')).split(' ');
    const id = Number(device!.replace('dev=', ''));
    await follow(await findingsOf('T-15'), `/${id}`);
    await until(90, `[ ! -e /var/lib/docker-lvm/devicemapper/metadata/${mountId} ]`);
    expect((await blocksOfGuest('vg_docker-thinpool')).map((d) => d.id)).not.toContain(id);
  });
});
