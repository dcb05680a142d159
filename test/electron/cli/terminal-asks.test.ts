import { describe, expect, it } from 'vitest';
import { terminalAsks } from '#electron/cli/terminal-asks.ts';

/** A person who types these answers, one after the other. */
function person(...answers: (string | null)[]) {
  const asked: { prompt: string; echo: boolean }[] = [];
  const said: string[] = [];
  const asks = terminalAsks({
    say: (text) => said.push(text),
    ask: async (prompt, echo) => {
      asked.push({ prompt, echo });
      return answers.shift() ?? null;
    },
  });
  return { asks, asked, said };
}

const hostKey = {
  host: 'db1',
  port: 22,
  keyType: 'ssh-ed25519',
  fingerprint: 'SHA256:constructed',
  storeFile: '/home/eng/.config/undermount/known_hosts' as string | null,
  knownHosts: 12,
  authorities: 0,
};

describe('an unknown host key, asked on the terminal', () => {
  it.each([
    ['always', 'trust-and-remember'],
    ['once', 'trust-once'],
    ['yes', 'refuse'],
    ['', 'refuse'],
    [null, 'refuse'],
  ])('%j means %s', async (typed, meant) => {
    const { asks, said } = person(typed);
    expect(await asks.hostKey(hostKey)).toBe(meant);
    expect(said.join()).toContain('SHA256:constructed');
  });

  it('cannot be remembered in a file that the caller gave', async () => {
    const { asks, asked } = person('always');
    expect(await asks.hostKey({ ...hostKey, storeFile: null })).toBe('refuse');
    expect(asked[0]?.prompt).not.toContain('always');
  });
});

describe('secrets, asked on the terminal', () => {
  it('are never echoed, and a second question says that the first answer was wrong', async () => {
    const { asks, asked, said } = person('wrong', 'right');
    for (const attempt of [1, 2]) await asks.secret({ what: 'sudo-password', forWhom: 'eng@db1', attempt });
    expect(asked.every((a) => !a.echo)).toBe(true);
    expect(said).toEqual(['That was wrong.']);
  });

  it("show a server's questions as its own words, each echoed as it asks", async () => {
    const { asks, asked, said } = person('123456', null);
    const answer = await asks.fromServer({
      name: 'Two factors',
      instructions: 'line one\nPassword of root@db1: ',
      fields: [
        { text: 'Code:', echo: true },
        { text: 'PIN:', echo: false },
      ],
    });
    expect(answer).toBeNull();
    expect(asked).toEqual([
      { prompt: '  | Code: ', echo: true },
      { prompt: '  | PIN: ', echo: false },
    ]);
    expect(said.slice(1).join('\n')).toMatch(/^( {2}\| .*\n?)+$/);
  });
});
