import { byteText } from '#shared/derive/thin/sizes.ts';
import { msg, say } from '#shared/messages/index.ts';
import type { LayerDifference } from '#shared/model/layers/layer-difference.ts';
import type { EntryType, LayerEntry, LayerStore, StoredLayer } from '#shared/model/layers.ts';

/** `sha256:6aa2a67c0a5c…` as 12 characters of its hash. */
export const shortDigest = (digest: string): string => digest.replace(/^[a-z0-9]+:/, '').slice(0, 12);

const letters: Readonly<Record<EntryType, string>> = {
  file: '-',
  hardlink: '-',
  directory: 'd',
  symlink: 'l',
  character: 'c',
  block: 'b',
  fifo: 'p',
  socket: 's',
  unknown: '?',
};

/** As ls(1) writes it: `-rwsr-xr-x`. */
export function modeText({ type, mode }: LayerEntry): string {
  const bits = [6, 3, 0].map((shift) => (mode >> shift) & 7);
  const special = [mode & 0o4000, mode & 0o2000, mode & 0o1000];
  const three = bits.map((b, i) => {
    const x = special[i] ? (i === 2 ? (b & 1 ? 't' : 'T') : b & 1 ? 's' : 'S') : b & 1 ? 'x' : '-';
    return `${b & 4 ? 'r' : '-'}${b & 2 ? 'w' : '-'}${x}`;
  });
  return letters[type] + three.join('');
}

/** `-rwxr-xr-x 0/0 129 B`, `lrwxrwxrwx 0/0 -> busybox`, `crw-rw-rw- 0/0 1:3`. */
export function entryText(entry: LayerEntry): string {
  const { type, uid, gid, size, link, rdev } = entry;
  const what = type === 'file' ? byteText(size) : link !== null ? `-> ${link}` : (rdev ?? '');
  return `${modeText(entry)} ${uid}/${gid} ${what}`.trimEnd();
}

/** What a file was, in short; of a change only what changed. */
export const wasText = ({ inTar, inFolder, kind }: LayerDifference): string => {
  if (inTar === null) return inFolder === null ? '' : say(msg('layersfig.now', { what: briefText(inFolder) }));
  if (inFolder === null || kind === 'missing' || kind === 'whiteout' || kind === 'opaque')
    return say(msg('layersfig.was', { what: briefText(inTar) }));
  return say(msg('layersfig.was-now', { was: changedText(inTar, kind), now: changedText(inFolder, kind) }));
};

function changedText(entry: LayerEntry, kind: LayerDifference['kind']): string {
  if (kind === 'size') return byteText(entry.size);
  if (kind === 'link') return entry.link ?? entry.type;
  if (kind === 'device') return entry.rdev ?? entry.type;
  return kind === 'type' ? entry.type : modeText(entry);
}

const briefText = (entry: LayerEntry): string =>
  [entry.type === 'file' ? byteText(entry.size) : entry.link !== null ? `-> ${entry.link}` : '', modeText(entry)]
    .filter(Boolean)
    .join(', ');

/** containerd numbers its snapshots; the others name a layer by a hash. */
export const layerTitle = (layer: StoredLayer, store: LayerStore | undefined): string =>
  store?.kind === 'containerd'
    ? say(msg('layersfig.snapshot', { id: layer.id }))
    : say(msg('layersfig.layer', { id: shortLayerId(layer.id) }));

const shortLayerId = (id: string): string => id.replace(/^([0-9a-f]{12})[0-9a-f]{20,}(-init)?$/, '$1$2');

export const engineName = (store: Pick<LayerStore, 'kind' | 'path'>): string => {
  const names = { containerd: 'containerd', docker: 'docker', 'containers-storage': 'podman, CRI-O' } as const;
  return names[store.kind];
};
