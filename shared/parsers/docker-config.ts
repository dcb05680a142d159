/**
 * Parser for docker's `<root>/containers/<id>/config.v2.json` (file-lines, one JSON object a file).
 *
 * Only what names a container, its state and its volumes. Docker writes the file at each change of state, so
 * it answers when the daemon does not. Source: `container.Container` in moby's container/container.go and
 * `container.State`; a zero time prints `0001-01-01T00:00:00Z`.
 */
import { parseFileLines } from '#shared/parsers/file-lines.ts';
import { asBoolean, asNumber, asObject, asString, jsonObject } from '#shared/parsers/json-fields.ts';
import type { Parsed, ParseWarning } from '#shared/parsers/parsed.ts';

export interface DockerMountPoint {
  readonly source: string;
  readonly destination: string;
  readonly propagation: string;
  readonly readWrite: boolean;
  /** `bind`, `volume`, `tmpfs`; empty before docker 1.13. */
  readonly type: string;
  /** Of a named volume; empty for a bind. */
  readonly name: string;
}

export interface DockerConfig {
  readonly line: number;
  readonly path: string;
  readonly id: string;
  readonly name: string;
  readonly image: string | null;
  /** `sha256:…` of the image's configuration. */
  readonly imageId: string | null;
  readonly driver: string | null;
  readonly pid: number;
  readonly running: boolean;
  readonly paused: boolean;
  readonly restarting: boolean;
  readonly dead: boolean;
  readonly removalInProgress: boolean;
  /** RFC 3339; null where never. */
  readonly createdAt: string | null;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly error: string;
  readonly shmPath: string;
  /** `NetworkSettings.SandboxKey`: the file that pins its network namespace; empty where it has none of its own. */
  readonly sandboxKey: string;
  readonly mountPoints: readonly DockerMountPoint[];
  readonly labels: Readonly<Record<string, string>>;
}

export function parseDockerConfig(body: Uint8Array): Parsed<readonly DockerConfig[]> {
  const files = parseFileLines(body, ['/config.v2.json']);
  const value: DockerConfig[] = [];
  const warnings: ParseWarning[] = [...files.warnings];
  for (const { line, path, text } of files.value) {
    const json = jsonObject(text);
    const id = json && asString(json.ID);
    if (!json || !id) {
      warnings.push({ line, expected: 'one JSON object with an ID' });
      continue;
    }
    const state = asObject(json.State) ?? {};
    const config = asObject(json.Config) ?? {};
    value.push({
      line,
      path,
      id,
      name: (asString(json.Name) ?? '').replace(/^\//, ''),
      image: asString(config.Image),
      imageId: asString(json.Image) || null,
      driver: asString(json.Driver),
      pid: asNumber(state.Pid) ?? 0,
      running: asBoolean(state.Running) ?? false,
      paused: asBoolean(state.Paused) ?? false,
      restarting: asBoolean(state.Restarting) ?? false,
      dead: asBoolean(state.Dead) ?? false,
      removalInProgress: asBoolean(state.RemovalInProgress) ?? false,
      createdAt: time(json.Created),
      startedAt: time(state.StartedAt),
      finishedAt: time(state.FinishedAt),
      error: asString(state.Error) ?? '',
      shmPath: asString(json.ShmPath) ?? '',
      sandboxKey: asString(asObject(json.NetworkSettings)?.SandboxKey) ?? '',
      mountPoints: Object.values(asObject(json.MountPoints) ?? {}).flatMap(mountPoint),
      labels: strings(config.Labels),
    });
  }
  return { value, warnings };
}

const time = (value: unknown) => {
  const text = asString(value);
  return text && !text.startsWith('0001-') ? text : null;
};

function mountPoint(value: unknown): DockerMountPoint[] {
  const json = asObject(value);
  const destination = json && asString(json.Destination);
  if (!json || !destination) return [];
  return [
    {
      source: asString(json.Source) ?? '',
      destination,
      propagation: asString(json.Propagation) ?? '',
      readWrite: asBoolean(json.RW) ?? true,
      type: asString(json.Type) ?? '',
      name: asString(json.Name) ?? '',
    },
  ];
}

const strings = (value: unknown): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(asObject(value) ?? {}).flatMap(([k, v]) => (typeof v === 'string' ? [[k, v]] : [])),
  );
