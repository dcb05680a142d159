/**
 * Parser for docker's image configurations reduced to their layers: `PATH:` for each image, then `PATH:sha256:…` for each
 * diff id of its `rootfs`, lowest first. The rest of a configuration holds the environment and stays on the host.
 */
import { parseFileLines } from '#shared/parsers/file-lines.ts';
import type { Parsed, ParseWarning } from '#shared/parsers/parsed.ts';

export interface DockerImageConfig {
  readonly line: number;
  readonly engineRoot: string;
  readonly driver: string;
  readonly imageId: string;
  readonly diffIds: readonly string[];
}

export function parseDockerImageConfigs(body: Uint8Array): Parsed<readonly DockerImageConfig[]> {
  const files = parseFileLines(body);
  const warnings: ParseWarning[] = [...files.warnings];
  const value: DockerImageConfig[] = [];
  for (const { line, path, text } of files.value) {
    const match = /^(.*)\/image\/([^/]+)\/imagedb\/content\/sha256\/([0-9a-f]{64})$/s.exec(path);
    const diffIds = text.split('\n').filter((id) => id !== '');
    if (!match || diffIds.some((id) => !/^sha256:[0-9a-f]{64}$/.test(id))) {
      warnings.push({ line, expected: 'an image and its diff ids' });
      continue;
    }
    value.push({ line, engineRoot: match[1]!, driver: match[2]!, imageId: `sha256:${match[3]}`, diffIds });
  }
  return { value, warnings };
}
