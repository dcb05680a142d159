import { isAbsent, present } from '#shared/base/absent.ts';
import { byteText } from '#shared/export/redaction/byte-text.ts';
import type { TokenClass } from '#shared/export/redaction/classes.ts';
import { addImage } from '#shared/export/redaction/find-in-text.ts';
import type { FoundWords } from '#shared/export/redaction/words.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { encodeText } from '#shared/parsers/decode.ts';

/** Adds the names that the model knows, and every path in it: mount points hold what text patterns cannot tell. */
export function findInModel(model: HostModel, words: FoundWords, withoutIds: (text: string) => string): void {
  const clean = (text: string) => withoutIds(byteText(encodeText(text)));
  const name = (text: string | null | undefined, kind: TokenClass) => {
    if (text) words.addName(clean(text), kind);
  };
  addHost(present(model.host.name), name);
  name(present(model.capture.user), 'login');
  for (const container of model.containers) {
    name(container.name, 'container');
    name(container.runtimeNamespace, 'namespace');
    const image = present(container.image);
    if (image) addImage(clean(image), words);
  }
  for (const image of model.images) for (const tag of image.names) addImage(clean(tag), words);
  for (const image of model.storedImages) {
    name(image.namespace, 'namespace');
    for (const tag of image.names) addImage(clean(tag), words);
  }
  for (const { names } of model.storedLayers) {
    for (const snapshot of names) {
      name(snapshot.namespace, 'namespace');
      // Snapshots of an image are called by their chain id, docker's layers by an id with `-init`.
      if (snapshot.namespace !== null && !snapshot.name.includes('sha256:')) name(snapshot.name, 'container');
    }
  }
  for (const pod of model.pods) {
    name(present(pod.name), 'pod');
    name(present(pod.namespace), 'namespace');
  }
  for (const listing of [...model.folderListings.values(), ...model.blobListings.values()]) {
    if (isAbsent(listing)) continue;
    for (const { path, link } of listing.entries) {
      words.addPath(clean(path));
      if (link !== null) words.addPath(clean(link));
    }
  }
  for (const group of model.lvmVolumeGroups) name(group.name, 'volume');
  for (const pool of model.lvmThinPools) name(pool.name, 'volume');
  for (const volume of model.lvmThinVolumes) name(volume.name, 'volume');
  for (const target of model.dmTargets) for (const part of target.dmName.split(/[-_]/)) name(part, 'volume');
  for (const { shape } of model.mounts) {
    // `server:/export`; a CIFS one begins with slashes and is found as a path.
    const server = /^\[?([^\s/\]]+?)\]?:\//.exec(shape.source)?.[1];
    if (server !== undefined && networkFilesystem.test(shape.fsType)) addHost(server, name);
  }
  // A line of a log that begins with a path is no path; pool metadata holds millions of numbers.
  const { log: _log, thinMetadata: _numbers, ...tables } = model;
  addPaths(tables, words, clean);
}

const networkFilesystem = /^(?:nfs|ceph|glusterfs|fuse\.)/;

/** `db1.example.com`: its first label is the host, the rest the domain. */
export function addHost(host: string | null, name: (text: string, kind: TokenClass) => void): void {
  if (host === null) return;
  const [label = '', ...domain] = host.split('.');
  name(label, 'host');
  name(domain.join('.'), 'domain');
}

function addPaths(root: unknown, words: FoundWords, clean: (text: string) => string): void {
  const seen = new Set<unknown>();
  const visit = (value: unknown): void => {
    if (typeof value === 'string') {
      if (!value.includes('/') || seen.has(value)) return;
      seen.add(value);
      if (value.startsWith('/')) words.addPath(clean(value));
    } else if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value) && !seen.has(value)) {
      seen.add(value);
      for (const inner of value instanceof Map || value instanceof Set ? value.values() : Object.values(value)) {
        visit(inner);
      }
    }
  };
  visit(root);
}
