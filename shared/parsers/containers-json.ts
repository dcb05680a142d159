/**
 * Parser for containers/storage's index, `<storage>/overlay-containers/containers.json` (file-lines).
 *
 * Source: `Container` in containers/storage's containers.go; `metadata` is a JSON string of the engine's own.
 */
import { parseFileLines } from '#shared/parsers/file-lines.ts';
import { asArray, asObject, asString, jsonArray, jsonObject } from '#shared/parsers/json-fields.ts';
import type { Parsed, ParseWarning } from '#shared/parsers/parsed.ts';

export interface StorageContainer {
  readonly line: number;
  readonly path: string;
  readonly id: string;
  readonly names: readonly string[];
  readonly layer: string;
  /** Image name from the metadata, else the image id. */
  readonly image: string | null;
  /** Pod id, name and container name where cri-o wrote them. */
  readonly podId: string | null;
  readonly podName: string | null;
  readonly containerName: string | null;
}

export function parseContainersJson(body: Uint8Array): Parsed<readonly StorageContainer[]> {
  const files = parseFileLines(body, ['/containers.json']);
  const value: StorageContainer[] = [];
  const warnings: ParseWarning[] = [...files.warnings];
  for (const { line, path, text } of files.value) {
    const rows = jsonArray(text);
    if (!rows) {
      warnings.push({ line, expected: 'one JSON array' });
      continue;
    }
    for (const row of rows) {
      const json = asObject(row);
      const id = json && asString(json.id);
      if (!json || !id) {
        warnings.push({ line, expected: 'an object with an id' });
        continue;
      }
      const metadata = jsonObject(asString(json.metadata) ?? '') ?? {};
      value.push({
        line,
        path,
        id,
        names: asArray(json.names).filter((n) => typeof n === 'string'),
        layer: asString(json.layer) ?? '',
        image: asString(metadata['image-name']) ?? asString(json.image),
        podId: asString(metadata['pod-id']),
        podName: asString(metadata['pod-name']),
        containerName: asString(metadata['container-name']) ?? asString(metadata.name),
      });
    }
  }
  return { value, warnings };
}
