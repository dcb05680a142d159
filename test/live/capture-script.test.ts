/** The script against real holders and hostile names, under every shell, with tools missing, and with a tool that hangs. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bodyOf, newScript, runAmongIncidents, runScript } from '#test/live/capture-run.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'um-script-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
type Run = Awaited<ReturnType<typeof runAmongIncidents>>;

/** A PATH of links to the tools of this machine, without some of them. The script appends system folders: they are cut. */
function without(...missing: readonly string[]): string {
  const bin = mkdtempSync(path.join(folder, 'bin-'));
  for (const from of ['/usr/bin', '/usr/sbin', '/bin', '/sbin']) {
    for (const name of readdirSync(from)) {
      if (missing.some((m) => name === m || name.startsWith(`${m}.`) || name.startsWith(`${m}5`))) continue;
      try {
        symlinkSync(path.join(from, name), path.join(bin, name));
      } catch {
        // The same tool stands in two folders.
      }
    }
  }
  return bin;
}
const onPath = (script: string, bin: string) =>
  script.replace(/^LC_ALL=C PYTHONDONTWRITEBYTECODE=1 PATH=.*$/m, `LC_ALL=C PYTHONDONTWRITEBYTECODE=1 PATH=${bin}`);

describe('among real incidents', () => {
  let run: Run;
  beforeAll(async () => {
    run = await runAmongIncidents(newScript());
  });
  const tableOf = (namespace: number) => bodyOf(run, `mount-table/${namespace}`);

  it('reads one table per namespace: of a process, a thread, a pin, a nested pin, a descriptor', () => {
    const { process, thread, pinned, nested, fd } = run.incidents;
    for (const { namespace } of [process, thread, pinned, nested, fd])
      expect(tableOf(namespace)).toContain(`${run.folder}/victim`);
    expect(tableOf(process.namespace)).toContain(` ${run.incidents.device} / ${run.folder}/copy `);
    const what = (namespace: number) => (run.records.get(`mount-table/${namespace}`)!.origin as { what: string }).what;
    expect(what(thread.namespace)).toBe(`/proc/${thread.pid}/task/${thread.tid}/mountinfo`);
    expect(what(pinned.namespace)).toBe(`mountinfo entered through ${run.folder}/pin`);
    expect(what(fd.namespace)).toBe(`mountinfo entered through /proc/${fd.pid}/fd/${fd.fd}`);
  });

  it('reads a namespace through another process where the first one has an empty table', () => {
    expect(tableOf(run.incidents.rootless.namespace)).toContain(`${run.folder}/victim`);
  });

  it('says on which filesystem a process stands whose mount is in no table', () => {
    const root = bodyOf(run, 'process-roots/devices').match(
      new RegExp(`^/proc/${run.incidents.rootless.pid}/root\t(\\d+)\t`, 'm'),
    );
    expect(root).not.toBeNull();
    expect(Number(root![1])).not.toBe(run.incidents.dev);
  });

  it('keeps hostile names byte for byte inside their records', () => {
    const { hostile } = run.incidents;
    const name = Buffer.from(hostile.name).toString('latin1');
    expect(bodyOf(run, 'processes')).toContain(`/proc/${hostile.pid}/stat:${hostile.pid} (\x1b[2J\n`);
    expect(bodyOf(run, 'process-roots/links')).toContain(`/proc/${hostile.pid}/cwd\t${run.folder}/hostile/${name}\0`);
    expect(bodyOf(run, 'command-lines')).toContain('\x1b[31m');
    expect(bodyOf(run, 'command-lines')).not.toContain('CaNaRy7391');
    const own = [...run.records.keys()].filter((id) => id.startsWith('mount-table/')).map((id) => bodyOf(run, id));
    expect(own.join('')).toContain('onerror=alert(1)');
    expect(run.events.filter((e) => e.kind === 'noise')).toEqual([]);
  });

  it('reads the same records without perl, and entering is left to python', async () => {
    const other = await runAmongIncidents(onPath(newScript(), without('perl')));
    expect(bodyOf(other, 'host')).not.toContain('perl=');
    for (const { namespace } of [
      other.incidents.process,
      other.incidents.thread,
      other.incidents.pinned,
      other.incidents.nested,
      other.incidents.fd,
    ]) {
      expect(bodyOf(other, `mount-table/${namespace}`)).toContain(`${other.folder}/victim`);
    }
  });

  it('without perl and python says which command would tell what is in a namespace without process', async () => {
    const { records, incidents } = await runAmongIncidents(
      onPath(newScript(), without('perl', 'python3', 'python', 'platform-python')),
    );
    const end = records.get(`mount-table/${incidents.pinned.namespace}`)?.end;
    expect(end?.kind === 'not-found' && end.because).toContain(
      `nsenter --mount=${incidents.pinned.path} cat /proc/self/mountinfo`,
    );
    expect(records.get(`mount-table/${incidents.process.namespace}`)?.end.kind).toBe('complete');
  });

  it('collects nothing unmasked where there is no awk', async () => {
    const { records, output } = await runAmongIncidents(
      onPath(newScript(), without('mawk', 'gawk', 'awk', 'original-awk')),
    );
    const end = records.get('command-lines')?.end;
    expect(end?.kind === 'not-found' && end.because).toContain('no awk');
    expect(output.includes('CaNaRy7391')).toBe(false);
  });

  it.each(['timeout', 'head', 'tail', 'dmesg', 'losetup', 'stat', 'renice', 'getconf'])(
    'ends whole where %s is missing',
    async (tool) => {
      const { records } = await runAmongIncidents(onPath(newScript(), without(tool)));
      expect(records.get('mount-tables/readers')?.end.kind).toBe('complete');
    },
  );
});

