/** The perl that reads tables and processes: several readers at once, one that dies, one that hangs, and the shell's own way beside it. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { FrameDecoder } from '#shared/evidence/framing.ts';
import type { EvidenceRecord } from '#shared/evidence/record.ts';
import { bodyOf, type Incidents, newScript, runAmongIncidents } from '#test/live/capture-run.ts';

const mark = '\n=== the tables as cat reads them ===\n';
const latin1 = (body: Uint8Array) => Buffer.from(body).toString('latin1');

/** Runs `script` among 40 copies of a namespace of 300 mounts: every record in its order, and each table once more by cat. */
function amongCopies(script: string, around: readonly string[] = []) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'um-copies-'));
  try {
    const world = path.resolve(import.meta.dirname, '../bench/world.py');
    const tables = `seen=; for p in /proc/[0-9]*; do
      n=$(readlink "$p/ns/mnt") || continue; case $seen in *" $n "*) continue ;; esac; seen="$seen $n "
      printf '%s %s\\n' "$n" "$(wc -c < "$p/mountinfo")"; cat "$p/mountinfo"; done`;
    const tree = ['-mpf', '--kill-child', '--mount-proc', '--propagation', 'private', 'python3', world];
    const options = ['leak', folder, `${folder}.json`, '40', '40', '300', '--', 'sh', '-c'];
    const inside = [`"$@"; printf '${mark.replaceAll('\n', '\\n')}'; ${tables}`, 'sh', ...around, 'sh'];
    const run = spawnSync('unshare', [...tree, ...options, ...inside], { input: script, maxBuffer: 1e9 });
    const at = run.stdout.lastIndexOf(mark);
    expect([run.stderr.toString(), at > 0]).toEqual(['', true]);
    const decoder = new FrameDecoder({ nonce: null, host: 'here' });
    const records: EvidenceRecord[] = [];
    const forms: string[] = [];
    const stream = run.stdout.subarray(0, at);
    for (const event of [...decoder.push(stream), ...decoder.end()])
      if (event.kind === 'record') records.push(event.record);
    for (const match of stream.toString('latin1').matchAll(/\tmountinfo|\t\/proc\/\d+\/mountinfo\t([a-z]+):\d+(:\d)?/g))
      forms.push(`${match[1] ?? ''}${match[2] ?? ''}`);
    expect(decoder.finished).toBe(true);
    return { records, forms, tables: readTables(run.stdout.subarray(at + mark.length)) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
    rmSync(`${folder}.json`, { force: true });
  }
}

function readTables(text: Buffer): ReadonlyMap<string, string> {
  const tables = new Map<string, string>();
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf(10, at);
    const [, inode = '', bytes = ''] = /^mnt:\[(\d+)\] (\d+)$/.exec(text.toString('latin1', at, end)) ?? [];
    at = end + 1 + Number(bytes);
    tables.set(inode, text.toString('latin1', end + 1, at));
  }
  return tables;
}

const tablesAmong = (records: readonly EvidenceRecord[]) => records.filter((r) => /^mount-table\/\d+$/.test(r.id));

const script = () => newScript(['mount-tables']);

describe('readers of mount tables', () => {
  const severalCpus = os.availableParallelism() > 1;

  it.runIf(severalCpus)('are several where there are processors for them, and read what cat reads', () => {
    const { records, forms, tables } = amongCopies(script());
    expect(new Set(forms)).toEqual(new Set(['lines', 'lines:1', 'copy']));
    const read = new Map(tablesAmong(records).map((r) => [r.id.slice('mount-table/'.length), latin1(r.body)]));
    expect(tables.size).toBeGreaterThan(40);
    expect(read).toEqual(tables);
  });

  it('are one where there is one processor, and read the same', () => {
    const { records, forms, tables } = amongCopies(script(), ['taskset', '-c', '0']);
    expect(new Set(forms)).toEqual(new Set(['lines', 'copy']));
    expect(new Map(tablesAmong(records).map((r) => [r.id.slice('mount-table/'.length), latin1(r.body)]))).toEqual(
      tables,
    );
  });

  it.runIf(severalCpus)('leave their tables to the others when they die, even inside a record', () => {
    const dying = script().replace(
      'flock $lock, 2 if $lock;',
      () =>
        'flock $lock, 2 if $lock; if ($reader) { out("$RS$nonce B$T$id$T$max$T$start${T}cut\\n36 35 "); kill "KILL", $$ }',
    );
    expect(dying).toContain('${T}cut');
    const { records, tables } = amongCopies(dying);
    const torn = records.filter((r) => r.end.kind === 'connection-lost');
    expect(torn.length).toBe(1);
    const whole = tablesAmong(records).filter((r) => r.end.kind === 'complete');
    expect(new Map(whole.map((r) => [r.id.slice('mount-table/'.length), latin1(r.body)]))).toEqual(tables);
  });
});

