import { parseCommandLines } from '#shared/parsers/command-lines.ts';
import { parseContainersJson } from '#shared/parsers/containers-json.ts';
import { parseDaemons } from '#shared/parsers/daemons.ts';
import { parseDevices } from '#shared/parsers/devices.ts';
import { parseDmInfo } from '#shared/parsers/dm-info.ts';
import { parseDockerConfig } from '#shared/parsers/docker-config.ts';
import { parseDockerDevices } from '#shared/parsers/docker-devices.ts';
import { parseDockerHostConfig } from '#shared/parsers/docker-hostconfig.ts';
import { parseFileLines } from '#shared/parsers/file-lines.ts';
import { parseKeyValues } from '#shared/parsers/key-values.ts';
import { parseLinks } from '#shared/parsers/links.ts';
import { parseEngineLog, parseKernelLog } from '#shared/parsers/log-lines.ts';
import { parseLosetup } from '#shared/parsers/losetup.ts';
import { parseMappedFiles } from '#shared/parsers/mapped-files.ts';
import { parseMountinfo } from '#shared/parsers/mountinfo.ts';
import { parseMounts } from '#shared/parsers/mounts.ts';
import { parseOciConfig } from '#shared/parsers/oci-config.ts';
import type { Parsed } from '#shared/parsers/parsed.ts';
import { parsePaths } from '#shared/parsers/paths.ts';
import { parseProcCgroup } from '#shared/parsers/proc-cgroup.ts';
import { parseProcStat } from '#shared/parsers/proc-stat.ts';
import { parseSwaps } from '#shared/parsers/swaps.ts';
import { parseSystemctlShow } from '#shared/parsers/systemctl-show.ts';

/** Every parser by its file's name. None throws, whatever the bytes; each must have a case under test/cases/parsers. */
export const parsers = {
  'command-lines': (body) => parseCommandLines(body),
  'containers-json': (body) => parseContainersJson(body),
  daemons: (body) => parseDaemons(body),
  devices: (body) => parseDevices(body),
  'dm-info': (body) => parseDmInfo(body),
  'docker-config': (body) => parseDockerConfig(body),
  'docker-devices': (body) => parseDockerDevices(body),
  'docker-hostconfig': (body) => parseDockerHostConfig(body),
  'engine-log': (body) => parseEngineLog(body),
  'file-lines': (body) => parseFileLines(body),
  'kernel-log': (body) => parseKernelLog(body),
  'key-values': (body) => parseKeyValues(body),
  links: (body) => parseLinks(body),
  losetup: (body) => parseLosetup(body),
  'mapped-files': (body) => parseMappedFiles(body),
  mountinfo: (body) => parseMountinfo(body),
  mounts: (body) => parseMounts(body),
  'oci-config': (body) => parseOciConfig(body),
  paths: (body) => parsePaths(body),
  'proc-cgroup': (body) => parseProcCgroup(body),
  'proc-stat': (body) => parseProcStat(body),
  swaps: (body) => parseSwaps(body),
  'systemctl-show': (body) => parseSystemctlShow(body),
} as const satisfies Record<string, (body: Uint8Array) => Parsed<readonly unknown[]>>;

export type ParserId = keyof typeof parsers;