describe('a tool that everything needs', () => {
  it('is named by each record where it is missing', async () => {
    const { records } = await runScript(onPath(newScript(), without('xargs')), ['sh']);
    expect(records.get('processes')?.end).toEqual({ kind: 'not-found', because: 'xargs is not installed' });
  });

  it('costs only what it makes: no stat, no devices', async () => {
    const { records } = await runScript(onPath(newScript(), without('stat', 'perl')), ['sh']);
    expect(records.get('descriptors/devices')?.end).toEqual({ kind: 'not-found', because: 'stat is not installed' });
    expect(records.get('descriptors/links')?.end.kind).not.toBe('not-found');
  });
});

describe('under every shell', () => {
  const ids = (run: { readonly records: ReadonlyMap<string, unknown> }) =>
    [...run.records.keys()].filter((id) => !id.startsWith('mount-table/'));
  it.each(['bash', 'busybox sh', 'mksh', 'ksh'])('%s gives the records that dash gives', async (shell) => {
    const [dash, other] = [await runScript(newScript(), ['dash']), await runScript(newScript(), shell.split(' '))];
    expect(ids(other)).toEqual(ids(dash));
    for (const [id, record] of other.records)
      if (dash.records.has(id)) expect([id, record.end.kind]).toEqual([id, dash.records.get(id)!.end.kind]);
  });

  it('busybox tools alone give the same records', async () => {
    const bin = mkdtempSync(path.join(folder, 'busybox-'));
    execFileSync('busybox', ['--install', '-s', bin]);
    const other = await runScript(onPath(newScript(), bin), [path.join(bin, 'sh')]);
    // Without perl nothing runs beside the mount tables, so there the order differs.
    expect(ids(other).toSorted()).toEqual(ids(await runScript(newScript(), ['dash'])).toSorted());
    expect(bodyOf(other, 'processes')).toMatch(/^\/proc\/\d+\/stat:\d+ \(/m);
    expect(bodyOf(other, 'command-lines')).toContain('\0');
  });
});

describe('a tool that hangs', () => {
  it('costs only its own row', async () => {
    const bin = without('dmesg', 'journalctl');
    writeFileSync(path.join(bin, 'dmesg'), '#!/bin/sh\necho "[    1.5] XFS: half a"\nsleep 1000 & wait\n');
    chmodSync(path.join(bin, 'dmesg'), 0o755);
    const script = onPath(newScript(), bin).replace(/um_job kernel-log 1 \d+/, 'um_job kernel-log 1 3');
    const run = await runScript(script, ['sh']);
    expect(run.records.get('kernel-log')?.end).toEqual({ kind: 'timed-out', afterMs: 3000 });
    expect(run.records.get('engine-log')).toBeDefined();
    expect(run.events.at(-1)?.kind).toBe('finished');
    expect(run.seconds).toBeLessThan(100);
    const left = execFileSync('ps', ['-eo', 'args']).toString();
    expect(left).not.toContain(path.join(bin, 'dmesg'));
  });
});
