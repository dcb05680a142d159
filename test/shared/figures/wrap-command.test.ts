import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textWidth } from '#shared/figures/text.ts';
import { wrapCommand } from '#shared/figures/wrap-command.ts';

const printed = (shell: string, command: string): string =>
  execFileSync(shell, ['-c', command], { encoding: 'latin1', stdio: ['ignore', 'pipe', 'pipe'] });

const commands = [
  'printf "%s\\n" one two three four five six seven eight nine ten',
  "printf '%s|' /var/lib/docker/devicemapper/mnt/2d36063005278bb271589d019cb10263e174efc12873e9a924acf727e9f43db9/rootfs",
  "printf '%s|' 'a long quoted text with  two spaces, a \\ backslash and a # hash' \"and $((1 + 2)) double \\\" quotes # too\"",
  'M=/a/very/long/path/that/does/not/fit/on/a/line; printf \'%s\' "$M" && printf \'%s\' "${M##*/}" | cat -n; true || false',
  "printf '%s|' it\\'s 数据卷/订单数据库/很长的目录名称用来检查文字不会被悄悄丢掉 'and 监控'",
  'printf %s a\\ b\\ c\\ d\\ e\\ f\\ g\\ h\\ i\\ j\\ k\\ l\\ m # and a remark that is longer than a line of this width',
  "printf '%s\n%s\n' first\nprintf '%s' second",
];

describe('a command that is wrapped', () => {
  it.each(commands)('means the same to a shell when its lines are copied: %s', (command) => {
    for (const room of [120, 200, 330]) {
      const lines = wrapCommand(command, 11, room);
      expect(lines.length).toBeGreaterThan(1);
      for (const shell of ['dash', 'bash']) expect(printed(shell, lines.join('\n'))).toBe(printed(shell, command));
    }
  });

  it("keeps $'…' what it is", () => {
    const command = "printf '%s|' $'tab\\there and a \\x41 letter and a long text without any escape in it at all' end";
    const lines = wrapCommand(command, 11, 160);
    expect(lines.length).toBeGreaterThan(3);
    expect(printed('bash', lines.join('\n'))).toBe(printed('bash', command));
  });

  it('fits, whatever its words are, and holds every word', () => {
    const word = fc.string({ unit: fc.constantFrom(...Array.from('ab/-. $"\\#*&|;数é')), minLength: 1, maxLength: 60 });
    const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), (words) => {
        const command = `printf '%s|' ${words.map(quoted).join(' ')}`;
        const lines = wrapCommand(command, 11, 180);
        for (const line of lines) expect(textWidth(line, 'mono', 11)).toBeLessThanOrEqual(180);
        expect(printed('dash', lines.join('\n'))).toBe(printed('dash', command));
      }),
      { numRuns: 60 },
    );
  });

  it('leaves a command that fits as it is', () => {
    expect(wrapCommand('umount /mnt/x', 11, 400)).toEqual(['umount /mnt/x']);
  });
});
