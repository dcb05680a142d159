/**
 * Parser for what docker's command line says of containers, as sosreports keep it (file-lines): `docker inspect` of some,
 * `docker ps -a`, `docker info`, `docker events`, and lines of its log that name a container with its device.
 *
 *     /sos_commands/docker/containers/docker_inspect_7505c2b6f226:[ { "Id": "7505c2b6…", "State": { … }, … } ]
 *     /sos_commands/docker/docker_ps_-a:1931d2ee1b14   lab/app:1.1   "sh …"   7 minutes ago   Removal In Progress   victim-A9
 *
 * `docker ps` cuts ids at 12 digits; whole ones come from wherever else they stand. Sources: docker inspect(1);
 * moby's api/types/container; cli/command/formatter/container.go.
 */
import type { DockerConfig } from '#shared/parsers/docker-config.ts';
import type { DockerDevice } from '#shared/parsers/docker-devices.ts';
import { psRowsOfDocker } from '#shared/parsers/docker-ps.ts';
import { type FileText, parseFileLines } from '#shared/parsers/file-lines.ts';
import { asArray, asBoolean, asNumber, asObject, asString, type Json, jsonArray } from '#shared/parsers/json-fields.ts';
import type { Parsed, ParseWarning } from '#shared/parsers/parsed.ts';

interface Inspected {
  readonly line: number;
  readonly id: string;
  readonly root: string;
  readonly json: Json;
}

/** Containers, inspected ones first. */
export function parseDockerInspect(body: Uint8Array): Parsed<readonly DockerConfig[]> {
  const { files, inspected, warnings } = read(body);
  const root = rootOf(files, inspected);
  const driver = driverOf(files);
  const known = new Set(inspected.map((c) => c.id.slice(0, 12)));
  const listed = psRowsOfDocker(files, wholeIds(files)).filter((row) => !known.has(row.id.slice(0, 12)));
  return {
    value: [
      ...inspected.map(configOf),
      ...listed.map((row): DockerConfig => ({ ...row, path: configPath(root, row.id), driver })),
    ],
    warnings,
  };
}

/** The files of `<root>/image/<driver>/layerdb/mounts/<id>`: which layer is whose. */
export function parseDockerInspectLayers(body: Uint8Array): Parsed<readonly FileText[]> {
  const { files, inspected, warnings } = read(body);
  const root = rootOf(files, inspected);
  const fromInspect = inspected.flatMap(({ line, id, root: own, json }): FileText[] => {
    const layer = layerOf(json);
    return layer === null ? [] : [layerFile(line, own, layer.driver, id, layer.mountId)];
  });
  const known = new Set(inspected.map((c) => c.id));
  const driver = driverOf(files) ?? 'devicemapper';
  const named = new Map<string, FileText>();
  for (const { line, text } of logLines(files)) {
    if (text.length > 16_384) continue;
    // container <id>: driver "devicemapper" failed to remove root filesystem: failed to remove device <layer>: Device is Busy
    const match =
      /\bcontainer ([0-9a-f]{64}): .*\b(?:remove device|devicemapper\/mnt\/|overlay2\/) ?([0-9a-f]{64})\b/.exec(text);
    if (match && !known.has(match[1]!)) named.set(match[1]!, layerFile(line, root, driver, match[1]!, match[2]!));
  }
  return { value: [...fromInspect, ...named.values()], warnings };
}

/** The files of `<root>/devicemapper/metadata` that `GraphDriver.Data` repeats. Transaction ids it does not have. */
export function parseDockerInspectDevices(body: Uint8Array): Parsed<readonly DockerDevice[]> {
  const { inspected, warnings } = read(body);
  const value = inspected.flatMap(({ line, root, json }): DockerDevice[] => {
    const layer = layerOf(json);
    const data = asObject(asObject(json.GraphDriver)?.Data);
    const deviceId = Number(asString(data?.DeviceId) ?? Number.NaN);
    if (layer?.driver !== 'devicemapper' || !Number.isSafeInteger(deviceId)) return [];
    const size = Number(asString(data?.DeviceSize) ?? Number.NaN);
    return [
      {
        line,
        engineRoot: root,
        hash: layer.mountId,
        deviceId,
        transactionId: null,
        size: Number.isSafeInteger(size) ? size : null,
        initialized: null,
        deleted: false,
      },
    ];
  });
  return { value, warnings };
}

function read(body: Uint8Array): {
  readonly files: readonly FileText[];
  readonly inspected: readonly Inspected[];
  readonly warnings: readonly ParseWarning[];
} {
  const { value: files, warnings: torn } = parseFileLines(body);
  const warnings: ParseWarning[] = [...torn];
  const seen = new Set<string>();
  const inspected = files.flatMap(({ line, path, text }): Inspected[] => {
    if (!/\/docker_inspect_[^/]*$/.test(path)) return [];
    const objects = jsonArray(text);
    if (!objects) warnings.push({ line, expected: 'a JSON array of containers' });
    return (objects ?? []).flatMap((object): Inspected[] => {
      const json = asObject(object);
      const id = json && asString(json.Id);
      // Images are inspected too; only containers have a State.
      if (!json || !id || !/^[0-9a-f]{64}$/.test(id) || !asObject(json.State)) return [];
      if (seen.has(id)) {
        warnings.push({ line, expected: `container ${id.slice(0, 12)} once: the first counts` });
        return [];
      }
      seen.add(id);
      return [{ line, id, json, root: rootIn(json, id) ?? '/var/lib/docker' }];
    });
  });
  return { files, inspected, warnings };
}

