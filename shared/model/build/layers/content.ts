import type { SourceRef } from '#shared/base/source-ref.ts';
import type { Evidence } from '#shared/model/build/evidence.ts';
import { type FileText, parseFileLines } from '#shared/parsers/file-lines.ts';
import { asArray, asObject, asString, type Json, jsonObject } from '#shared/parsers/json-fields.ts';

/** JSON blobs by data root and digest, parsed when asked for. */
export interface ImageJson {
  read(root: string, digest: string): { readonly json: Json; readonly source: SourceRef } | null;
}

const record = 'image-content/json';
const blob =
  /^(.*)\/(?:io\.containerd\.content\.v1\.content\/blobs|image\/[^/]+\/imagedb\/content)\/([^/]+)\/([0-9a-f]+)$/s;

export function readImageJson(evidence: Evidence): ImageJson {
  const files = new Map<string, FileText>();
  for (const file of evidence.rows(record, parseFileLines)) {
    const match = blob.exec(file.path);
    if (match) files.set(`${match[1]}#${match[2]}:${match[3]}`, file);
  }
  const parsed = new Map<string, ReturnType<ImageJson['read']>>();
  return {
    read(root, digest) {
      const key = `${root}#${digest}`;
      const known = parsed.get(key);
      if (known !== undefined) return known;
      const file = files.get(key);
      const json = file ? jsonObject(file.text) : null;
      const found = file && json ? { json, source: { evidence: record, line: file.line } } : null;
      parsed.set(key, found);
      return found;
    },
  };
}

export interface Manifest {
  readonly config: string;
  readonly layers: readonly { readonly digest: string; readonly mediaType: string }[];
}

/** `config.digest` and `layers[].digest`, alike in docker's schema 2 and in OCI's manifest; null: it is no manifest. */
export function manifestOf(json: Json): Manifest | null {
  const config = asString(asObject(json.config)?.digest);
  if (config === null || !Array.isArray(json.layers)) return null;
  return {
    config,
    layers: asArray(json.layers).flatMap((l) => {
      const digest = asString(asObject(l)?.digest);
      return digest === null ? [] : [{ digest, mediaType: asString(asObject(l)?.mediaType) ?? '' }];
    }),
  };
}

/** Digests of the manifests that an index (a manifest list) offers; null: it is no index. */
export function indexOf(json: Json): readonly string[] | null {
  if (!Array.isArray(json.manifests)) return null;
  return asArray(json.manifests).flatMap((m) => asString(asObject(m)?.digest) ?? []);
}

export interface Configuration {
  /** Lowest first. */
  readonly diffIds: readonly string[];
  readonly command: readonly string[];
}

export function configurationOf(json: Json): Configuration | null {
  const rootfs = asObject(json.rootfs);
  if (!rootfs || !Array.isArray(rootfs.diff_ids)) return null;
  const config = asObject(json.config) ?? {};
  const words = (value: unknown): readonly string[] =>
    typeof value === 'string' ? [value] : asArray(value).filter((w) => typeof w === 'string');
  return {
    diffIds: asArray(rootfs.diff_ids).filter((d) => typeof d === 'string'),
    command: [...words(config.Entrypoint), ...words(config.Cmd)],
  };
}
