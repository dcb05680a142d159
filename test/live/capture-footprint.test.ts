/**
 * A capture changes nothing on its target: traced by strace, among real incidents. Proves itself on planted changes.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bodyOf, newScript, runAmongIncidents } from '#test/live/capture-run.ts';
import { footprintOf, tracedCalls } from '#test/live/footprint.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'um-trace-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const trace = (name: string) => path.join(folder, name);
const strace = (file: string) => ['strace', '-f', '-qq', '-s', '256', '-o', file, '-e', `trace=${tracedCalls}`];

describe('a whole capture as root, traced', () => {
  let run: Awaited<ReturnType<typeof runAmongIncidents>>;
  let done: ReturnType<typeof footprintOf>;
  beforeAll(async () => {
    run = await runAmongIncidents(newScript(null, true), strace(trace('capture')));
    done = footprintOf(readFileSync(trace('capture'), 'utf8'));
  });

  it('opens nothing for writing, mounts nothing, changes no file, executes nothing in a namespace it entered', () => {
    expect(done.violations).toEqual([]);
  });

  it('was really traced', () => {
    expect(done.opens).toBeGreaterThan(1000);
    expect(done.executions).toBeGreaterThan(100);
  });

  it('entered exactly the three namespaces that have no process', () => {
    expect(done.entries).toBe(3);
    for (const { namespace } of [run.incidents.pinned, run.incidents.nested, run.incidents.fd]) {
      expect(bodyOf(run, `mount-table/${namespace}`)).toContain(' / / ');
    }
  });
});

describe('the check of the trace', () => {
  const planted = [
    ['a file written', 'echo x > "$D/x"'],
    ['a file appended to', ': >> "$D/x"'],
    ['a folder made', 'mkdir "$D/d"'],
    ['a file removed', ': > "$D/y"; rm "$D/y"'],
    ['a file renamed', ': > "$D/z"; mv "$D/z" "$D/zz"'],
    ['a mount', 'unshare -m mount -t tmpfs x "$D"'],
    ['a namespace entered by nsenter', 'nsenter --mount=/proc/self/ns/mnt true'],
    ['a temporary file', 't=$(mktemp -p "$D"); rm "$t"'],
  ] as const;

  it.each(planted)('sees %s', (_name, command) => {
    const file = trace('planted');
    const inner = mkdtempSync(path.join(folder, 'd-'));
    const [program, ...args] = [...strace(file), 'sh', '-c', command];
    spawnSync(program!, args, { env: { ...process.env, D: inner } });
    expect(footprintOf(readFileSync(file, 'utf8')).violations).not.toEqual([]);
  });

  it('sees a program executed after entering a namespace', () => {
    const lines = [
      '10 execve("/usr/bin/perl", ["perl"], 0x1 /* 9 vars */) = 0',
      '10 clone(child_stack=NULL, flags=SIGCHLD) = 11',
      '11 setns(5, CLONE_NEWNS <unfinished ...>',
      '10 openat(AT_FDCWD, "/proc/11/mountinfo", O_RDONLY) = 4',
      '11 <... setns resumed>) = 0',
    ];
    expect(footprintOf(lines.join('\n'))).toEqual({ violations: [], opens: 1, executions: 1, entries: 1 });
    const more = [...lines, '11 execve("/bin/cat", ["cat"], 0x1) = 0'];
    expect(footprintOf(more.join('\n')).violations).toHaveLength(1);
  });
});
