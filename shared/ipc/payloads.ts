import { z } from 'zod';
import type { AppError } from '#shared/base/errors.ts';
import { type CollectorId, type OptInCollectorId, optInCollectorIds } from '#shared/collectors/ids.ts';
import type { LedgerEntry } from '#shared/model/ledger.ts';

export const CaptureTarget = z.strictObject({
  host: z.string().min(1).max(253),
  port: z.int().min(1).max(65535),
  user: z.string().min(1).max(128),
  keyId: z.string().max(256).nullable(),
  useAgent: z.boolean(),
  elevation: z.enum(['none', 'sudo']),
});
export type CaptureTarget = z.infer<typeof CaptureTarget>;

/** Collectors that change something on the host, by name. */
export const AskedFor = z.array(z.enum(optInCollectorIds)).max(optInCollectorIds.length);

/** One capture: what was asked for stands in no saved host, so that it is asked for anew each time. */
export const CaptureRequest = CaptureTarget.extend({ with: AskedFor.optional() });
export type CaptureRequest = z.infer<typeof CaptureRequest>;

export const SavedHostInput = CaptureTarget.extend({
  /** Null for a new one. */
  id: z.string().nullable(),
  label: z.string().min(1).max(200),
  /** One of eight host colours, 0 … 7; shown beside the host's name, never in data. */
  colour: z.int().min(0).max(7),
});
export type SavedHost = z.infer<typeof SavedHostInput> & { readonly id: string };

/** Kinds of sources that a file can be opened as, and so opened again. */
export const recentKinds = [
  'bundle',
  'script-output',
  'sosreport',
  'directory',
  'thin-metadata',
  'pasted-text',
] as const;
export type RecentKind = (typeof recentKinds)[number];

export interface RecentSource {
  readonly id: string;
  readonly title: string;
  readonly kind: RecentKind | 'live';
  readonly openedAt: number;
}

export interface OpenSource {
  readonly sourceId: string;
  readonly title: string;
  readonly kind: string;
  readonly colour: number;
  readonly complete: boolean;
  /** As the host calls itself; null while nothing is known of it. */
  readonly host: string | null;
  /** Host clock, ms since the epoch: tells two captures of one host apart. */
  readonly capturedAt: number | null;
  /** Of a re-check: which finding of which source was read again for. */
  readonly recheck?: RecheckOf;
}

export interface RecheckOf {
  /** May be closed by now. */
  readonly sourceId: string;
  readonly findingId: string;
  readonly code: string;
}

/** How a finding can be checked again. */
export interface RecheckPlan {
  readonly code: string;
  readonly collectors: readonly CollectorId[];
  /** Read for this finding and changing something on the host: asked for anew. */
  readonly asks: readonly OptInCollectorId[];
  /**
   * `kept`: this window captured it and knows how; `connect`: custody names the host, the user confirms the connection; `none`:
   * nothing says which host it was (a redacted bundle, a sosreport).
   */
  readonly way: 'kept' | 'connect' | 'none';
  readonly target: { readonly host: string; readonly port: number; readonly user: string } | null;
  readonly elevation: 'none' | 'sudo' | null;
}

/** A file that is being opened. Bytes are as stored; `whole` is null for a directory, and until its size is known. */
export interface Opening {
  readonly openingId: string;
  readonly name: string;
  readonly bytes: number;
  readonly whole: number | null;
  /** Bytes unpacked so far, and members of the archive seen. */
  readonly unpacked: number;
  readonly members: number;
  readonly ended: boolean;
  /** Null while it runs, and when it could not be opened. */
  readonly sourceId: string | null;
  /** Why the command line's file could not be opened. What the window itself asked for is told in the reply, and null here. */
  readonly error: AppError | null;
}

/** A question a connection asks before it can go on. Text from the server is shown in a frame of its own, escaped. */
export type Prompt =
  | {
      readonly kind: 'host-key';
      readonly promptId: string;
      readonly captureId: string;
      readonly host: string;
      readonly port: number;
      readonly keyType: string;
      readonly fingerprint: string;
      readonly knownHostsFile: string;
      readonly knownHosts: number;
    }
  | {
      readonly kind: 'secret';
      readonly promptId: string;
      readonly captureId: string;
      readonly what: 'password' | 'passphrase' | 'sudo-password';
      readonly forWhom: string;
      readonly attempt: number;
    }
  | {
      readonly kind: 'from-server';
      readonly promptId: string;
      readonly captureId: string;
      readonly name: string;
      readonly instructions: string;
      readonly fields: readonly { readonly text: string; readonly echo: boolean }[];
    };

export const PromptAnswer = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('trust-host-key'),
    promptId: z.string(),
    fingerprint: z.string(),
    remember: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('secret'), promptId: z.string(), value: z.string().max(4096) }),
  z.strictObject({
    kind: z.literal('from-server'),
    promptId: z.string(),
    values: z.array(z.string().max(4096)).max(16),
  }),
  z.strictObject({ kind: z.literal('refuse'), promptId: z.string() }),
]);
export type PromptAnswer = z.infer<typeof PromptAnswer>;

export interface CollectorProgress {
  readonly collector: string;
  readonly status: 'queued' | 'running' | LedgerEntry['status'];
  readonly bytes: number;
  readonly elapsedMs: number;
  readonly because: string;
}

export interface CaptureProgress {
  readonly captureId: string;
  /** The source the records go into, from the first record on: its queries answer before the capture ends. */
  readonly sourceId: string | null;
  readonly host: string;
  readonly step:
    | 'connecting'
    | 'host-key'
    | 'authenticating'
    | 'elevating'
    | 'collecting'
    | 'second-sample'
    | 'analysing'
    | 'ended';
  readonly elapsedMs: number;
  readonly bytes: number;
  readonly collectors: readonly CollectorProgress[];
}
