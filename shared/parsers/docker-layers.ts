/**
 * Parser for docker's layer database, `<root>/image/<driver>/layerdb/sha256/<chain>/{cache-id,diff,parent,size}`
 * (file-lines). One row per layer; the lowest one has no `parent`. Source: layer/filestore.go of moby.
 */
import { parseFileLines } from '#shared/parsers/file-lines.ts';
import type { Parsed, ParseWarning } from '#shared/parsers/parsed.ts';

export interface DockerLayer {
  readonly line: number;
  readonly engineRoot: string;
  readonly driver: string;
  /** `sha256:…`. */
  readonly chainId: string;
  readonly cacheId: string | null;
  readonly diffId: string | null;
  readonly parent: string | null;
  /** Bytes that the layer added. */
  readonly size: number | null;
}

export function parseDockerLayers(body: Uint8Array): Parsed<readonly DockerLayer[]> {
  const files = parseFileLines(body, ['/cache-id', '/diff', '/parent', '/size']);
  const warnings: ParseWarning[] = [...files.warnings];
  const layers = new Map<string, DockerLayer>();
  for (const { line, path, text } of files.value) {
    const match = /^(.*)\/image\/([^/]+)\/layerdb\/sha256\/([0-9a-f]{64})\/(cache-id|diff|parent|size)$/s.exec(path);
    if (!match) {
      warnings.push({ line, expected: 'a file of the layer database' });
      continue;
    }
    const [, engineRoot, driver, chain, field] = match;
    const key = `${engineRoot}\0${driver}\0${chain}`;
    const row = layers.get(key) ?? {
      line,
      engineRoot: engineRoot!,
      driver: driver!,
      chainId: `sha256:${chain}`,
      cacheId: null,
      diffId: null,
      parent: null,
      size: null,
    };
    const word = text.trim();
    layers.set(key, { ...row, ...fieldOf(field!, word) });
  }
  return { value: [...layers.values()], warnings };
}

function fieldOf(field: string, word: string): Partial<DockerLayer> {
  if (field === 'cache-id') return { cacheId: word };
  if (field === 'diff') return { diffId: word };
  if (field === 'parent') return { parent: word };
  return { size: /^\d+$/.test(word) ? Number(word) : null };
}
