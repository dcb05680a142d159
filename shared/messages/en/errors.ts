import type { AppError, AppErrorKind } from '#shared/base/errors.ts';
import { archiveStopWords } from '#shared/messages/en/archives.ts';
import { notesTrouble } from '#shared/messages/en/notes.ts';

type Of<K extends AppErrorKind> = Extract<AppError, { kind: K }>;
type ErrorWords = { readonly [K in AppErrorKind as `error.${K}`]: (e: Of<K>) => string };

/** One sentence of fact and what to do next, for every failure a user can meet. */
export const errorWords: ErrorWords = {
  'error.usage': (e) => `${e.problem} Run "undermount --help" for the commands.`,
  'error.target-invalid': (e) =>
    `The ${e.field} cannot be used: ${e.problem}. Give it as user@host, with -p for the port.`,
  'error.ssh-unreachable': (e) =>
    `No SSH connection to ${e.host}:${e.port}: ${e.reason}. Check the address, the port and the network.`,
  'error.ssh-host-key-unknown': (e) =>
    `${e.host} is not in known_hosts; it offers ${e.keyType} ${e.fingerprint}. Compare it with the host's owner, then pass --accept-host-key ${e.fingerprint}.`,
  'error.ssh-host-key-changed': (e) =>
    `${e.host} offers ${e.keyType} ${e.offered}, but ${e.line > 0 ? `${e.knownHostsFile}:${e.line} has` : 'this connection began with'} ${e.known}. Nothing was sent. Ask the host's owner why; if the change is right, correct that line.`,
  'error.ssh-host-key-revoked': (e) =>
    `${e.host} offers a key that known_hosts marks @revoked (${e.fingerprint}). Nothing was sent. Ask the host's owner.`,
  'error.known-hosts-unreadable': (e) =>
    `${e.file} cannot be read (${e.reason}), so the host cannot be checked. Correct its permissions, or name another file with --known-hosts.`,
  'error.ssh-auth-failed': (e) =>
    `${e.host} refused ${e.user} (tried: ${e.methodsTried.join(', ') || 'nothing it offers'}). Give another key with -i, or a password.`,
  'error.secret-needed': (e) =>
    `A ${e.what} is needed for ${e.forWhom} and there is no terminal to ask on. Pass it with --secrets-fd.`,
  'error.key-unreadable': (e) => `The key ${e.file} cannot be used: ${e.reason}. Name another one with -i.`,
  'error.exec-refused': (e) =>
    `${e.host} does not run commands over SSH (${e.reason}). Run the output of "undermount script" there by hand, and open what it prints.`,
  'error.elevation-refused': (e) =>
    `${e.host} does not let ${e.user} elevate: ${e.reason}. Use --elevate none for a partial capture, or another user.`,
  'error.connection-lost': (e) =>
    `The connection to ${e.host} was cut after ${e.afterBytes} bytes. What had arrived is kept; capture again for the rest.`,
  'error.cancelled': () => 'Cancelled. What had arrived is kept.',
  'error.source-not-found': (e) => `${e.source} does not exist. Name a bundle, a script's output, ssh://host, or demo.`,
  'error.source-unreadable': (e) => `${e.source} cannot be read: ${e.reason}. Check its permissions and the path.`,
  'error.source-unrecognised': (e) =>
    `${e.source} is none of: ${e.lookedFor.join(', ')}. Check that the file is whole.`,
  'error.source-damaged': (e) => `${e.source} is damaged at ${e.member}: ${e.reason}. Ask for the file again.`,
  'error.archive-refused': (e) =>
    `${e.source} cannot be read${e.member === null ? '' : ` beyond ${e.member}`}: ${archiveStopWords(e.what, e.allowed)}.`,
  'error.bundle-too-new': (e) =>
    `The bundle has version ${e.bundleVersion}; this program reads up to ${e.newestSupported}. Use a newer Undermount.`,
  'error.blocks-not-known': (e) =>
    e.pool === ''
      ? 'There is no thin pool in this evidence, so there are no blocks to draw.'
      : `The blocks of pool ${e.pool} are not in this evidence (${e.because}). Capture with --with thin-metadata, or ask for --view pool.`,
  'error.layers-not-known': (e) =>
    e.because === ''
      ? 'There is no image and no unpacked layer in this evidence, so there are no layers to draw.'
      : `The layers of this host are not in the evidence (${e.because}). Capture as root; with --with layer-listings layers are compared with their images.`,
  'error.needle-not-found': (e) =>
    `${e.needle} is nowhere in the evidence${e.partial ? ', which is partial: it may stand in what was not read' : ''}. Give a container id or name, a path, a device (253:16) or a mount id.${e.deleted && e.deleted.length > 0 ? ` If it was a container that is removed: docker keeps no name of those, but their layers that wait for deletion are here: ${e.deleted.slice(0, 5).join(', ')}${e.deleted.length > 5 ? ', …' : ''}.` : ''}`,
  'error.analysis-died': (e) =>
    `The analysis stopped: ${e.reason}. The evidence is not changed; open it again, or report this with the bundle.`,
  'error.analysis-out-of-memory': (e) =>
    `The analysis needed more than ${e.limitMiB} MiB of memory and was stopped; nothing else is touched. Open a smaller part of it, such as the unpacked directory without its logs.`,
  'error.opening-cancelled': (e) => `Opening ${e.source} was cancelled; nothing of it is kept.`,
  'error.notes-unreadable': (e) =>
    `The notes in ${e.file} are not shown: ${notesTrouble(e.trouble, e.reason)}. It is left as it is; move it away to write new ones.`,
  'error.write-failed': (e) => `${e.file} could not be written: ${e.reason}. Choose another place with -o.`,
  'error.listen-failed': (e) =>
    `Nothing can listen on ${e.where}: ${e.reason}. Choose another place with --port or --socket.`,
  'error.rows-gone': () => 'The marked rows are no longer in this table. Mark them again.',
  'error.too-large-to-copy': (e) =>
    `${e.characters.toLocaleString('en-US')} characters are more than is put on the clipboard (${e.most.toLocaleString('en-US')}). Save them as a file, or narrow the filter.`,
  'error.redacting': () => 'Names are being replaced, so nothing is answered yet. Ask again in a moment.',
  'error.names-hidden': () =>
    'This is about names as they are, and names are hidden. Turn the redaction switch off to use it.',
  'error.no-such-source': (e) => `Source ${e.sourceId} is not open any more. Open it again.`,
};
