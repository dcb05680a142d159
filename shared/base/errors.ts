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
  /** Known for what it is, but no reader for it is built in yet. */
  | {
      readonly kind: 'source-not-yet';
      readonly source: string;
      readonly what: 'sosreport' | 'directory' | 'xz' | 'bzip2';
    }
  | { readonly kind: 'source-unrecognised'; readonly source: string; readonly lookedFor: readonly string[] }
  | { readonly kind: 'source-damaged'; readonly source: string; readonly member: string; readonly reason: string }
  | { readonly kind: 'bundle-too-new'; readonly bundleVersion: number; readonly newestSupported: number }
  /** `partial`: not everything was read, so it may stand in what was not. */
  | { readonly kind: 'needle-not-found'; readonly needle: string; readonly partial?: boolean }
  /** A block map was asked for, and the mappings of this pool are not in the evidence. `pool` is empty where there is none. */
  | { readonly kind: 'blocks-not-known'; readonly pool: string; readonly because: string }
  | { readonly kind: 'analysis-died'; readonly reason: string }
  | { readonly kind: 'write-failed'; readonly file: string; readonly reason: string }
  /** The layers view was asked for, and no store of layers is in the evidence. `because` is empty where the host has none. */
  | { readonly kind: 'layers-not-known'; readonly because: string }
  /** Hosted mode could not listen. `where`: an address or a socket's file. */
  | { readonly kind: 'listen-failed'; readonly where: string; readonly reason: string }
  | { readonly kind: 'no-such-source'; readonly sourceId: string };

export type AppErrorKind = AppError['kind'];
