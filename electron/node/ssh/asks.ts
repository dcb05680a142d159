/**
 * What a connection may ask while it is being made, and who answers.
 *
 * The window answers with dialogs, the command line on the terminal or from --secrets-fd; `givenSecrets` wraps
 * either one. Each answer is used for exactly one attempt. No question is asked twice at the same time.
 */
export interface Asks {
  /** A person can be asked. False: a null answer means that nothing was given, not that somebody refused. */
  readonly attended: boolean;
  hostKey(question: HostKeyQuestion): Promise<HostKeyAnswer>;
  /** Null: no answer. With `attempt` above 1 the answer before was wrong. */
  secret(question: SecretQuestion): Promise<string | null>;
  /** One answer per field, or null. Name, instructions and field texts are the server's words: at most 4 KiB, hostile. */
  fromServer(question: ServerQuestion): Promise<readonly string[] | null>;
}

export type HostKeyAnswer = 'trust-once' | 'trust-and-remember' | 'refuse';

export interface HostKeyQuestion {
  readonly host: string;
  readonly port: number;
  readonly keyType: string;
  /** `SHA256:…` as `ssh-keygen -lf` prints it. */
  readonly fingerprint: string;
  /** Where a remembered key would be written. Null: the caller's --known-hosts file, which is never written. */
  readonly storeFile: string | null;
  /** Lines read in all known_hosts files together. */
  readonly knownHosts: number;
  /** `@cert-authority` lines that name this host. Certificates cannot be checked here. */
  readonly authorities: number;
}

export interface SecretQuestion {
  readonly what: 'password' | 'passphrase' | 'sudo-password';
  /** `user@host`, or the key's file for a passphrase. */
  readonly forWhom: string;
  readonly attempt: number;
}

export interface ServerQuestion {
  readonly name: string;
  readonly instructions: string;
  readonly fields: readonly { readonly text: string; readonly echo: boolean }[];
}

/** Text of the server, cut to what a question may carry in all. */
export function boundQuestion(question: ServerQuestion, limit = 4096): ServerQuestion {
  let left = limit;
  const cut = (text: string) => {
    const kept = text.slice(0, left);
    left -= kept.length;
    return kept;
  };
  return {
    name: cut(question.name),
    instructions: cut(question.instructions),
    fields: question.fields.map(({ text, echo }) => ({ text: cut(text), echo })),
  };
}
