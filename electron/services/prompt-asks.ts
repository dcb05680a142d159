import type { Asks } from '#electron/node/ssh/asks.ts';
import type { Prompts } from '#electron/services/prompts.ts';

/** A connection's questions, asked in the window. A person is there, so no answer is a refusal. */
export function promptAsks(prompts: Prompts, captureId: string, signal: AbortSignal): Asks {
  return {
    attended: true,
    async hostKey({ host, port, keyType, fingerprint, storeFile, knownHosts }) {
      const knownHostsFile = storeFile ?? '';
      const answer = await prompts.ask(
        { kind: 'host-key', captureId, host, port, keyType, fingerprint, knownHostsFile, knownHosts },
        signal,
      );
      // The person agreed to the key they were shown, and to no other.
      if (answer?.kind !== 'trust-host-key' || answer.fingerprint !== fingerprint) return 'refuse';
      return answer.remember ? 'trust-and-remember' : 'trust-once';
    },
    async secret(question) {
      const answer = await prompts.ask({ kind: 'secret', captureId, ...question }, signal);
      return answer?.kind === 'secret' ? answer.value : null;
    },
    async fromServer(question) {
      const answer = await prompts.ask({ kind: 'from-server', captureId, ...question }, signal);
      return answer?.kind === 'from-server' ? answer.values : null;
    },
  };
}
