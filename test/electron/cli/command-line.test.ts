import { describe, expect, it } from 'vitest';
import { commands } from '#electron/cli/commands/index.ts';
import { parseCommandLine } from '#electron/cli/parse-command-line.ts';

const parsed = (...args: string[]) => {
  const line = parseCommandLine(args, commands, commands[0]);
  if (!line.ok) return line.error.kind === 'usage' ? line.error.problem : line.error;
  if (line.value.kind === 'run') return { run: line.value.command.name, ...line.value.args };
  return line.value.kind === 'help' ? `help ${line.value.command?.name ?? 'all'}` : line.value.kind;
};

describe('the command line', () => {
  it.each<[string[], unknown]>([
    [[], { run: 'open', operands: [], options: {} }],
    [['demo'], { run: 'open', operands: ['demo'], options: {} }],
    [['open', 'x.umb'], { run: 'open', operands: ['x.umb'], options: {} }],
    [
      ['analyze', 'x.umb', '--json', '--fail-on', 'high'],
      { run: 'analyze', operands: ['x.umb'], options: { json: true, 'fail-on': 'high' } },
    ],
    [['who', '--', '-x', 'y.umb'], { run: 'who', operands: ['-x', 'y.umb'], options: {} }],
    [
      ['capture', 'root@h', '-p', '2222', '-i', 'k', '-o', 'x.umb'],
      { run: 'capture', operands: ['root@h'], options: { port: '2222', identity: 'k', output: 'x.umb' } },
    ],
    [['capture', '-p2222', 'h'], { run: 'capture', operands: ['h'], options: { port: '2222' } }],
    [['--help'], 'help all'],
    [['-h'], 'help all'],
    [['who', '--help'], 'help who'],
    [['--version'], 'version'],
  ])('%j', (args, expected) => {
    expect(parsed(...args)).toEqual(expected);
  });

  it.each<[string[], RegExp]>([
    [['analyze'], /needs SOURCE/],
    [['who', 'x'], /needs SOURCE/],
    [['verify', 'a', 'b'], /does not know what to do with "b"/],
    [['analyze', 'x', '--jsno'], /has no option --jsno/],
    [['analyze', 'x', '--fail-on'], /--fail-on needs a value/],
    [['analyze', 'x', '--json=1'], /--json takes no value/],
    [['analyze', 'x', '--json', '--json'], /given twice/],
    [['analyze', 'x', '--__proto__'], /has no option/],
    [['redact', '-o', 'b'], /needs SOURCE/],
    [['capture', 'h', '-J', 'jump'], /--jump is not part/],
    [['figure', 'demo', '--lang', 'zh-CN'], /--lang is not part/],
  ])('%j is wrong usage, and says how', (args, sentence) => {
    expect(parsed(...args)).toMatch(sentence);
  });
});
