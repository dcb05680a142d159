import type { z } from 'zod';
import type { AppError } from '#shared/base/errors.ts';
import type { Result } from '#shared/base/result.ts';
import { captureChannels } from '#shared/ipc/channels/captures.ts';
import { exportChannels } from '#shared/ipc/channels/exports.ts';
import { noteChannels } from '#shared/ipc/channels/notes.ts';
import { queryChannels } from '#shared/ipc/channels/queries.ts';
import { redactionChannels } from '#shared/ipc/channels/redaction.ts';
import { sourceChannels } from '#shared/ipc/channels/sources.ts';
import type { CaptureProgress, Opening, Prompt } from '#shared/ipc/payloads.ts';
import type { RedactionState } from '#shared/ipc/redaction-payloads.ts';

/**
 * Every request the renderer may make.
 *
 * The renderer shows text from hosts under investigation, so the services treat
 * it as untrusted: the request is parsed, the reply is a Result, and no channel
 * takes a command line or a path outside a dialog's answer. Secrets travel only
 * in `prompt.answer`, once, towards the connection that asked.
 */
export const requests = {
  ...sourceChannels,
  ...captureChannels,
  ...noteChannels,
  ...queryChannels,
  ...exportChannels,
  ...redactionChannels,
} as const;

/** Everything the services may tell the renderer unasked. */
export interface Events {
  readonly 'prompt.ask': Prompt;
  readonly 'capture.progress': CaptureProgress;
  /** Of a file that is opened: at its start, at most every 100 ms, and when it ended. Each tells all. */
  readonly 'source.opening': Opening;
  /** Findings may be looked at before the capture ends; `generation` counts up, the queries answer for the newest. */
  readonly 'source.changed': { readonly sourceId: string; readonly generation: number; readonly complete: boolean };
  readonly 'capture.ended': {
    readonly captureId: string;
    readonly sourceId: string | null;
    readonly error: AppError | null;
  };
  /** The switch was turned, or a source came further. What was told before with the other kind of names is told again after it. */
  readonly 'redaction.changed': RedactionState;
}
export const eventNames = [
  'prompt.ask',
  'capture.progress',
  'source.opening',
  'source.changed',
  'capture.ended',
  'redaction.changed',
] as const satisfies readonly (keyof Events)[];

/** Between the preload and the desktop's main process alone; a page cannot name it. */
export type DroppedChannel = 'sources.openDropped';

export type Channel = keyof typeof requests;
export type Request<C extends Channel> = z.infer<(typeof requests)[C]['request']>;
export type Reply<C extends Channel> = (typeof requests)[C]['reply'];
export type EventName = keyof Events;

/** What the preload (or the hosted client) gives the page: the whole surface between the two worlds. */
export interface HostBridge {
  request<C extends Channel>(channel: C, request: Request<C>): Promise<Reply<C>>;
  on<E extends EventName>(name: E, listener: (payload: Events[E]) => void): () => void;
  /**
   * Opens a file or folder that was dropped on the window (a `File` of the page's), from where it lies. Only Electron has
   * it; the path never passes through the page. Null: the `File` has no place on a disk, so its bytes must be sent.
   */
  openDropped?(file: unknown): Promise<Result<{ sourceId: string }, AppError> | null>;
  /**
   * Sends a `File` of the page's whole, in place of `sources.upload` chunk by chunk. Only hosted mode has it. Null when
   * `signal` aborted.
   */
  sendFile?(
    file: unknown,
    uploadId: string,
    signal: AbortSignal,
    onProgress: (bytes: number) => void,
  ): Promise<Reply<'sources.upload'> | null>;
}
