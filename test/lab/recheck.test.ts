import { beforeEach, describe, expect, it } from 'vitest';
import type { DiffJson } from '#shared/export/schemas.ts';
import type { AnalysisJson, WhoJson } from '#test/lab/answers.ts';
import { capture, inGuest, restore, undermount } from '#test/lab/guest.ts';
import { until } from '#test/lab/guest-storage.ts';
import {
  containerOf,
  deletedDevice,
  describeVictim,
  entriesOf,
  isOfContainer,
  isOfVictim,
  poolFacts,
  runningContainer,
} from '#test/lab/mended.ts';
import { commandsOf, type FindingJson, findingsOf, followed } from '#test/lab/runbook.ts';

const engine = '/var/lib/docker';
const lastEnd =
  "docker ps -aq --filter status=removing | xargs docker inspect -f '{{.State.FinishedAt}}' | sort | tail -n 1";

const counted = (codes: readonly string[]) =>
  Object.fromEntries([...new Set(codes)].sort().map((code) => [code, codes.filter((c) => c === code).length]));

/** The backlog that nobody mends grows worse by its age: on a busy machine that falls between the two captures. */
const isOlder = ({ id, before, after }: DiffJson['changed'][number]) =>
  id === 'T-16:/var/lib/docker-lvm' && before.severity === 'low' && after.severity === 'medium';

/**
 * Mended by what is printed, captured again and compared. What may differ is worked out from what the guest itself says of
 * the mended objects before and after; every entry of the answer is held against it, and every expected one must be there.
 */
