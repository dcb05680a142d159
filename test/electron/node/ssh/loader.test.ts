/** SEC-18: what is executed is one constant, and one line in which only nonces change. */
import { spawn } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { type Elevating, marksFrom, openingLine, remoteCommand, scriptMessage } from '#electron/node/ssh/loader.ts';
import { MarkSearch } from '#electron/node/ssh/mark-search.ts';

const marks = marksFrom('a'.repeat(32), 'b'.repeat(32), 'c'.repeat(32));

describe('the remote command', () => {
  it('is one constant word that every login shell reads alike', () => {
    expect(remoteCommand).toBe('/bin/sh');
  });

  it.each(['none', 'sudo-quietly', 'sudo-asking'] as Elevating[])(
    'is followed by one line that does not print its own marks when echoed (%s)',
    (how) => {
      const line = openingLine(how, marks);
      expect(line.indexOf('\n')).toBe(line.length - 1);
      expect(line).not.toContain(marks.here);
      expect(line).not.toContain(marks.ready);
      expect(line.length).toBeLessThan(4096);
    },
  );

  it('takes nothing but nonces into that line', () => {
    expect(() => marksFrom("'; rm -rf /; '", 'b'.repeat(32), 'c'.repeat(32))).toThrow('not a nonce');
  });
});

/** Runs the real line in real shells of this machine, as sshd would. */
function converse(
  shell: readonly string[],
  feed: readonly (readonly [after: string, send: Buffer | string])[],
  close = true,
) {
  return new Promise<{ out: string; code: number | null }>((resolve) => {
    const child = spawn(shell[0]!, shell.slice(1), { stdio: ['pipe', 'pipe', 'ignore'], detached: true });
    let out = '';
    const left = [...feed];
    const go = () => {
      while (left[0] && out.includes(left[0][0])) child.stdin.write(left.shift()![1]);
      if (left.length === 0 && close) child.stdin.end();
    };
    child.stdin.on('error', () => {});
    child.stdout.on('data', (d: Buffer) => {
      out += d.toString();
      go();
    });
    child.on('close', (code) => resolve({ out, code }));
    go();
  });
}

describe.each([['dash'], ['bash', '--posix'], ['mksh'], ['busybox', 'sh']])('the loader in %s', (...shell) => {
  const line = openingLine('none', marks);
  const script = Buffer.from('echo "it runs, $# words"; read -r x; echo "stdin: [$x]"; exit 3\n');

  it('runs the script with an empty stdin, and drops lines before it', async () => {
    const stray = Buffer.concat([Buffer.from('a password\n'), scriptMessage(script)]);
    const said = await converse(
      shell,
      [
        ['', line],
        [`\n${marks.ready}\n`, stray],
      ],
      false,
    );
    expect(said.out.replace(/^[\s\S]*um-ready-b+\n/, '')).toBe('it runs, 1 words\nstdin: []\n');
    expect(said.code).toBe(3);
  });

  it('runs nothing of a script that arrived in part', async () => {
    const cut = scriptMessage(script).subarray(0, 40);
    const said = await converse(shell, [
      ['', line],
      [`\n${marks.ready}\n`, cut],
    ]);
    expect(said.out).not.toContain('it runs');
    expect(said.code).toBe(97);
  });

  it('runs nothing when the link ends before the script', async () => {
    const said = await converse(shell, [
      ['', line],
      [`\n${marks.ready}\n`, 'a password\n'],
    ]);
    expect(said.code).toBe(97);
  });

  it('ends a script that is still running when the link ends', async () => {
    const started = performance.now();
    const slow = scriptMessage(Buffer.from('echo begun; sleep 30; echo survived\n'));
    const said = await converse(shell, [
      ['', line],
      [`\n${marks.ready}\n`, slow],
      ['begun', ''],
    ]);
    expect(said.out).not.toContain('survived');
    expect(performance.now() - started).toBeLessThan(30_000);
  });
});

describe('a mark', () => {
  it('is found in noise of any size and slicing, and only as a whole line', () => {
    const search = new MarkSearch();
    search.push(Buffer.from(`echo ${marks.here} \n x${marks.here}\n`));
    expect(search.find(marks.here)).toBe(false);
    for (let i = 0; i < 40; i += 1) search.push(Buffer.alloc(1 << 16, 0x78));
    for (const byte of Buffer.from(`\n${marks.here}\nrest`)) search.push(Buffer.from([byte]));
    expect(search.find(marks.here)).toBe(true);
    expect(search.rest().toString()).toBe('rest');
    expect(search.noise.length).toBeLessThanOrEqual(8192);
  });
});
