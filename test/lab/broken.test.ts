import { beforeAll, describe, expect, it } from 'vitest';
import { type AnalysisJson, inWords, type WhoJson } from '#test/lab/answers.ts';
import { capture, inGuest, restore, undermount } from '#test/lab/guest.ts';

const rootfs = '/var/lib/docker/devicemapper/mnt/<id>';

/** Who really holds each victim, as the stage that broke it made it; test/lab/README.md has the proofs. */
const truth: Record<string, readonly string[]> = {
  A1: ['mount at /scan/a1 in a namespace held by process of log-agent'],
  A2: ['cwd of assist'],
  A3: [
    `mount at ${rootfs} in a namespace held by fd`,
    `mount at ${rootfs} in a namespace held by nsfs /run/mntns/backup`,
    `mount at ${rootfs} in a namespace held by process of assist`,
    `mount at ${rootfs} in a namespace held by thread`,
  ],
  A4: ['loop through loop /rootfs/app/disk.img'],
  A5: ['mount at /opt/bk in a namespace held by nsfs /run/mntns/backup'],
  A6: ['mount at /scan/shm in a namespace held by process of log-agent'],
  A7: ['mount at /opt/thr in a namespace held by thread'],
  A8: ['mount at /opt/nsfd in a namespace held by fd'],
  A9: ['detached'],
};

/** By which rules each victim must be named. */
const rules: Record<string, readonly string[]> = {
  A1: ['R-01'],
  A2: ['R-06'],
  A3: ['R-01', 'R-05'],
  A4: ['R-06'],
  A5: ['R-05'],
  A6: ['R-11'],
  A7: ['R-01'],
  A8: ['R-05'],
  A9: ['R-06'],
};

describe('the broken host', () => {
  let root: Awaited<ReturnType<typeof capture>>;
  let analysis: AnalysisJson;
  let ids: Record<string, string>;

  beforeAll(async () => {
    await restore('broken');
    const lines = (await inGuest('cat /root/truth/002_victims.txt')).split('\n').map((l) => l.split(' '));
    ids = Object.fromEntries(lines.map(([name, id]) => [name!.replace('victim-', ''), id!]));
    root = await capture('root', []);
    analysis = JSON.parse((await undermount(['analyze', root.file, '--json'])).stdout);
  });

  const holdersOf = async (needle: string, file = root.file) => {
    const ran = await undermount(['who', needle, file, '--json']);
    expect(ran.stderr).toBe('');
    return (JSON.parse(ran.stdout) as WhoJson).holders.filter((h) => !h.legitimate);
  };

  it('is captured in under 90 s', () => {
    expect(root.seconds).toBeLessThan(90);
  });

  it('is captured whole', () => {
    expect(root.code, root.stderr).toBe(0);
    expect(analysis.completeness.filter((c) => c.status !== 'ok' && c.status !== 'not-applicable')).toEqual([]);
  });

  it.each(Object.keys(truth))(
    'who holds victim-%s: exactly its true holders, and says why for each',
    async (victim) => {
      const holders = await holdersOf(ids[victim]!);
      expect(holders.map(inWords).sort()).toEqual(truth[victim]);
      for (const h of holders) expect(h.why.length).toBeGreaterThan(20);
    },
  );

  it('finds the holder of the shm of victim-A6 by its path too', async () => {
    const byPath = await holdersOf(`/var/lib/docker/containers/${ids.A6}/mounts/shm`);
    expect(byPath.map(inWords)).toEqual(truth.A6);
  });

  it.each(Object.entries(rules))('victim-%s is named by %s', (victim, codes) => {
    const naming = analysis.outcomes
      .filter((o) =>
        (o.findings ?? []).some((f) => f.subjects.some((s) => s.kind === 'container' && s.id === ids[victim])),
      )
      .map((o) => o.code);
    expect(naming).toEqual(expect.arrayContaining([...codes]));
  });

  it('names the dockerd in a mount namespace of its own', () => {
    const r07 = analysis.outcomes.find((o) => o.code === 'R-07')!;
    expect(r07.answer).toBe('fires');
  });

  it('gives user eng (sudo with password) and ops (NOPASSWD) the same holders', async () => {
    const eng = await capture('eng', ['--elevate', 'sudo'], { sudoPassword: 'lab-eng' });
    const ops = await capture('ops', ['--elevate', 'sudo']);
    for (const taken of [eng, ops]) {
      expect(taken.code, taken.stderr).toBe(0);
      for (const victim of Object.keys(truth))
        expect((await holdersOf(ids[victim]!, taken.file)).map(inWords).sort()).toEqual(truth[victim]);
    }
  });

  it('gives user guest a partial analysis that never says "clear" for what guest could not see', async () => {
    const guest = await capture('guest', ['--elevate', 'none']);
    expect(guest.code, guest.stderr).toBe(4);
    const partial: AnalysisJson = JSON.parse((await undermount(['analyze', guest.file, '--json'])).stdout);
    expect(partial.completeness.filter((c) => c.status === 'denied' || c.status === 'partial').length).toBeGreaterThan(
      3,
    );
    const holderRules = ['R-01', 'R-04', 'R-05', 'R-06', 'R-10', 'R-11', 'R-13', 'R-15', 'R-17', 'R-19'];
    const claimed = partial.outcomes
      .filter((o) => holderRules.includes(o.code) && o.answer === 'clear')
      .map((o) => o.code);
    expect(claimed).toEqual([]);
    expect(partial.outcomes.find((o) => o.code === 'Q-01')!.answer).toBe('fires');
  });

  it('is freed by the printed commands: victim-A5 can be removed after them', async () => {
    const { stdout } = await undermount(['who', ids.A5!, root.file, '--json']);
    const steps = (JSON.parse(stdout) as WhoJson).freeing.flatMap((s) => s.command ?? []);
    const said = await inGuest(
      `set -e\n${steps.join('\n')}\ndocker inspect victim-A5 >/dev/null 2>&1 && echo there || echo gone`,
    );
    expect(said).toMatch(/gone$/);
  });
});