describe('captured again after mending', () => {
  beforeEach(async () => {
    await restore('broken');
    // What changes by its age alone, and so is let happen first: a full pool's queued writes fail after its timeout (T-05 becomes
    // T-04), and what has been dead for five minutes is a finding.
    await until(120, 'dmsetup status --noflush lab-oods | grep -q error_if_no_space');
    await until(400, `[ $(($(date +%s) - $(date -d "$(${lastEnd})" +%s))) -gt 305 ]`);
  });

  const taken = async (args: readonly string[] = []) => {
    const root = await capture('root', args);
    const ran = await undermount(['analyze', root.file, '--json']);
    const analysis = JSON.parse(ran.stdout) as AnalysisJson;
    const short = analysis.completeness.filter((c) => c.status !== 'ok' && c.status !== 'not-applicable');
    // Of the pools two cannot be read.
    expect(
      short.filter((c) => c.collector !== 'thin-metadata'),
      root.stderr,
    ).toEqual([]);
    return { file: root.file, findings: findingsOf(analysis) };
  };
  const freeingOf = async (id: string, file: string) => {
    const { stdout } = await undermount(['who', id, file, '--json']);
    return commandsOf((JSON.parse(stdout) as WhoJson).freeing);
  };
  const compared = async (before: string, after: string): Promise<DiffJson> => {
    const ran = await undermount(['diff', before, after, '--json']);
    expect([ran.code, ran.stderr]).toEqual([1, '']);
    const diff = JSON.parse(ran.stdout) as DiffJson;
    expect(diff.notComparable).toEqual([]);
    return { ...diff, changed: diff.changed.filter((entry) => !isOlder(entry)) };
  };
  /** Those whose every printed command was run, whichever finding printed it. Engines' ids stand for names in commands. */
  const mendedBy = (ran: readonly string[], findings: readonly FindingJson[], names: ReadonlyMap<string, string>) => {
    const named = (command: string) => command.replaceAll(/\b[0-9a-f]{64}\b/g, (id) => names.get(id) ?? id);
    const done = new Set(ran.map(named));
    return findings.filter(({ remedy }) => {
      const commands = commandsOf(remedy).map(named);
      return commands.length > 0 && commands.every((command) => done.has(command));
    });
  };
  const findingIds = (findings: readonly FindingJson[]) => findings.map(({ id }) => id).sort();

  it('twice without mending: nothing differs', async () => {
    const [first, second] = [await taken(), await taken()];
    const ran = await undermount(['diff', first.file, second.file, '--json']);
    const { new: young, gone, changed, notComparable } = JSON.parse(ran.stdout) as DiffJson;
    const others = changed.filter((entry) => !isOlder(entry));
    expect({ young, gone, others, notComparable }).toEqual({ young: [], gone: [], others: [], notComparable: [] });
    expect(ran.code).toBe(changed.length === 0 ? 0 : 1);
  });

  it('one victim freed: what is gone is its own, and nothing else differs but its pool', async () => {
    const victim = await describeVictim('A5');
    const before = await taken();
    const [poolBefore, commands] = [await poolFacts(victim.pool), await freeingOf(victim.id, before.file)];
    await followed(commands);
    const after = await taken();
    const diff = await compared(before.file, after.file);
    const poolAfter = await poolFacts(victim.pool);

    expect(entriesOf(diff.gone, 'finding')).toEqual(
      findingIds(mendedBy(commands, before.findings, new Map([[victim.id, 'victim-A5']]))),
    );
    expect(entriesOf(diff.gone, 'finding')).toEqual([`R-05:${victim.id}`, `R-15:${victim.id}`]);
    expect(entriesOf(diff.gone, 'container')).toEqual([`${engine}/${victim.id}`]);
    expect(entriesOf(diff.gone, 'layer')).toEqual(victim.layers);
    expect(entriesOf(diff.gone, 'thin-device')).toEqual(victim.thinDevices);
    expect(entriesOf(diff.gone, 'device')).toEqual([victim.dmName]);
    expect(diff.gone.filter((e) => e.kind === 'holder').map((e) => e.name)).toEqual(['/opt/bk']);
    const others = diff.gone.filter((e) => !isOfVictim(e, victim));
    expect(others).toEqual([]);
    expect(diff.new).toEqual([]);
    expect(diff.changed.filter((e) => e.id !== victim.pool)).toEqual([]);
    expect(diff.changed.filter((e) => e.kind === 'device')).toMatchObject([
      { before: { open: poolBefore.open }, after: { open: poolAfter.open } },
    ]);
    for (const pool of diff.changed.filter((e) => e.kind === 'pool'))
      expect([pool.before, pool.after]).toEqual([
        { dataPercent: poolBefore.dataPercent },
        { dataPercent: poolAfter.dataPercent },
      ]);
  });

  it('all leaks freed: exactly what their runbooks mend is gone, and only the restarted container came anew', async () => {
    const names = ['A1', 'A2', 'A3', 'A4', 'A5', 'A7', 'A8', 'A9'];
    const victims = await Promise.all(names.map(describeVictim));
    const [agentBefore, assist] = [await runningContainer('log-agent'), await containerOf('assist')];
    const [{ pool }] = victims as [(typeof victims)[number]];
    const [loop, poolBefore] = [await inGuest('losetup -nO NAME,BACK-FILE | grep disk.img'), await poolFacts(pool)];
    const before = await taken();

    const ran: string[] = [];
    for (const { id } of victims) {
      const commands = await freeingOf(id, before.file);
      await followed(commands);
      ran.push(...commands);
    }
    const after = await taken();
    const diff = await compared(before.file, after.file);
    const [agentAfter, poolAfter] = [await runningContainer('log-agent'), await poolFacts(pool)];

    // Nothing of the victims is left that a rule finds; A6, which has no container any more, went with log-agent's restart.
    const mended = mendedBy(
      ran,
      before.findings,
      new Map([[agentBefore.id, 'log-agent'], ...victims.map(({ id }, i) => [id, `victim-${names[i]}`] as const)]),
    );
    expect(entriesOf(diff.gone, 'finding')).toEqual(findingIds(mended));
    expect(counted(mended.map(({ code }) => code))).toEqual({
      'R-01': 3,
      'R-02': 2,
      'R-05': 3,
      'R-06': 3,
      'R-11': 1,
      'R-15': 8,
    });
    expect(entriesOf(diff.gone, 'container')).toEqual(victims.map(({ id }) => `${engine}/${id}`).sort());
    expect(entriesOf(diff.gone, 'layer')).toEqual(victims.flatMap(({ layers }) => layers).sort());
    expect(entriesOf(diff.gone, 'thin-device')).toEqual(victims.flatMap(({ thinDevices }) => thinDevices).sort());
    expect(entriesOf(diff.gone, 'device')).toEqual(
      [...victims.map(({ dmName }) => dmName), loop.replace(/^\/dev\/(\S+)\s+/, '$1 ')].sort(),
    );
    expect(entriesOf(diff.gone, 'namespace')).toEqual([agentBefore.namespace]);
    const copy = victims[2]!.mountPoint;
    const holders = diff.gone.filter((e) => e.kind === 'holder').map((e) => e.name.replace(/ \d+/, ''));
    expect(holders.sort()).toEqual(
      [
        '/opt/bk',
        copy,
        `assist, tail, ${copy}`,
        'assist, sleep',
        'log-agent, tail, /scan/a1',
        'loop loop2 /rootfs/app/disk.img',
        'python3',
        'python3, /opt/nsfd',
        'python3, /opt/thr',
        `python3, ${copy}`,
        `python3, ${copy}`,
      ].sort(),
    );
    // Kernel 3.18 and later: with a container's folder the copies of its shm in every namespace go.
    const gone = diff.gone.filter((e) => e.kind === 'mount');
    expect(gone.filter((e) => !victims.some((v) => isOfVictim(e, v)) && !isOfContainer(e, agentBefore))).toEqual([]);
    expect(gone.length).toBeGreaterThan(60);

    expect(entriesOf(diff.new, 'namespace')).toEqual([agentAfter.namespace]);
    expect(diff.new.filter((e) => !isOfContainer(e, agentAfter))).toEqual([]);

    const [openBefore, openAfter] = [poolBefore.open, poolBefore.open - victims.length];
    expect(poolAfter.open).toBe(openAfter);
    const facts = diff.changed.map(({ kind, id, before: was, after: is }) => ({ kind, id, was, is }));
    expect(facts).toEqual([
      // It still copies what stands below its volume, but none of it keeps a dead container any more.
      {
        kind: 'finding',
        id: `R-02:${assist}:/var/lib/docker`,
        was: { severity: 'high' },
        is: { severity: 'medium' },
      },
      {
        kind: 'container',
        id: `${engine}/${agentBefore.id}`,
        was: { pid: agentBefore.pid },
        is: { pid: agentAfter.pid },
      },
      { kind: 'device', id: pool, was: { open: openBefore }, is: { open: openAfter } },
      {
        kind: 'pool',
        id: pool,
        was: { dataPercent: poolBefore.dataPercent },
        is: { dataPercent: poolAfter.dataPercent },
      },
    ]);
  });

  it('a full filesystem, orphans and a failing deletion mended: exactly their findings and devices are gone', async () => {
    const scanned = await deletedDevice();
    const before = await taken(['--with', 'thin-metadata']);
    const mended = before.findings.filter(({ code }) => ['T-14', 'T-15', 'T-19'].includes(code));
    const ran = mended.flatMap(({ remedy }) => commandsOf(remedy));
    const [docker, lvm] = [await poolFacts(scanned.otherPool), await poolFacts(scanned.pool)];
    await followed(ran);
    // The container fills its filesystem once more and ends; the worker comes by every 30 s, a line of it counts for a minute.
    await until(120, '[ "$(docker inspect -f {{.State.Running}} kubesql-server)" = false ]');
    await until(90, `[ ! -e /var/lib/docker-lvm/devicemapper/metadata/${scanned.mountId} ]`);
    await inGuest('sleep 61');
    const after = await taken(['--with', 'thin-metadata']);
    const diff = await compared(before.file, after.file);
    const [dockerNow, lvmNow] = [await poolFacts(scanned.otherPool), await poolFacts(scanned.pool)];

    expect(mended.map(({ code }) => code).sort()).toEqual(['T-14', 'T-15', 'T-19', 'T-19']);
    const all = mendedBy(ran, before.findings, new Map());
    expect(all.map(({ code }) => code).sort()).toEqual(['R-01', 'T-14', 'T-15', 'T-16', 'T-19', 'T-19']);
    const left = new Set(after.findings.map(({ id }) => id));
    expect(all.filter(({ id }) => left.has(id))).toEqual([]);
    expect(entriesOf(diff.gone, 'finding')).toHaveLength(all.length);
    const orphan = 'docker-254:0-131213-0000orphan4242';
    expect(diff.gone.filter((e) => e.kind !== 'finding').map(({ kind, id }) => `${kind} ${id}`)).toEqual([
      expect.stringMatching(new RegExp(`^holder mount\\|\\d+\\|\\|\\|\\d+ ${scanned.dmName} /opt/scan\\|$`)),
      expect.stringMatching(new RegExp(`^mount \\d+/\\d+ ${scanned.dmName} /rootfs /opt/scan$`)),
      `device ${scanned.dmName}`,
      `device ${orphan}`,
      `thin-device ${scanned.otherPool}/4242`,
      `thin-device ${scanned.pool}/${scanned.id}`,
      `thin-device ${scanned.otherPool}/4243`,
      `layer /var/lib/docker-lvm/${scanned.mountId}`,
    ]);
    expect(diff.new).toEqual([]);
    const facts = diff.changed.map(({ kind, id, before: was, after: is }) => ({ kind, id, was, is }));
    expect(facts).toEqual([
      { kind: 'device', id: scanned.pool, was: { open: lvm.open }, is: { open: lvm.open - 1 } },
      { kind: 'device', id: scanned.otherPool, was: { open: docker.open }, is: { open: docker.open - 1 } },
      {
        kind: 'pool',
        id: scanned.pool,
        was: { dataPercent: lvm.dataPercent },
        is: { dataPercent: lvmNow.dataPercent },
      },
    ]);
    expect([dockerNow.open, lvmNow.open]).toEqual([docker.open - 1, lvm.open - 1]);
  });
});
