import { beforeAll, describe, expect, it } from 'vitest';
import type { AnalysisJson } from '#test/lab/answers.ts';
import { capture, inGuest, restore, undermount } from '#test/lab/guest.ts';

const lab = '/root/lab';
const runPod = (name: string) => inGuest(`cd ${lab} && python3 cri.py runp ${name} 2>&1`);

async function analyzed(): Promise<AnalysisJson> {
  const taken = await capture('root', ['--with', 'layer-listings']);
  expect(taken.stderr + taken.code).toMatch(/[04]$/);
  return JSON.parse((await undermount(['analyze', taken.file, '--json'])).stdout);
}

const outcomeOf = (analysis: AnalysisJson, code: string) => analysis.outcomes.find((o) => o.code === code)!;

/** Incident I-5 from end to end: it changes the guest by what the finding prints, and by nothing else. */
describe('a file lost from unpacked layers', () => {
  let before: AnalysisJson;
  let lost: readonly string[];

  beforeAll(async () => {
    await restore('broken');
    // What the cleaning job of the lab said that it deleted.
    lost = (await inGuest('cat /root/truth/004_clean.txt')).split('\n').sort();
    before = await analyzed();
  }, 600_000);

  it('is found in every folder that lost it, and nowhere else', () => {
    const found = outcomeOf(before, 'O-02').findings ?? [];
    expect(found.map((f) => `${f.subjects[0]!.name}/pause`).sort()).toEqual(lost);
    for (const { severity, statement } of found) {
      expect(severity).toBe('critical');
      expect(statement).toContain('1 missing (pause)');
    }
  });

  it('names who stands on it: the pods that run, the container that failed, the sandbox of every new pod', () => {
    const found = outcomeOf(before, 'O-02').findings ?? [];
    const names = found.map((f) =>
      f.subjects
        .filter((s) => s.kind === 'container')
        .map((s) => s.name)
        .sort(),
    );
    expect(names.map(String).sort()).toEqual(['coredns,kube-proxy', 'pause-1,pause-2']);
    expect(found.filter((f) => f.statement.includes('The sandbox of every new pod comes from it'))).toHaveLength(1);
  });

  it('is no missing lower folder, and nothing else of layers fires', () => {
    const firing = before.outcomes.filter((o) => o.code.startsWith('O-') && o.answer === 'fires').map((o) => o.code);
    expect(firing).toEqual(['O-02']);
    // A busy machine may cut a collector: then it cannot tell, which is no accusation.
    expect(outcomeOf(before, 'O-01').answer).not.toBe('fires');
  });

  it('is mended by the commands of one finding: nothing fires, and a new sandbox starts', async () => {
    await expect(runPod('before-mending')).rejects.toThrow();
    const [first] = outcomeOf(before, 'O-02').findings!;
    const commands = first!.remedy.flatMap((step) => step.command ?? []);
    expect(commands.length).toBeGreaterThan(2);
    for (const command of commands) await inGuest(command);
    const after = await analyzed();
    expect(after.outcomes.filter((o) => o.code.startsWith('O-') && o.answer === 'fires')).toEqual([]);
    // It was looked at again, not left out.
    const unread = after.completeness.filter(
      (c) => ['layer-listings', 'containerd-databases'].includes(c.collector) && c.status !== 'ok',
    );
    expect(unread).toEqual([]);
    expect(await runPod('after-mending')).toMatch(/^[0-9a-f]{64}$/);
    const sums = (await inGuest('cat /root/truth/004_before_clean.txt')).split('\n').map((line) => line.trim());
    for (const sum of sums) expect(await inGuest(`echo '${sum}' | sha256sum -c --quiet && echo same`)).toBe('same');
  }, 900_000);
});
