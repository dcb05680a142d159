import { type Absent, notCollected, unreadable } from '#shared/base/absent.ts';
import type { SourceRef } from '#shared/base/source-ref.ts';
import type { Evidence } from '#shared/model/build/evidence.ts';
import type { LayerStore, StoredLayer } from '#shared/model/layers.ts';
import { parseFileLines } from '#shared/parsers/file-lines.ts';
import { parseLayerFolders } from '#shared/parsers/layer-folders.ts';
import { parseLinks } from '#shared/parsers/links.ts';

export interface LayerFolder {
  readonly id: string;
  /** Host clock, ms since the epoch. */
  readonly modifiedAt: number | null;
  readonly source: SourceRef;
}

/** What was seen of the folders of every store. */
export interface FolderFacts {
  /** Folders directly below a driver's folder (containerd: below its `snapshots`). */
  readonly layersOf: (store: string) => readonly LayerFolder[];
  /** When the folder of a layer was last changed at its top. */
  readonly timeOf: (store: string, id: string) => number | Absent;
  /** True when the names in a driver's folder were read. */
  readonly read: (store: string) => true | Absent;
  readonly isThere: (path: string, store: Pick<LayerStore, 'foldersRead' | 'path'>) => boolean | Absent;
  readonly sourceOf: (path: string) => SourceRef | null;
  /** Driver folders in which anything was seen. */
  readonly stores: ReadonlySet<string>;
  /** Where a link `l/XXXX` leads, absolute: by the path of the link. */
  readonly links: ReadonlyMap<string, string>;
  /** `link` and `lower` files, by path. */
  readonly files: ReadonlyMap<string, { readonly text: string; readonly source: SourceRef }>;
}

const record = 'layer-folders/folders';
const ofStore = /^(.*\/(?:io\.containerd\.snapshotter\.v1\.[^/]+|overlay2?))\/(?:snapshots\/)?([^/]+)$/s;

export function readFolders(evidence: Evidence): FolderFacts {
  const byStore = new Map<string, Map<string, LayerFolder>>();
  const byPath = new Map<string, SourceRef>();
  for (const { line, path, type, modifiedAt } of evidence.rows(record, parseLayerFolders)) {
    const source = { evidence: record, line };
    byPath.set(path, source);
    const match = ofStore.exec(path);
    if (!match || type !== 'd' || isDriverFolder(match[2]!)) continue;
    const layers = byStore.get(match[1]!) ?? new Map<string, LayerFolder>();
    layers.set(match[2]!, { id: match[2]!, modifiedAt, source });
    byStore.set(match[1]!, layers);
  }
  const end = evidence.records.get(record)?.end.kind;
  const read: true | Absent =
    end === undefined ? notCollected('layer-folders') : end === 'complete' ? true : evidence.absence(record);
  return {
    layersOf: (store) => [...(byStore.get(store)?.values() ?? [])],
    timeOf: (store, id) => byStore.get(store)?.get(id)?.modifiedAt ?? unreadable('the time of its folder is not known'),
    read: () => read,
    isThere: (path, store) => byPath.has(path) || (store.foldersRead === true ? false : store.foldersRead),
    sourceOf: (path) => byPath.get(path) ?? null,
    stores: new Set(byStore.keys()),
    links: linksOf(evidence),
    files: new Map(
      evidence
        .rows('layer-folders/files', parseFileLines)
        .map((f) => [f.path, { text: f.text, source: { evidence: 'layer-folders/files', line: f.line } }] as const),
    ),
  };
}

/** A snapshotter's folder has `snapshots` itself in its path once more. */
const isDriverFolder = (name: string): boolean => name === 'snapshots';

function linksOf(evidence: Evidence): ReadonlyMap<string, string> {
  return new Map(
    evidence.rows('layer-folders/links', parseLinks).map(({ path, target }) => {
      const folder = path.slice(0, path.lastIndexOf('/'));
      return [path, target.startsWith('/') ? target : joined(folder, target)] as const;
    }),
  );
}

/** `…/overlay2/l` and `../<id>/diff` make `…/overlay2/<id>/diff`. */
function joined(folder: string, target: string): string {
  const parts = folder.split('/');
  for (const part of target.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

/** With what lies beside a layer's files: the mark of a volatile mount, and `link` and `lower` files that hold nothing. */
export function withMarks(layer: StoredLayer, { sourceOf, files }: FolderFacts): StoredLayer {
  const beside = layer.folder.replace(/\/(?:fs|diff)$/, '');
  const mark =
    sourceOf(`${beside}/work/work/incompat/volatile`) ?? sourceOf(`${beside}/work/incompat/volatile`) ?? undefined;
  const empty = ['link', 'lower'].flatMap((name) => {
    const path = `${beside}/${name}`;
    const file = files.get(path);
    return file && file.text.trim() === '' ? [{ path, source: file.source }] : [];
  });
  return {
    ...layer,
    ...(mark ? { volatileMark: mark } : {}),
    ...(empty.length > 0 ? { emptyFiles: empty } : {}),
  };
}
