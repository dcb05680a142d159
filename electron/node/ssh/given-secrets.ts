import type { Asks, SecretQuestion } from '#electron/node/ssh/asks.ts';

/** Secrets known beforehand: the JSON of `--secrets-fd`. */
export interface GivenSecrets {
  readonly password?: string;
  readonly passphrase?: string;
  readonly sudoPassword?: string;
}

/**
 * Answers from given secrets first, each at most once, and from `then` afterwards. A wrong password is thus
 * never sent a second time. The password also answers one hidden field of a keyboard-interactive
 * question: servers that switch plain passwords off ask for it that way.
 */
export function givenSecrets(secrets: GivenSecrets, then: Asks): Asks {
  const left: { [K in SecretQuestion['what']]: string | undefined } = {
    password: secrets.password,
    passphrase: secrets.passphrase,
    'sudo-password': secrets.sudoPassword,
  };
  const take = (what: SecretQuestion['what']) => {
    const value = left[what];
    left[what] = undefined;
    return value;
  };
  return {
    attended: then.attended,
    hostKey: (question) => then.hostKey(question),
    secret: async (question) => take(question.what) ?? then.secret(question),
    fromServer: async (question) => {
      const hidden = question.fields.filter((field) => !field.echo);
      if (question.fields.length === 1 && hidden.length === 1) {
        const password = take('password');
        if (password !== undefined) return [password];
      }
      return then.fromServer(question);
    },
  };
}

/** Nobody to ask: every question ends with no answer, an unknown host key with refusal. */
export const nobody: Asks = {
  attended: false,
  hostKey: async () => 'refuse',
  secret: async () => null,
  fromServer: async () => null,
};
