import { type Absent, isAbsent, notApplicable, notCollected, unreadable } from '#shared/base/absent.ts';
import type { SourceRef } from '#shared/base/source-ref.ts';
import type { Evidence } from '#shared/model/build/evidence.ts';
import { chainIds } from '#shared/model/build/layers/chain-ids.ts';
import { configurationOf, type ImageJson } from '#shared/model/build/layers/content.ts';
import type { StoreTables } from '#shared/model/build/layers/docker.ts';
import type { FolderFacts } from '#shared/model/build/layers/folders.ts';
import { layerKey, layerRefs, noBlob, strayLayers } from '#shared/model/build/layers/layer-parts.ts';
import type { Container } from '#shared/model/container.ts';
import type { LayerStore, StoredImage, StoredLayer } from '#shared/model/layers.ts';
import { parseFileLines } from '#shared/parsers/file-lines.ts';
import { asArray, asObject, asString, type Json, jsonArray } from '#shared/parsers/json-fields.ts';

const record = 'containers-storage/files';
const book =
  /^(.*)\/(overlay|vfs|btrfs)-(layers|images|containers)\/((?:volatile-)?(?:layers|images|containers)\.json)$/s;

interface Books {
  readonly storage: string;
  readonly driver: string;
  readonly layers: readonly Row[];
  readonly images: readonly Row[];
  readonly containers: readonly Row[];
  readonly source: SourceRef;
  readonly read: true | Absent;
}

interface Row {
  readonly json: Json;
  readonly id: string;
  readonly source: SourceRef;
}

/**
 * podman's and CRI-O's storage: `layers.json` names each layer with the one below and the digest of its tar, `images.json` the
 * uppermost layer of an image, `containers.json` the read-write layer of a container. Source: containers/storage, layers.go.
 */
export function buildContainersStorage(
  evidence: Evidence,
  folders: FolderFacts,
  content: ImageJson,
  containers: readonly Container[],
): StoreTables {
  const all = readBooks(evidence);
  const layerStores = all.map((b): LayerStore => {
    const path = `${b.storage}/${b.driver}`;
    return {
      path,
      kind: 'containers-storage',
      engineRoot: b.storage,
      driver: b.driver,
      foldersRead: folders.read(path),
      databaseRead: b.read,
      source: b.source,
    };
  });
  const layers = all.map((b, i) => layersOf(b, layerStores[i]!, folders, containers));
  return {
    layerStores,
    storedLayers: layers.flatMap((own, i) => {
      const store = layerStores[i]!;
      const known = new Set(own.map((l) => l.id));
      return [...own, ...strayLayers(store, known, folders, (id) => `${store.path}/${id}/diff`)];
    }),
    storedImages: all.flatMap((b, i) => imagesOf(b, layers[i]!, content)),
  };
}

function readBooks(evidence: Evidence): readonly Books[] {
  const end = evidence.records.get(record)?.end.kind;
  const whole: true | Absent =
    end === undefined ? notCollected('containers-storage') : end === 'complete' ? true : evidence.absence(record);
  const found = new Map<string, { -readonly [K in keyof Books]: Books[K] }>();
  for (const { path, text, line } of evidence.rows(record, parseFileLines)) {
    const match = book.exec(path);
    if (!match) continue;
    const [, storage, driver, kind] = match as unknown as [string, string, string, 'layers' | 'images' | 'containers'];
    const source = { evidence: record, line };
    const key = `${storage}/${driver}`;
    const books = found.get(key) ?? { storage, driver, layers: [], images: [], containers: [], source, read: whole };
    const rows = jsonArray(text);
    if (rows === null) books.read = { absent: 'unparsable', because: `${path} is no JSON` };
    books[kind] = [
      ...books[kind],
      ...(rows ?? []).flatMap((row): Row[] => {
        const json = asObject(row);
        const id = json && asString(json.id);
        return json && id ? [{ json, id, source }] : [];
      }),
    ];
    found.set(key, books);
  }
  return [...found.values()];
}