function configOf({ line, id, root, json }: Inspected): DockerConfig {
  const state = asObject(json.State) ?? {};
  const config = asObject(json.Config) ?? {};
  return {
    line,
    path: configPath(root, id),
    id,
    name: (asString(json.Name) ?? '').replace(/^\//, ''),
    image: asString(config.Image),
    imageId: asString(json.Image) || null,
    driver: asString(json.Driver),
    pid: asNumber(state.Pid) ?? 0,
    running: asBoolean(state.Running) ?? false,
    paused: asBoolean(state.Paused) ?? false,
    restarting: asBoolean(state.Restarting) ?? false,
    dead: asBoolean(state.Dead) ?? asString(state.Status) === 'dead',
    removalInProgress: asString(state.Status) === 'removing',
    createdAt: timeOf(json.Created),
    startedAt: timeOf(state.StartedAt),
    finishedAt: timeOf(state.FinishedAt),
    error: asString(state.Error) ?? '',
    shmPath: '',
    sandboxKey: asString(asObject(json.NetworkSettings)?.SandboxKey) ?? '',
    mountPoints: asArray(json.Mounts).flatMap((value) => {
      const mount = asObject(value);
      const destination = mount && asString(mount.Destination);
      if (!mount || !destination) return [];
      return [
        {
          source: asString(mount.Source) ?? '',
          destination,
          propagation: asString(mount.Propagation) ?? '',
          readWrite: asBoolean(mount.RW) ?? true,
          type: asString(mount.Type) ?? '',
          name: asString(mount.Name) ?? '',
        },
      ];
    }),
    labels: Object.fromEntries(
      Object.entries(asObject(config.Labels) ?? {}).flatMap(([k, v]) => (typeof v === 'string' ? [[k, v]] : [])),
    ),
  };
}

const timeOf = (value: unknown) => {
  const text = asString(value);
  return text && !text.startsWith('0001-') ? text : null;
};

const configPath = (root: string, id: string) => `${root}/containers/${id}/config.v2.json`;

const layerFile = (line: number, root: string, driver: string, id: string, mountId: string): FileText => ({
  line,
  path: `${root}/image/${driver}/layerdb/mounts/${id}/mount-id`,
  text: mountId,
});

/** `docker-254:0-131213-<layer>` of devicemapper; `<root>/overlay2/<layer>/merged` of overlay. */
function layerOf(json: Json): { readonly driver: string; readonly mountId: string } | null {
  const graph = asObject(json.GraphDriver);
  const data = asObject(graph?.Data);
  const driver = asString(graph?.Name);
  const named =
    /^docker-\d+:\d+-\d+-([0-9a-f]{64})$/.exec(asString(data?.DeviceName) ?? '') ??
    /\/overlay2?\/([0-9a-f]{64})\/merged$/.exec(asString(data?.MergedDir) ?? '');
  return driver && named ? { driver, mountId: named[1]! } : null;
}

/** docker's own files of the container lie in its data root. */
function rootIn(json: Json, id: string): string | null {
  for (const key of ['ResolvConfPath', 'HostnamePath', 'HostsPath', 'LogPath']) {
    const path = asString(json[key]) ?? '';
    const at = path.indexOf(`/containers/${id}/`);
    if (at > 0) return path.slice(0, at);
  }
  return null;
}

const infoLine = (files: readonly FileText[], key: string): string | null => {
  const info = files.find((f) => /\/docker_info(\.\d+)?$/.test(f.path));
  return info?.text.match(new RegExp(`^ *${key}: (.+?) *$`, 'm'))?.[1] ?? null;
};

const rootOf = (files: readonly FileText[], inspected: readonly Inspected[]): string =>
  infoLine(files, 'Docker Root Dir') ?? inspected[0]?.root ?? '/var/lib/docker';
const driverOf = (files: readonly FileText[]): string | null => infoLine(files, 'Storage Driver');

const logLines = (files: readonly FileText[]) =>
  files
    .filter((f) => /journalctl|\/var\/log\//.test(f.path))
    .flatMap((f) => f.text.split('\n').map((text, at) => ({ line: f.line + at, text })));

/** Whole ids by their first 12 digits; null where two begin alike. */
function wholeIds(files: readonly FileText[]): ReadonlyMap<string, string | null> {
  const ids = new Map<string, string | null>();
  for (const { text } of files) {
    for (const [id] of text.matchAll(/\b[0-9a-f]{64}\b/g)) {
      const short = id.slice(0, 12);
      const known = ids.get(short);
      ids.set(short, known === undefined || known === id ? id : null);
    }
  }
  return ids;
}
