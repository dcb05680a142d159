import { parseCommandLines } from '#shared/parsers/command-lines.ts';
import { parseContainersJson } from '#shared/parsers/containers-json.ts';
import { parseDaemons } from '#shared/parsers/daemons.ts';
import { parseDevices } from '#shared/parsers/devices.ts';
import { parseDmInfo } from '#shared/parsers/dm-info.ts';
import { parseDmStatus } from '#shared/parsers/dm-status.ts';
import { parseDmTable } from '#shared/parsers/dm-table.ts';
import { parseDockerConfig } from '#shared/parsers/docker-config.ts';
import { parseDockerDevices } from '#shared/parsers/docker-devices.ts';
import { parseDockerDeviceSet } from '#shared/parsers/docker-deviceset.ts';
import { parseDockerHostConfig } from '#shared/parsers/docker-hostconfig.ts';
import { parseDockerImageConfigs } from '#shared/parsers/docker-image-configs.ts';
import { parseDockerLayers } from '#shared/parsers/docker-layers.ts';
import { parseDockerRepositories } from '#shared/parsers/docker-repositories.ts';
import { parseFileLines } from '#shared/parsers/file-lines.ts';
import { parseFileSizes } from '#shared/parsers/file-sizes.ts';
import { parseFilesystemSpace } from '#shared/parsers/filesystem-space.ts';
import { parseFolderInodes } from '#shared/parsers/folder-inodes.ts';
import { parseKeyValues } from '#shared/parsers/key-values.ts';
import { parseLayerFolders } from '#shared/parsers/layer-folders.ts';
import { parseFolderNames, parseTarNames } from '#shared/parsers/layer-names.ts';
import { parseLinks } from '#shared/parsers/links.ts';
import { parseEngineLog, parseKernelLog } from '#shared/parsers/log-lines.ts';
import { parseLosetup } from '#shared/parsers/losetup.ts';
import { parseLvmBackup } from '#shared/parsers/lvm-backup.ts';
import { parseMappedFiles } from '#shared/parsers/mapped-files.ts';
import { parseMountinfo } from '#shared/parsers/mountinfo.ts';
import { parseMounts } from '#shared/parsers/mounts.ts';
import { parseOciConfig } from '#shared/parsers/oci-config.ts';
import type { Parsed } from '#shared/parsers/parsed.ts';
import { parsePaths } from '#shared/parsers/paths.ts';
import { parseProcCgroup } from '#shared/parsers/proc-cgroup.ts';
import { parseProcStat } from '#shared/parsers/proc-stat.ts';
import { parseSizedPaths } from '#shared/parsers/sized-paths.ts';
import { parseStoreFilesystems } from '#shared/parsers/store-filesystems.ts';
import { parseSwaps } from '#shared/parsers/swaps.ts';
import { parseSystemctlShow } from '#shared/parsers/systemctl-show.ts';
import { parseTarText } from '#shared/parsers/tar-text.ts';
import { parseTools } from '#shared/parsers/tools.ts';
import { parseUdevCookies } from '#shared/parsers/udev-cookies.ts';

/** Every parser by its file's name. None throws, whatever the bytes; each must have a case under test/cases/parsers. */
export const parsers = {
  'command-lines': (body) => parseCommandLines(body),
  'containers-json': (body) => parseContainersJson(body),
  daemons: (body) => parseDaemons(body),
  devices: (body) => parseDevices(body),
  'dm-info': (body) => parseDmInfo(body),
  'dm-status': (body) => parseDmStatus(body),
  'dm-table': (body) => parseDmTable(body),
  'docker-config': (body) => parseDockerConfig(body),
  'docker-devices': (body) => parseDockerDevices(body),
  'docker-deviceset': (body) => parseDockerDeviceSet(body),
  'docker-hostconfig': (body) => parseDockerHostConfig(body),
  'docker-image-configs': (body) => parseDockerImageConfigs(body),
  'docker-layers': (body) => parseDockerLayers(body),
  'docker-repositories': (body) => parseDockerRepositories(body),
  'engine-log': (body) => parseEngineLog(body),
  'file-lines': (body) => parseFileLines(body),
  'file-sizes': (body) => parseFileSizes(body),
  'filesystem-space': (body) => parseFilesystemSpace(body),
  'folder-inodes': (body) => parseFolderInodes(body),
  'folder-names': (body) => parseFolderNames(body),
  'kernel-log': (body) => parseKernelLog(body),
  'key-values': (body) => parseKeyValues(body),
  'layer-folders': (body) => parseLayerFolders(body),
  links: (body) => parseLinks(body),
  losetup: (body) => parseLosetup(body),
  'lvm-backup': (body) => parseLvmBackup(body),
  'mapped-files': (body) => parseMappedFiles(body),
  mountinfo: (body) => parseMountinfo(body),
  mounts: (body) => parseMounts(body),
  'oci-config': (body) => parseOciConfig(body),
  paths: (body) => parsePaths(body),
  'proc-cgroup': (body) => parseProcCgroup(body),
  'proc-stat': (body) => parseProcStat(body),
  'sized-paths': (body) => parseSizedPaths(body),
  'store-filesystems': (body) => parseStoreFilesystems(body),
  swaps: (body) => parseSwaps(body),
  'systemctl-show': (body) => parseSystemctlShow(body),
  'tar-names': (body) => parseTarNames(body),
  'tar-text': (body) => parseTarText(body),
  tools: (body) => parseTools(body),
  'udev-cookies': (body) => parseUdevCookies(body),
} as const satisfies Record<string, (body: Uint8Array) => Parsed<readonly unknown[]>>;

export type ParserId = keyof typeof parsers;
