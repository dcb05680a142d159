/**
 * Parser for docker's names of images, `<root>/image/<driver>/repositories.json` (file-lines, one JSON object a file).
 *
 *     {"Repositories":{"busybox":{"busybox:1.36":"sha256:c32a…","busybox@sha256:ab1…":"sha256:c32a…"}}}
 *
 * Source: reference/store.go of moby.
 */
import { parseFileLines } from '#shared/parsers/file-lines.ts';
import { asObject, asString, jsonObject } from '#shared/parsers/json-fields.ts';
import type { Parsed, ParseWarning } from '#shared/parsers/parsed.ts';

export interface DockerImageName {
  readonly line: number;
  readonly engineRoot: string;
  /** `repository:tag` or `repository@digest`. */
  readonly name: string;
  /** `sha256:…` of the image's configuration. */
  readonly imageId: string;
}

export function parseDockerRepositories(body: Uint8Array): Parsed<readonly DockerImageName[]> {
  const files = parseFileLines(body, ['/repositories.json']);
  const warnings: ParseWarning[] = [...files.warnings];
  const value: DockerImageName[] = [];
  for (const { line, path, text } of files.value) {
    const engineRoot = /^(.*)\/image\/[^/]+\/repositories\.json$/s.exec(path)?.[1];
    const repositories = asObject(jsonObject(text)?.Repositories);
    if (engineRoot === undefined || repositories === null) {
      warnings.push({ line, expected: 'one JSON object with Repositories' });
      continue;
    }
    for (const names of Object.values(repositories)) {
      for (const [name, id] of Object.entries(asObject(names) ?? {})) {
        const imageId = asString(id);
        if (imageId !== null) value.push({ line, engineRoot, name, imageId });
      }
    }
  }
  return { value, warnings };
}
