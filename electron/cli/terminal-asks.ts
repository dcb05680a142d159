import type { Terminal } from '#electron/cli/terminal.ts';
import type { Asks } from '#electron/node/ssh/asks.ts';
import { msg, say } from '#shared/messages/index.ts';

/** A connection's questions, on the person's terminal. Secrets are not echoed and are kept nowhere. */
export const terminalAsks = (terminal: Terminal): Asks => ({
  attended: true,
  async hostKey({ host, port, keyType, fingerprint, storeFile, knownHosts, authorities }) {
    terminal.say(say(msg('cli.ask.host-key', { host, port, keyType, fingerprint, known: knownHosts })));
    if (authorities > 0) terminal.say(say(msg('cli.ask.authorities')));
    const question = storeFile ? msg('cli.ask.trust-and-remember', { file: storeFile }) : msg('cli.ask.trust-once');
    const answer = (await terminal.ask(say(question), true))?.trim();
    if (answer === 'once') return 'trust-once';
    return answer === 'always' && storeFile ? 'trust-and-remember' : 'refuse';
  },
  async secret({ what, forWhom, attempt }) {
    if (attempt > 1) terminal.say(say(msg('cli.ask.again')));
    return terminal.ask(say(msg(`cli.ask.${what}`, { forWhom })), false);
  },
  async fromServer({ name, instructions, fields }) {
    terminal.say(say(msg('cli.ask.from-server')));
    for (const text of [name, instructions]) if (text !== '') terminal.say(`  | ${text.replaceAll('\n', '\n  | ')}`);
    const answers: string[] = [];
    for (const field of fields) {
      const answer = await terminal.ask(`  | ${field.text} `, field.echo);
      if (answer === null) return null;
      answers.push(answer);
    }
    return answers;
  },
});
