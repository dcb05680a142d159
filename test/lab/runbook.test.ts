import { beforeAll, describe, expect, it } from 'vitest';
import type { AnalysisJson } from '#test/lab/answers.ts';
import { capture, inGuest, undermount } from '#test/lab/guest.ts';

/** Runs what a finding prints, and nothing else: each command as it stands, in its order. It changes the guest. */
describe('the printed runbook', () => {
  let analysis: AnalysisJson;

  beforeAll(async () => {
    const root = await capture('root', []);
    analysis = JSON.parse((await undermount(['analyze', root.file, '--json'])).stdout);
  });

  const commandsOf = (code: string, subject: string): readonly string[] => {
    const findings = analysis.outcomes.find((o) => o.code === code)?.findings ?? [];
    const found = findings.find((f) => f.subjects.some((s) => s.name.includes(subject)));
    expect(found, `${code} of ${subject}`).toBeDefined();
    return found!.remedy.flatMap((step) => step.command ?? []);
  };

  it('mends kubesql-server: it starts again', async () => {
    const commands = commandsOf('T-14', 'kubesql-server');
    await expect(inGuest('docker start kubesql-server')).rejects.toThrow();
    for (const command of commands) await inGuest(command);
    expect(await inGuest("docker inspect -f '{{.State.Error}}' kubesql-server")).toBe('');
    const started = await inGuest("docker inspect -f '{{.State.StartedAt}}' kubesql-server");
    const now = Number(await inGuest('date +%s'));
    expect(now - Date.parse(started) / 1000).toBeLessThan(120);
  }, 300_000);

  it('deletes the orphan and nothing else', async () => {
    const pool = (await inGuest('ls /dev/mapper')).split('\n').find((name) => /^docker-.*-pool$/.test(name))!;
    const known = (id: number) =>
      inGuest(
        `dmsetup create um-probe --table '0 1048576 thin /dev/mapper/${pool} ${id}' 2>&1 && dmsetup remove um-probe && echo there || true`,
      );
    for (const command of commandsOf('T-19', 'orphan4242')) await inGuest(command);
    expect(await known(4242)).toContain('No data available');
    expect(await known(4243)).toContain('there');
    expect(await inGuest("docker start job-done && docker inspect -f '{{.State.Error}}' job-done")).toBe('job-done');
  }, 300_000);
});
