import type { Asks, SecretQuestion, ServerQuestion } from '#electron/node/ssh/asks.ts';
import type { Connection, ConnectOptions } from '#electron/node/ssh/connect.ts';
import { connect } from '#electron/node/ssh/connect.ts';
import { nobody } from '#electron/node/ssh/given-secrets.ts';
import { type LiveOptions, type LiveSource, openLive } from '#electron/node/ssh/live-source.ts';
import type { AppError } from '#shared/base/errors.ts';
import type { Result } from '#shared/base/result.ts';
import type { EvidenceRecord } from '#shared/evidence/record.ts';
import type { Sshd } from '#test/live/sshd.ts';

export type Asked = SecretQuestion | ServerQuestion;

/** A person who answers secrets with `answers` in turn, then not at all. `asked` tells what was asked. */
export function person(...answers: readonly (string | readonly string[])[]): Asks & { readonly asked: Asked[] } {
  const left = [...answers];
  const asked: Asked[] = [];
  return {
    ...nobody,
    attended: true,
    asked,
    secret: async (question) => {
      asked.push(question);
      const answer = left.shift();
      return typeof answer === 'string' ? answer : null;
    },
    fromServer: async (question) => {
      asked.push(question);
      const answer = left.shift();
      return answer === undefined ? null : typeof answer === 'string' ? [answer] : answer;
    },
  };
}

/** How to reach the fixture as one of its users; its host key is known. Without `keyPaths` the fixture's key is used. */
export function reach(sshd: Sshd, user: string, wish: Partial<ConnectOptions> = {}): ConnectOptions {
  return {
    target: { user, host: sshd.host, port: sshd.port },
    trust: { read: [sshd.knownHostsFile], store: null },
    keyPaths: [sshd.userKeyPath],
    agentSocket: null,
    ...wish,
  };
}

export const never = () => new AbortController().signal;

/** Connects and disconnects again; the error, or 'in'. */
export async function login(options: ConnectOptions, asks: Asks): Promise<AppError | 'in'> {
  const connected: Result<Connection, AppError> = await connect(options, asks, () => {}, never());
  if (!connected.ok) return connected.error;
  connected.value.end();
  return 'in';
}

export interface LiveWish extends Partial<ConnectOptions> {
  readonly elevation?: LiveOptions['elevation'];
  readonly shellTimes?: NonNullable<LiveOptions['shellTimes']>;
  readonly script: (nonce: string) => string;
  readonly signal?: AbortSignal;
}

export function openTest(sshd: Sshd, user: string, asks: Asks, wish: LiveWish): Promise<Result<LiveSource, AppError>> {
  const { elevation = 'none', shellTimes, script, signal, ...connection } = wish;
  const options: LiveOptions = {
    ...reach(sshd, user, connection),
    elevation,
    script,
    toolVersion: 'test',
    only: null,
    secondSample: false,
    ...(shellTimes && { shellTimes }),
  };
  return openLive(options, asks, () => {}, signal ?? never());
}

/** All records of a capture, or the error that kept it from starting. */
export async function capture(sshd: Sshd, user: string, asks: Asks, wish: LiveWish) {
  const opened = await openTest(sshd, user, asks, wish);
  if (!opened.ok) return { error: opened.error, records: [] as EvidenceRecord[], source: null };
  const records: EvidenceRecord[] = [];
  for await (const record of opened.value.records(wish.signal ?? never())) records.push(record);
  return { error: null, records, source: opened.value };
}

export const textOf = (record: EvidenceRecord | undefined): string => Buffer.from(record?.body ?? []).toString('utf8');
