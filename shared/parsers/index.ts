import { parseBlockListings } from '#shared/parsers/block-listings.ts';
import { parseCommandLines } from '#shared/parsers/command-lines.ts';
import { parseContainersJson } from '#shared/parsers/containers-json.ts';
import { parseDaemons } from '#shared/parsers/daemons.ts';
import { parseDevices } from '#shared/parsers/devices.ts';
import { parseDfText } from '#shared/parsers/df-text.ts';
import { parseDmInfo } from '#shared/parsers/dm-info.ts';
import { parseDmStatus } from '#shared/parsers/dm-status.ts';
import { parseDmTable } from '#shared/parsers/dm-table.ts';
import { parseDmsetupColumns } from '#shared/parsers/dmsetup-columns.ts';
import { parseDockerConfig } from '#shared/parsers/docker-config.ts';
import { parseDockerDevices } from '#shared/parsers/docker-devices.ts';
import { parseDockerDeviceSet } from '#shared/parsers/docker-deviceset.ts';
import { parseDockerHostConfig } from '#shared/parsers/docker-hostconfig.ts';
import { parseDockerImageConfigs } from '#shared/parsers/docker-image-configs.ts';
import {
  parseDockerInspect,
  parseDockerInspectDevices,
  parseDockerInspectLayers,
} from '#shared/parsers/docker-inspect.ts';
import { parseDockerLayers } from '#shared/parsers/docker-layers.ts';
import { parseDockerRepositories } from '#shared/parsers/docker-repositories.ts';
import { parseEngineProcesses } from '#shared/parsers/engine-processes.ts';
import { parseFileLines } from '#shared/parsers/file-lines.ts';
import { parseFileSizes } from '#shared/parsers/file-sizes.ts';
import { parseFilesystemSpace } from '#shared/parsers/filesystem-space.ts';
import { parseFolderInodes } from '#shared/parsers/folder-inodes.ts';
import { parseHostFiles } from '#shared/parsers/host-files.ts';
import { parseKeyValues } from '#shared/parsers/key-values.ts';
import { parseLayerFolders } from '#shared/parsers/layer-folders.ts';
import { parseFolderNames, parseTarNames } from '#shared/parsers/layer-names.ts';
import { parseLinks } from '#shared/parsers/links.ts';
import { parseEngineLog, parseKernelLog } from '#shared/parsers/log-lines.ts';
import { parseLosetup } from '#shared/parsers/losetup.ts';
import { parseLosetupDevices, parseLosetupFiles } from '#shared/parsers/losetup-text.ts';
import { parseLsof, parseLsofDescriptors, parseLsofRoots } from '#shared/parsers/lsof.ts';
import { parseLvmBackup } from '#shared/parsers/lvm-backup.ts';
import { parseMappedFiles } from '#shared/parsers/mapped-files.ts';
import { parseMountIdGroups } from '#shared/parsers/mount-id-groups.ts';
import { parseMountinfo } from '#shared/parsers/mountinfo.ts';
import { parseMounts } from '#shared/parsers/mounts.ts';
import { parseOciConfig } from '#shared/parsers/oci-config.ts';
import { parseCriContainerd, parseStorageContainers } from '#shared/parsers/oci-inspect.ts';
import type { Parsed } from '#shared/parsers/parsed.ts';
import { parsePaths } from '#shared/parsers/paths.ts';
import { parseProcCgroup } from '#shared/parsers/proc-cgroup.ts';
import { parseProcStat } from '#shared/parsers/proc-stat.ts';
import { parsePs } from '#shared/parsers/ps.ts';
import { parsePsStat } from '#shared/parsers/ps-facts.ts';
import { parseSizedPaths } from '#shared/parsers/sized-paths.ts';
import { parseSosreportFacts } from '#shared/parsers/sosreport-facts.ts';
import { parseStoreFilesystems } from '#shared/parsers/store-filesystems.ts';
import { parseSwaps } from '#shared/parsers/swaps.ts';
import { parseSysctl } from '#shared/parsers/sysctl.ts';
import { parseSystemctlShow } from '#shared/parsers/systemctl-show.ts';
import { parseTarText } from '#shared/parsers/tar-text.ts';
import { parseTextEngineLog, parseTextKernelLog } from '#shared/parsers/text-log.ts';
import { parseTools } from '#shared/parsers/tools.ts';
import { parseUdevCookies } from '#shared/parsers/udev-cookies.ts';