function layersOf(
  { layers, containers: rows }: Books,
  store: LayerStore,
  folders: FolderFacts,
  containers: readonly Container[],
): readonly StoredLayer[] {
  const byId = new Map(layers.map((row) => [row.id, row]));
  const owner = new Map(rows.map((row) => [asString(row.json.layer) ?? '', row]));
  const named = new Map(containers.map((c) => [c.id, c]));
  const chain = chainOf(byId);
  return [...byId.values()].map(({ id, json, source }): StoredLayer => {
    const own = owner.get(id);
    const below = asString(json.parent) ?? '';
    const folder = `${store.path}/${id}/diff`;
    const created = Date.parse(asString(json.created) ?? '');
    const ofContainer = notApplicable('it belongs to a container');
    return {
      key: layerKey(store.path, id),
      store: store.path,
      id,
      role: own ? 'container' : 'layer',
      names: [
        { namespace: null, name: id, source },
        ...(own ? [{ namespace: null, name: named.get(own.id)?.name ?? own.id, source: own.source }] : []),
      ],
      chainId: own ? ofContainer : chain(id),
      diffId: own ? ofContainer : (asString(json['diff-digest']) ?? unreadable('layers.json has no diff-digest of it')),
      parent: below === '' ? null : byId.has(below) ? layerKey(store.path, below) : lost(below),
      createdAt: Number.isNaN(created) ? folders.timeOf(store.path, id) : created,
      inDatabase: true,
      leases: [],
      remote: false,
      folder,
      folderPresent: folders.isThere(folder, store),
      source,
    };
  });
}

const lost = (id: string): Absent => unreadable(`layers.json has no layer ${id}`);

/** Chain id of a layer, from the digests of those below it; absent where one has none, or they go round. */
function chainOf(byId: ReadonlyMap<string, Row>): (id: string) => string | Absent {
  return (id) => {
    const diffIds: string[] = [];
    const seen = new Set<string>();
    for (let at = id; at !== ''; ) {
      const row = byId.get(at);
      const digest = asString(row?.json['diff-digest']);
      if (!row || !digest || seen.has(at)) return unreadable('layers.json has no diff-digest of a layer below it');
      seen.add(at);
      diffIds.unshift(digest);
      at = asString(row.json.parent) ?? '';
    }
    return chainIds(diffIds).at(-1)!;
  };
}

function imagesOf(
  { storage, images }: Books,
  layers: readonly StoredLayer[],
  content: ImageJson,
): readonly StoredImage[] {
  const byId = new Map(layers.map((l) => [l.id, l]));
  const byKey = new Map(layers.map((l) => [l.key, l]));
  return images.map(({ id, json, source }): StoredImage => {
    const blob = content.read(storage, `sha256:${id}`);
    const config = blob ? configurationOf(blob.json) : null;
    const refs = stackOf(byId.get(asString(json.layer) ?? ''), byKey);
    return {
      key: `${storage}#${id}`,
      engineRoot: storage,
      kind: 'containers-storage',
      namespace: null,
      names: asArray(json.names).filter((n) => typeof n === 'string'),
      index: null,
      manifest: asString(json.digest) ?? unreadable('images.json has no digest of it'),
      config: `sha256:${id}`,
      layers: refs,
      command: config?.command ?? unreadable('its configuration was not read'),
      sources: [source, ...(blob ? [blob.source] : [])],
    };
  });
}

function stackOf(top: StoredLayer | undefined, byKey: ReadonlyMap<string, StoredLayer>): StoredImage['layers'] {
  if (top === undefined) return unreadable('layers.json has no layer of it');
  const stack: StoredLayer[] = [];
  for (let at: StoredLayer | undefined = top; at && !stack.includes(at); ) {
    stack.unshift(at);
    const below: StoredLayer['parent'] = at.parent;
    if (isAbsent(below)) return below;
    at = below === null ? undefined : byKey.get(below);
  }
  const diffIds = stack.map((l) => l.diffId);
  const missing = diffIds.find(isAbsent);
  if (missing !== undefined) return missing;
  const whole = diffIds as readonly string[];
  return layerRefs(whole, chainIds(whole), () => noBlob('containers/storage'));
}
