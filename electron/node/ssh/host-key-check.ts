import type { Asks } from '#electron/node/ssh/asks.ts';
import { fingerprint, judgeHostKey } from '#electron/node/ssh/known-hosts.ts';
import { type KnownHostsFile, typeInside } from '#electron/node/ssh/known-hosts-lines.ts';
import { rememberHostKey } from '#electron/node/ssh/trust-store.ts';
import type { AppError } from '#shared/base/errors.ts';
import { err, ok, type Result } from '#shared/base/result.ts';

export interface HostKeyRules {
  readonly host: string;
  readonly port: number;
  readonly files: readonly KnownHostsFile[];
  readonly storeFile: string | null;
  /** `SHA256:…` of the one key to accept when the host is unknown; another key is then refused without a question. */
  readonly accept: string | null;
}

/**
 * Decides about host keys for one connection. The first accepted key is the only one it accepts afterwards:
 * a key exchange later in the connection asks again.
 */
export class HostKeyCheck {
  private readonly rules: HostKeyRules;
  private readonly asks: Asks;
  private accepted: Buffer | null = null;
  private toRemember: Buffer | null = null;

  constructor(rules: HostKeyRules, asks: Asks) {
    this.rules = rules;
    this.asks = asks;
  }

  get acceptedFingerprint(): string | null {
    return this.accepted && fingerprint(this.accepted);
  }

  async decide(key: Buffer): Promise<Result<null, AppError>> {
    if (this.accepted) return this.accepted.equals(key) ? ok(null) : err(this.changed(this.accepted, key, '', 0));
    const decided = await this.judge(key);
    if (decided.ok) this.accepted = Buffer.from(key);
    return decided;
  }

  /** To be called when the server has proven that it owns the key: only then may it be written down. */
  remember(): Result<null, AppError> {
    const { host, port, storeFile } = this.rules;
    const key = this.toRemember;
    this.toRemember = null;
    return key && storeFile ? rememberHostKey(storeFile, host, port, key) : ok(null);
  }

  private async judge(key: Buffer): Promise<Result<null, AppError>> {
    const { host, port, files, storeFile, accept } = this.rules;
    const offered = fingerprint(key);
    const keyType = typeInside(key) ?? '';
    const verdict = judgeHostKey(files, host, port, key);
    if (verdict.kind === 'trusted') return ok(null);
    if (verdict.kind === 'revoked') return err({ kind: 'ssh-host-key-revoked', host, fingerprint: offered });
    if (verdict.kind === 'changed') return err(this.changed(verdict.by.key, key, verdict.by.file, verdict.by.line));
    const unknown = err({ kind: 'ssh-host-key-unknown', host, keyType, fingerprint: offered } as const);
    if (accept !== null) return accept === offered ? ok(null) : unknown;
    const knownHosts = files.reduce((sum, file) => sum + file.entries.length, 0);
    const { authorities } = verdict;
    const question = { host, port, keyType, fingerprint: offered, storeFile, knownHosts, authorities };
    const answer = await this.asks.hostKey(question);
    if (answer === 'refuse') return unknown;
    if (answer === 'trust-and-remember') this.toRemember = Buffer.from(key);
    return ok(null);
  }

  private changed(known: Buffer, offered: Buffer, knownHostsFile: string, line: number): AppError {
    const { host } = this.rules;
    const keyType = typeInside(offered) ?? '';
    const both = { known: fingerprint(known), offered: fingerprint(offered) };
    return { kind: 'ssh-host-key-changed', host, keyType, ...both, knownHostsFile, line };
  }
}
