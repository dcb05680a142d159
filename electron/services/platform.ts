import type { SpawnAnalysis } from '#electron/analysis/analysis-process.ts';
import type { AppError } from '#shared/base/errors.ts';
import type { Result } from '#shared/base/result.ts';
import type { SavedFile } from '#shared/ipc/channels/channel.ts';
import type { EventName, Events } from '#shared/ipc/contract.ts';

/** A file's bytes, made only when the user has said where to. */
export interface Deliverable {
  /** Suggested file name, safe on every system. */
  readonly name: string;
  readonly bytes: () => Promise<Result<Uint8Array, AppError>>;
}

/** What differs between the desktop window and hosted mode. Services know nothing else about where they run. */
export interface Platform {
  readonly mode: 'electron' | 'hosted';
  readonly configDir: string;
  readonly spawnAnalysis: SpawnAnalysis;
  emit<E extends EventName>(name: E, payload: Events[E]): void;
  /** The system's dialog for a file or a folder: an absolute path, or null when cancelled. Hosted mode has none: error `usage`. */
  chooseFile(what: 'file' | 'folder'): Promise<Result<string | null, AppError>>;
  /** Save dialog and write, or the bytes for the browser to download. */
  deliver(file: Deliverable): Promise<Result<SavedFile, AppError>>;
  /** Hosted mode answers `usage`: the page uses the browser's own clipboard. */
  writeClipboard(text: string): Result<null, AppError>;
  /** Bytes of a PNG. Hosted mode answers `usage` here too. */
  writeClipboardImage(png: Uint8Array): Promise<Result<null, AppError>>;
}
