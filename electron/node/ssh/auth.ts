import type { AnyAuthMethod, AuthenticationType } from 'ssh2';
import { limitedAgent } from '#electron/node/ssh/agent.ts';
import { type Asks, boundQuestion, type ServerQuestion } from '#electron/node/ssh/asks.ts';
import { type KeyFile, unlock } from '#electron/node/ssh/keys.ts';
import type { AppError } from '#shared/base/errors.ts';

/** What may be used to log in, in this order: agent, keys, password, keyboard-interactive. */
export interface Credentials {
  readonly user: string;
  /** `user@host`, for questions. */
  readonly forWhom: string;
  /** Path of the agent's socket; null: do not use one. */
  readonly agentSocket: string | null;
  readonly keys: readonly KeyFile[];
}

/** An attempt to make next, or the end of the login. A null error: everything was tried and refused. */
export type Step =
  | { readonly kind: 'try'; readonly method: AnyAuthMethod }
  | { readonly kind: 'stop'; readonly error: AppError | null };

/** Wrong entries a person may make; sshd's own limit is six failures in all. */
const entriesAllowed = 3;
/** A server may ask in several rounds within one attempt; one that asks for ever is left. */
const roundsAllowed = 10;

/**
 * The order of login attempts, as a machine that ssh2's authHandler drives. Starts with `none`, which
 * shows what the server takes, so that nobody is asked for a password the server would not look at.
 * Every secret a person enters is sent once.
 */
export class Login {
  readonly tried: string[] = [];
  private readonly credentials: Credentials;
  private readonly asks: Asks;
  private readonly stop: (error: AppError | null) => void;
  private readonly bug: (thrown: unknown) => void;
  private readonly keysLeft: KeyFile[];
  private agentLeft: boolean;
  private passwords = 0;
  private dialogues = 0;
  private rounds = 0;
  private askMethods = true;
  private unanswered: AppError | null = null;

  /** `stop` ends the connection from within a server's dialogue, where no attempt can be put off. */
  constructor(
    credentials: Credentials,
    asks: Asks,
    stop: (error: AppError | null) => void,
    bug: (thrown: unknown) => void,
  ) {
    this.credentials = credentials;
    this.asks = asks;
    this.stop = stop;
    this.bug = bug;
    this.keysLeft = [...credentials.keys];
    this.agentLeft = credentials.agentSocket !== null;
  }

  /** `left`: the methods the server would go on with, of its last answer. */
  async next(left: readonly AuthenticationType[] | null): Promise<Step> {
    const username = this.credentials.user;
    if (this.askMethods || left === null) {
      this.askMethods = false;
      return { kind: 'try', method: { type: 'none', username } };
    }
    if (left.includes('publickey')) {
      if (this.agentLeft) return this.agent();
      const key = this.keysLeft.shift();
      if (key) return this.key(key, left);
    }
    if (left.includes('password') && this.passwords < entriesAllowed) return this.password(left);
    if (left.includes('keyboard-interactive') && this.dialogues < entriesAllowed) return this.dialogue();
    return { kind: 'stop', error: this.unanswered };
  }

  private agent(): Step {
    this.agentLeft = false;
    // ssh2 keeps the server's answer to agent keys to itself, also a partial success: its list is then outdated.
    this.askMethods = true;
    this.tried.push('agent');
    const limit = this.keysLeft.length > 0 ? 2 : 4;
    const agent = limitedAgent(this.credentials.agentSocket ?? '', limit);
    return { kind: 'try', method: { type: 'agent', username: this.credentials.user, agent } };
  }

  private async key(key: KeyFile, left: readonly AuthenticationType[]): Promise<Step> {
    const opened = await unlock(key, this.asks);
    if (!opened.ok) return { kind: 'stop', error: opened.error };
    if (opened.value === null) return this.noAnswer('passphrase', key.file, left);
    this.note('publickey');
    return { kind: 'try', method: { type: 'publickey', username: this.credentials.user, key: opened.value } };
  }

  private async password(left: readonly AuthenticationType[]): Promise<Step> {
    this.passwords += 1;
    const { user, forWhom } = this.credentials;
    const password = await this.asks.secret({ what: 'password', forWhom, attempt: this.passwords });
    if (password === null) {
      const first = this.passwords === 1;
      this.passwords = entriesAllowed;
      return first ? this.noAnswer('password', forWhom, left) : this.giveUp(left);
    }
    this.note('password');
    return { kind: 'try', method: { type: 'password', username: user, password } };
  }

  private dialogue(): Step {
    this.dialogues += 1;
    const { user } = this.credentials;
    return {
      kind: 'try',
      method: {
        type: 'keyboard-interactive',
        username: user,
        prompt: (name, instructions, _language, prompts, finish) => {
          const fields = prompts.map((p) => ({ text: p.prompt, echo: p.echo === true }));
          this.answer({ name, instructions, fields }, finish).catch(this.bug);
        },
      },
    };
  }

  /** Never answers for the person: an empty answer would count as a failed attempt, and may lock an account. */
  private async answer(question: ServerQuestion, finish: (answers: string[]) => void): Promise<void> {
    this.rounds += 1;
    if (this.rounds > roundsAllowed || question.fields.length > 16) return this.stop(null);
    const answers = await this.asks.fromServer(boundQuestion(question));
    if (answers === null) {
      if (this.tried.every((method) => method === 'agent' || method === 'publickey')) this.unanswered ??= this.needed();
      return this.stop(this.asks.attended ? { kind: 'cancelled' } : this.unanswered);
    }
    this.note('keyboard-interactive');
    finish(question.fields.map((_, index) => answers[index] ?? ''));
  }

  private needed(): AppError {
    return { kind: 'secret-needed', what: 'keyboard-interactive', forWhom: this.credentials.forWhom };
  }

  private noAnswer(what: 'password' | 'passphrase', forWhom: string, left: readonly AuthenticationType[]) {
    this.unanswered ??= { kind: 'secret-needed', what, forWhom };
    return this.giveUp(left);
  }

  /** A person who closes the question wants to stop; where nobody can be asked, the next method may still do. */
  private async giveUp(left: readonly AuthenticationType[]): Promise<Step> {
    return this.asks.attended ? { kind: 'stop', error: { kind: 'cancelled' } } : this.next(left);
  }

  private note(method: string) {
    if (!this.tried.includes(method)) this.tried.push(method);
  }
}
