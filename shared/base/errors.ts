/**
 * Every failure the user can meet, as plain data.
 *
 * Data, not `Error` subclasses: an error thrown in an `ipcMain.handle` callback
 * reaches the renderer with only its message (electron/electron#24427), so a
 * class would lose its fields exactly where the user needs them. Variants state
 * facts; the sentence with the advice is in shared/messages (`error.<kind>`).
 */
export type AppError =
  | { readonly kind: 'usage'; readonly problem: string }
  | { readonly kind: 'target-invalid'; readonly field: 'host' | 'user' | 'port'; readonly problem: string }
  | { readonly kind: 'ssh-unreachable'; readonly host: string; readonly port: number; readonly reason: string }
  | {
      readonly kind: 'ssh-host-key-unknown';
      readonly host: string;
      readonly keyType: string;
      readonly fingerprint: string;
    }
  | {
      readonly kind: 'ssh-host-key-changed';
      readonly host: string;
      readonly keyType: string;
      readonly known: string;
      readonly offered: string;
      readonly knownHostsFile: string;
      readonly line: number;
    }
  | { readonly kind: 'ssh-host-key-revoked'; readonly host: string; readonly fingerprint: string }
  | { readonly kind: 'known-hosts-unreadable'; readonly file: string; readonly reason: string }
  | {
      readonly kind: 'ssh-auth-failed';
      readonly host: string;
      readonly user: string;
      readonly methodsTried: readonly string[];
    }
  | {
      readonly kind: 'secret-needed';
      readonly what: 'password' | 'passphrase' | 'sudo-password' | 'keyboard-interactive';
      readonly forWhom: string;
    }
  | { readonly kind: 'key-unreadable'; readonly file: string; readonly reason: string }
  | { readonly kind: 'exec-refused'; readonly host: string; readonly reason: string }
  | { readonly kind: 'elevation-refused'; readonly host: string; readonly user: string; readonly reason: string }
  | { readonly kind: 'connection-lost'; readonly host: string; readonly afterBytes: number }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'source-not-found'; readonly source: string }
  | { readonly kind: 'source-unreadable'; readonly source: string; readonly reason: string }
  | { readonly kind: 'source-unrecognised'; readonly source: string; readonly lookedFor: readonly string[] }
  | { readonly kind: 'source-damaged'; readonly source: string; readonly member: string; readonly reason: string }
  /** Nothing of an archive could be used. `what` is a kind of end, damage or limit of shared/archive/report.ts; `allowed` is a limit's. */
  | {
      readonly kind: 'archive-refused';
      readonly source: string;
      readonly member: string | null;
      readonly what: ArchiveStop;
      readonly allowed: number;
    }
  | { readonly kind: 'bundle-too-new'; readonly bundleVersion: number; readonly newestSupported: number }
  /**
   * `partial`: not everything was read, so it may stand in what was not. `deleted`: layers that docker has marked deleted and still
   * keeps; of the containers they were docker has nothing left, so a name asked for may have been one of theirs.
   */
  | {
      readonly kind: 'needle-not-found';
      readonly needle: string;
      readonly partial?: boolean;
      readonly deleted?: readonly string[];
    }
  /** The layers view was asked for, and no store of layers is in the evidence. `because` is empty where the host has none. */
  | { readonly kind: 'layers-not-known'; readonly because: string }
  /** A block map was asked for, and the mappings of this pool are not in the evidence. `pool` is empty where there is none. */
  | { readonly kind: 'blocks-not-known'; readonly pool: string; readonly because: string }
  | { readonly kind: 'analysis-died'; readonly reason: string }
  /** The analysis process needed more memory than it may have. */
  | { readonly kind: 'analysis-out-of-memory'; readonly limitMiB: number }
  /** Opening a file was given up by the user; nothing of it is kept. */
  | { readonly kind: 'opening-cancelled'; readonly source: string }
  /** The engineer's notes on a source; the file is left as it is. `reason` is the system's, of `unreadable`. */
  | {
      readonly kind: 'notes-unreadable';
      readonly file: string;
      readonly trouble: NotesTrouble;
      readonly reason: string;
    }
  | { readonly kind: 'write-failed'; readonly file: string; readonly reason: string }
  /** Hosted mode could not listen. `where`: an address or a socket's file. */
  | { readonly kind: 'listen-failed'; readonly where: string; readonly reason: string }
  | { readonly kind: 'no-such-source'; readonly sourceId: string }
  /** Rows that were marked in a table are no longer in it: newer evidence came, or the filter changed. */
  | { readonly kind: 'rows-gone' }
  /** A text that was to be copied is larger than the clipboard takes from us. `most` and `characters` in UTF-16 units. */
  | { readonly kind: 'too-large-to-copy'; readonly characters: number; readonly most: number }
  /** Names are hidden, and those of this source are not replaced yet; or the switch was turned while it was asked. */
  | { readonly kind: 'redacting' }
  /** It is about names as they are, and those are hidden: notes, checks again. */
  | { readonly kind: 'names-hidden' };

export type NotesTrouble = 'torn' | 'not-notes' | 'too-new' | 'other-evidence' | 'too-large' | 'unreadable';

/** What keeps an archive, or the rest of it, from being read: kinds of end, damage and limit of shared/archive/report.ts. */
export const archiveStops = [
  'cut',
  'packing',
  'packing-unsupported',
  'header',
  'packed-twice',
  'total-bytes',
  'members',
  'ratio',
  'time',
  'memory',
] as const;
export type ArchiveStop = (typeof archiveStops)[number];

export type AppErrorKind = AppError['kind'];