describe('the walker over processes', () => {
  const collectors = ['namespace-links', 'thread-namespaces', 'process-roots', 'descriptors', 'mapped-files'] as const;
  const withoutPerl = (text: string) => text.replace('um_has perl && um_perl=perl', ':');

  it('gives the lines that the shell and its tools give', () => {
    const [perl, shell] = [newScript(collectors), withoutPerl(newScript(collectors))];
    expect(shell).not.toContain('um_perl=perl');
    const [byPerl, byShell, incidents] = bothAmongIncidents(perl, shell);
    const { process, fd, thread, rootless, hostile } = incidents;
    const pids = [process.pid, fd.pid, thread.pid, rootless.pid, rootless.neighbour, hostile.pid, hostile.argvPid];
    const ours = (body: Uint8Array) =>
      latin1(body)
        .split(/[\0\n]/)
        .filter((line) => pids.some((pid) => line.startsWith(`/proc/${pid}/`) || line.startsWith(`${pid}\t`)))
        .toSorted();
    expect([...byPerl.keys()].toSorted()).toEqual([...byShell.keys()].toSorted());
    for (const [id, { body, end }] of byPerl) {
      if (id.endsWith('@2') || id === 'mount-tables') continue;
      expect(ours(body), id).toEqual(ours(byShell.get(id)!.body));
      if (!id.startsWith('descriptors/')) expect(ours(body).length, id).toBeGreaterThan(0);
      expect(end, id).toEqual(byShell.get(id)!.end);
    }
  });

  it('gives up one process that hangs, and reads the others', async () => {
    const sick = newScript(['mapped-files']).replace(
      'sub mapped { my $pid = shift;',
      'sub mapped { my $pid = shift; sleep 100 if $pid == 1;',
    );
    const run = await runAmongIncidents(sick);
    const record = run.records.get('mapped-files')!;
    expect(record.end).toEqual({ kind: 'timed-out', afterMs: 5000 });
    expect(record.stderr).toContain('/proc/1/maps was given up after 1 s');
    expect(bodyOf(run, 'mapped-files')).toMatch(new RegExp(`^${run.incidents.hostile.pid}\t`, 'm'));
    expect(bodyOf(run, 'mapped-files')).not.toMatch(/^1\t/m);
    expect(run.seconds).toBeLessThan(30);
  });
});

/** Two scripts one after the other in the same world of incidents.py. */
function bothAmongIncidents(a: string, b: string) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'um-both-'));
  const facts = `${folder}.json`;
  try {
    const made = path.join(import.meta.dirname, 'incidents.py');
    const tree = ['-mpf', '--kill-child', '--mount-proc', '--propagation', 'private', 'python3', made, folder, facts];
    const run = spawnSync(
      'unshare',
      [...tree, '--', 'sh', '-c', `printf %s "$1" | sh; echo '${mark}'; printf %s "$2" | sh`, 'sh', a, b],
      {
        maxBuffer: 1e9,
      },
    );
    const at = run.stdout.indexOf(mark);
    expect([run.stderr.toString(), at > 0]).toEqual(['', true]);
    const [first, second] = [run.stdout.subarray(0, at), run.stdout.subarray(at)].map((stream) => {
      const decoder = new FrameDecoder({ nonce: null, host: 'here' });
      const events = [...decoder.push(stream), ...decoder.end()];
      expect(decoder.finished).toBe(true);
      return new Map(events.flatMap((e) => (e.kind === 'record' ? [[e.record.id, e.record] as const] : [])));
    });
    return [first!, second!, JSON.parse(readFileSync(facts, 'utf8')) as Incidents] as const;
  } finally {
    rmSync(folder, { recursive: true, force: true });
    rmSync(facts, { force: true });
  }
}
