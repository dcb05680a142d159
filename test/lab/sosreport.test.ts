/**
 * The whole of a sosreport in the VM: our own capture, `sos report` in the same state, our own capture again; then what the
 * sosreport says against what was true. By its own command, in either state:
 *
 *     test/lab/up.sh broken && npx vitest run --project lab test/lab/sosreport.test.ts && test/lab/down.sh
 *
 * sos takes some minutes under TCG. Its docker plugin is for Ubuntu, so it is told that the guest is one.
 */
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '#electron/node/bundle/sha256.ts';
import { openFile } from '#electron/node/sources/open-file.ts';
import { isAbsent } from '#shared/base/absent.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { analyze } from '#shared/pipeline/analyze.ts';
import type { AnalysisJson, WhoJson } from '#test/lab/answers.ts';
import { capture, inGuest, restore, scratch, undermount } from '#test/lab/guest.ts';

const plugins = 'devicemapper,lvm2,filesys,block,docker,process,kernel,logs,systemd,cgroups,host,xfs,memory,date,login';
const options = `--batch --tmp-dir /root/sos -z gzip --plugin-timeout 600 -o ${plugins}`;

async function modelOf(file: string): Promise<HostModel> {
  const source = await openFile(file);
  if (!source.ok) throw new Error(JSON.stringify(source.error));
  return (await analyze(source.value, new AbortController().signal, { sha256, rules: [] })).model;
}

/** The sosreport's bytes, over the same ssh as everything else. */
async function fetchReport(): Promise<string> {
  const file = path.join(scratch, 'sosreport.tar.gz');
  const sh = path.join(import.meta.dirname, 'sh.sh');
  const { stdout } = await promisify(execFile)(sh, ['cat /root/sos/sosreport-*.tar.gz'], {
    encoding: 'buffer',
    maxBuffer: 512 << 20,
  });
  writeFileSync(file, stdout);
  return file;
}

/** Mount namespace by process, of the processes that two captures saw alike: same start tick, same namespace. */
function lasting(before: HostModel, after: HostModel): ReadonlyMap<number, number> {
  const key = (p: HostModel['processes'][number]) => `${p.pid}/${JSON.stringify([p.startTicks, p.mountNamespace])}`;
  const later = new Set(after.processes.map(key));
  return new Map(
    before.processes.flatMap((p) =>
      later.has(key(p)) && !isAbsent(p.mountNamespace) ? [[p.pid, p.mountNamespace] as const] : [],
    ),
  );
}

describe('a sosreport of the guest', () => {
  let file: string;
  let liveFile: string;
  let truth: ReadonlyMap<number, number>;
  let sos: HostModel;
  let analysis: AnalysisJson;
  /** Before and after: a full pool may fail its writes in between. */
  let live: readonly AnalysisJson[];

  beforeAll(async () => {
    await restore('broken');
    await inGuest(
      'rm -rf /root/sos; mkdir -p /root/sos; printf "DISTRIB_ID=Ubuntu\\nDISTRIB_RELEASE=22.04\\n" >/etc/lsb-release',
    );
    const before = await capture('root', []);
    await inGuest(`timeout 1500 sos report ${options} >/root/sos/said 2>&1`);
    const after = await capture('root', []);
    file = await fetchReport();
    liveFile = before.file;
    truth = lasting(await modelOf(before.file), await modelOf(after.file));
    sos = await modelOf(file);
    analysis = JSON.parse((await undermount(['analyze', file, '--json'])).stdout);
    const analysed = async (taken: string): Promise<AnalysisJson> =>
      JSON.parse((await undermount(['analyze', taken, '--json'])).stdout);
    live = [await analysed(before.file), await analysed(after.file)];
  }, 1_800_000);

  it('has the true partition of processes into mount namespaces', () => {
    const inferred = sos.processes.flatMap((p) =>
      isAbsent(p.mountNamespace) || !truth.has(p.pid) ? [] : [[p.pid, p.mountNamespace] as const],
    );
    const partition = (of: (pid: number, inferred: number) => number) =>
      [...Map.groupBy(inferred, ([pid, id]) => of(pid, id)).values()]
        .map((rows) => rows.map(([pid]) => pid).join(' '))
        .sort();
    expect(partition((_, id) => id)).toEqual(partition((pid) => truth.get(pid)!));
    expect(inferred.length).toBeGreaterThan(100);
  });

  it('names each holder in a mount table that a process lives in', async () => {
    const victims = (await inGuest('cat /root/truth/002_victims.txt 2>/dev/null || :')).split('\n').filter(Boolean);
    for (const [, id = ''] of victims.map((line) => line.split(' '))) {
      const holders = async (source: string) => {
        const ran = await undermount(['who', id, source, '--json']);
        if (ran.code === 3) return [];
        const { holders: all } = JSON.parse(ran.stdout) as WhoJson;
        const inhabited = all.filter((h) => h.via === 'mount' && h.namespace.heldBy === 'process' && !h.legitimate);
        return inhabited.map((h) => `${h.container.name} ${h.mount.mountPoint}`).sort();
      };
      expect([id, await holders(file)]).toEqual([id, await holders(liveFile)]);
    }
  });

  it('decodes the same pools, and finds in them what the live capture finds', () => {
    const severe = (a: AnalysisJson) =>
      a.outcomes
        .filter((o) => o.code.startsWith('T-0') && o.answer === 'fires')
        .flatMap((o) => (o.findings ?? []).map((f) => f.id))
        .sort();
    expect(live.map(severe)).toContainEqual(severe(analysis));
  });

  it('is partial, and never says "clear" where the live capture finds something', async () => {
    expect((await undermount(['analyze', file, '--json'])).code).toBe(4);
    // What only one of the two captures finds came or went between them.
    const [found, again] = live.map((l) => new Set(l.outcomes.filter((o) => o.answer === 'fires').map((o) => o.code)));
    for (const code of found!) if (!again!.has(code)) found!.delete(code);
    expect(analysis.outcomes.filter((o) => o.answer === 'clear' && found!.has(o.code)).map((o) => o.code)).toEqual([]);
  });

  it('accuses nobody whom the live capture does not', () => {
    // Q rules speak of the capture itself, not of the host.
    const ids = (a: AnalysisJson) =>
      a.outcomes.flatMap((o) => (o.code.startsWith('Q-') ? [] : (o.findings ?? []).map((f) => f.id)));
    const known = new Set(live.flatMap(ids));
    expect(ids(analysis).filter((id) => !known.has(id))).toEqual([]);
  });
});