/** Every parser by its file's name. None throws, whatever the bytes; each must have a case under test/cases/parsers. */
export const parsers = {
  'block-listings': (body) => parseBlockListings(body),
  'command-lines': (body) => parseCommandLines(body),
  'containers-json': (body) => parseContainersJson(body),
  'crictl-inspect': (body) => parseCriContainerd(body),
  daemons: (body) => parseDaemons(body),
  devices: (body) => parseDevices(body),
  'df-text': (body) => parseDfText(body),
  'dm-info': (body) => parseDmInfo(body),
  'dm-status': (body) => parseDmStatus(body),
  'dm-table': (body) => parseDmTable(body),
  'dmsetup-columns': (body) => parseDmsetupColumns(body),
  'docker-config': (body) => parseDockerConfig(body),
  'docker-devices': (body) => parseDockerDevices(body),
  'docker-deviceset': (body) => parseDockerDeviceSet(body),
  'docker-hostconfig': (body) => parseDockerHostConfig(body),
  'docker-image-configs': (body) => parseDockerImageConfigs(body),
  'docker-inspect': (body) => parseDockerInspect(body),
  'docker-inspect-devices': (body) => parseDockerInspectDevices(body),
  'docker-inspect-layers': (body) => parseDockerInspectLayers(body),
  'docker-layers': (body) => parseDockerLayers(body),
  'docker-repositories': (body) => parseDockerRepositories(body),
  'engine-log': (body) => parseEngineLog(body),
  'engine-processes': (body) => parseEngineProcesses(body),
  'file-lines': (body) => parseFileLines(body),
  'file-sizes': (body) => parseFileSizes(body),
  'filesystem-space': (body) => parseFilesystemSpace(body),
  'folder-inodes': (body) => parseFolderInodes(body),
  'folder-names': (body) => parseFolderNames(body),
  'host-files': (body) => parseHostFiles(body),
  'kernel-log': (body) => parseKernelLog(body),
  'key-values': (body) => parseKeyValues(body),
  'layer-folders': (body) => parseLayerFolders(body),
  links: (body) => parseLinks(body),
  losetup: (body) => parseLosetup(body),
  'losetup-text-devices': (body) => parseLosetupDevices(body),
  'losetup-text-files': (body) => parseLosetupFiles(body),
  lsof: (body) => parseLsof(body),
  'lsof-descriptors': (body) => parseLsofDescriptors(body),
  'lsof-roots': (body) => parseLsofRoots(body),
  'lvm-backup': (body) => parseLvmBackup(body),
  'mapped-files': (body) => parseMappedFiles(body),
  'mount-id-groups': (body) => parseMountIdGroups(body),
  mountinfo: (body) => parseMountinfo(body),
  mounts: (body) => parseMounts(body),
  'oci-config': (body) => parseOciConfig(body),
  paths: (body) => parsePaths(body),
  'proc-cgroup': (body) => parseProcCgroup(body),
  'proc-stat': (body) => parseProcStat(body),
  'sized-paths': (body) => parseSizedPaths(body),
  'store-filesystems': (body) => parseStoreFilesystems(body),
  ps: (body) => parsePs(body),
  'ps-stat': (body) => parsePsStat(body),
  'sosreport-facts': (body) => parseSosreportFacts(body),
  'storage-inspect': (body) => parseStorageContainers(body),
  swaps: (body) => parseSwaps(body),
  sysctl: (body) => parseSysctl(body),
  'systemctl-show': (body) => parseSystemctlShow(body),
  'tar-names': (body) => parseTarNames(body),
  'tar-text': (body) => parseTarText(body),
  'text-engine-log': (body) => parseTextEngineLog(body),
  'text-kernel-log': (body) => parseTextKernelLog(body),
  tools: (body) => parseTools(body),
  'udev-cookies': (body) => parseUdevCookies(body),
} as const satisfies Record<string, (body: Uint8Array) => Parsed<readonly unknown[]>>;

export type ParserId = keyof typeof parsers;
