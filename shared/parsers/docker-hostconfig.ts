/** Parser for docker's `<root>/containers/<id>/hostconfig.json` (file-lines). Source: moby api/types/container/hostconfig.go. */
import { parseFileLines } from '#shared/parsers/file-lines.ts';
import { asArray, asBoolean, asString, jsonObject } from '#shared/parsers/json-fields.ts';
import type { Parsed, ParseWarning } from '#shared/parsers/parsed.ts';

export interface DockerHostConfig {
  readonly line: number;
  /** Folder name: the container id. */
  readonly id: string;
  readonly binds: readonly string[];
  readonly ipcMode: string;
  readonly privileged: boolean;
}

export function parseDockerHostConfig(body: Uint8Array): Parsed<readonly DockerHostConfig[]> {
  const files = parseFileLines(body, ['/hostconfig.json']);
  const value: DockerHostConfig[] = [];
  const warnings: ParseWarning[] = [...files.warnings];
  for (const { line, path, text } of files.value) {
    const json = jsonObject(text);
    const id = path.split('/').at(-2);
    if (!json || !id) {
      warnings.push({ line, expected: 'one JSON object in a folder named by the container' });
      continue;
    }
    value.push({
      line,
      id,
      binds: asArray(json.Binds).filter((b) => typeof b === 'string'),
      ipcMode: asString(json.IpcMode) ?? '',
      privileged: asBoolean(json.Privileged) ?? false,
    });
  }
  return { value, warnings };
}
