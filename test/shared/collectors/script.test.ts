import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { collectorIds } from '#shared/collectors/ids.ts';
import { collectors } from '#shared/collectors/index.ts';
import { generateScript, type ScriptOptions, whoCollectors } from '#shared/collectors/script.ts';
import { rules } from '#shared/rules/index.ts';

const options: ScriptOptions = { nonce: 'ab'.repeat(16), only: null, secondSample: true, toolVersion: '0.1.0' };
/** With the largest of those that are asked for by name; thin-metadata has a message that the checks below forbid to all others. */
const script = generateScript({ ...options, with: ['layer-listings'] });

/** Words and redirections that would let the script write, wait on a socket or enter anything. */
const forbidden: readonly { readonly name: string; readonly pattern: RegExp; readonly planted: string }[] = [
  { name: 'a here-document', pattern: /<<-?\s*['"\\]?\w/, planted: 'cat <<EOF' },
  { name: 'a here-string', pattern: /<<</, planted: 'cat <<<x' },
  { name: 'sort', pattern: /(^|[|;&({\s])sort(\s|$)/m, planted: 'ls | sort -u' },
  { name: 'a temporary file', pattern: /\bmktemp\b|\$TMPDIR|\/tmp\//, planted: 't=$(mktemp)' },
  {
    name: 'a file written',
    pattern: />>?\s*(?![&=]|\/dev\/null|\s|"\/dev\/stderr")["'$/\w.]/,
    planted: 'echo x > "$um_d/x"',
  },
  {
    name: 'a mount',
    pattern: /(^|[|;&({]\s*|\bexec\s+)(u?mount|nsenter|unshare|swapoff|swapon)\b/m,
    planted: '; umount /x',
  },
  {
    name: 'a change of files',
    pattern:
      /(^|[|;&({]\s*|\bexec\s+)(rm|rmdir|mkdir|mv|cp|ln|touch|tee|dd|chmod|chown|truncate|mknod|mkfifo|install)\s/m,
    planted: '{ rm -f x; }',
  },
  {
    name: 'a tool that scans devices or asks an engine',
    pattern:
      /(^|[|;&({]\s*|\bexec\s+)(lvs|vgs|pvs|blkid|lsof|df|findmnt|lsblk|docker|ctr|crictl|podman|fuser)\s+[\w-]/m,
    planted: '$(docker ps)',
  },
  {
    name: 'a dmsetup status that commits metadata, or a change by dmsetup',
    pattern: /dmsetup\s+(?!(?:info|is|table|udevcookies|status --noflush)\b)[a-z]/,
    planted: 'dmsetup status',
  },
  { name: 'a signal to a name', pattern: /\b(pkill|killall)\b/, planted: 'pkill sleep' },
];

describe('the list of collectors', () => {
  it('is that of ids.ts, in its order', () => {
    expect(collectors.map((c) => c.id)).toEqual([...collectorIds]);
  });

  it('runs what changes fast first', () => {
    const phases = collectors.map((c) => c.phase);
    expect(phases).toEqual(phases.toSorted((a, b) => a - b));
  });

  it.each(collectors.map((c) => [c.id, c] as const))(
    '%s says what it reads and defines the function that its id names',
    (id, c) => {
      expect(c.why).toMatch(/^[A-Z].*\.$/);
      expect(c.reads.length).toBeGreaterThan(0);
      expect(c.script).toMatch(new RegExp(`^um_${id.replaceAll('-', '_')}\\(\\) \\{`, 'm'));
    },
  );

  it('follows only what runs before it', () => {
    for (const c of collectors)
      if (c.follows !== undefined)
        expect(collectorIds.indexOf(c.follows as never)).toBeLessThan(collectorIds.indexOf(c.id as never));
  });

  it('has what every rule needs', () => {
    const missing = rules.flatMap((rule) =>
      rule.needs.filter((need) => !collectorIds.includes(need)).map((need) => `${rule.code} needs ${need}`),
    );
    expect(missing).toEqual([]);
  });
});

describe('the script', () => {
  it.each(forbidden)('holds no sign of $name, and the check would see one', ({ pattern, planted }) => {
    expect(planted).toMatch(pattern);
    const lines = shellLines(script).filter((line) => pattern.test(line));
    expect(lines).toEqual([]);
  });

  it.each(['dash', 'bash', 'busybox sh', 'mksh', 'ksh'])('is understood by %s', (shell) => {
    const [command = '', ...args] = shell.split(' ');
    const run = spawnSync(command, [...args, '-n'], { input: script });
    expect([run.status, run.stderr?.toString()]).toEqual([0, '']);
  });

  it('does nothing when it arrives cut', () => {
    const lines = script.split('\n');
    for (const share of [0.1, 0.3, 0.5, 0.7, 0.9, 0.99]) {
      const cut = lines.slice(0, Math.floor(lines.length * share)).join('\n');
      const run = spawnSync('sh', [], { input: cut });
      expect(run.stdout.toString()).toBe('');
    }
  });

  it('holds its nonce once, unexported', () => {
    expect(script.split(options.nonce)).toHaveLength(2);
    expect(script).toContain(`um_nonce=${options.nonce}\n`);
    expect(script).toContain('unset um_nonce');
    expect(script).not.toMatch(/export[^\n]*um_/);
  });

  it('refuses a nonce that evidence could guess', () => {
    for (const nonce of ['', 'ab', 'AB'.repeat(16), `${'ab'.repeat(15)}\n`])
      expect(() => generateScript({ ...options, nonce })).toThrow('32 hex digits');
  });

  it('takes nothing from the tool’s version into the shell', () => {
    const odd = generateScript({ ...options, toolVersion: "1.0'; reboot #\n`id`" });
    expect(odd).not.toContain('reboot #');
    expect(odd).not.toContain('`id`');
  });

  it('runs only what was chosen, and what that follows', () => {
    const few = generateScript({ ...options, only: ['processless-tables', 'swaps'], secondSample: false });
    const jobs = [...few.matchAll(/^ {2}um_job (\S+) (\d)/gm)].map((m) => `${m[1]} ${m[2]}`);
    expect(jobs).toEqual(['swaps 1', 'mount-tables 1']);
    expect(few).toContain('um_hand_over mount-tables processless-tables');
  });

  it('reads the volatile set again at the end, 10 s or more after its first reading', () => {
    const jobs = [...script.matchAll(/^ {2}um_job (\S+) 2/gm)].map((m) => m[1]);
    expect(jobs).toEqual(collectors.filter((c) => c.twice).map((c) => c.id));
    expect(jobs).toEqual([
      'processes',
      'namespace-links',
      'thread-namespaces',
      'process-roots',
      'descriptors',
      'dm-devices',
      'dm-status',
      'udev-cookies',
      'docker-device-metadata',
      'docker-containers',
    ]);
    const first = script.indexOf('um_sampled=');
    expect(first).toBeGreaterThan(script.indexOf('um_job docker-containers 1'));
    expect(generateScript({ ...options, secondSample: false })).not.toMatch(/um_job \S+ 2/);
  });

  it('answers "who holds X" without logs and units', () => {
    expect(whoCollectors).not.toContain('engine-log');
    expect(collectorIds.filter((id) => whoCollectors.includes(id))).toEqual([...whoCollectors]);
  });
});

/** The lines that a shell runs: no comments, no quoted words but the argument of `sh -c`, and no awk, perl or python programs, which stand in variables. */
function shellLines(text: string): string[] {
  const programs =
    /^um_(mask_cmdline|mask_json|mask_lines|perl_reader|python_pins|walker|plan_awk|diff_ids|bolt_perl|bolt_python|layer_perl|layer_python|only_json|ftype_perl|ftype_python)='[\s\S]*?'$/gm;
  return text
    .replaceAll("'\\''", '’')
    .replaceAll(programs, '')
    .replaceAll(/(?<!-c )'[^'\n]*'/g, "''")
    .split('\n')
    .map((line) => line.replace(/(^|\s)#.*$/, ''));
}
