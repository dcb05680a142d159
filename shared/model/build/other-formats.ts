/**
 * Records whose body is in another program's format than our script's: which parser gives the same rows.
 *
 * A source that did not run our script (a sosreport) says the format of such a record (`EvidenceFacts.format`). The builders
 * ask for rows by the house's parser and never know. A format that is not here (a newer bundle) gives no rows and says so.
 */
import { parseBlockListings } from '#shared/parsers/block-listings.ts';
import { parseCommandLines } from '#shared/parsers/command-lines.ts';
import { parseDaemons } from '#shared/parsers/daemons.ts';
import { parseDevices } from '#shared/parsers/devices.ts';
import { parseDfText } from '#shared/parsers/df-text.ts';
import { parseDmInfo } from '#shared/parsers/dm-info.ts';
import { parseDmsetupColumns } from '#shared/parsers/dmsetup-columns.ts';
import { parseDockerConfig } from '#shared/parsers/docker-config.ts';
import { parseDockerDevices } from '#shared/parsers/docker-devices.ts';
import { parseDockerDeviceSet } from '#shared/parsers/docker-deviceset.ts';
import {
  parseDockerInspect,
  parseDockerInspectDevices,
  parseDockerInspectLayers,
} from '#shared/parsers/docker-inspect.ts';
import { parseEngineProcesses } from '#shared/parsers/engine-processes.ts';
import { parseFileLines } from '#shared/parsers/file-lines.ts';
import { parseFilesystemSpace } from '#shared/parsers/filesystem-space.ts';
import { parseHostFiles } from '#shared/parsers/host-files.ts';
import { parseKeyValues } from '#shared/parsers/key-values.ts';
import { parseLinks } from '#shared/parsers/links.ts';
import { parseEngineLog, parseKernelLog } from '#shared/parsers/log-lines.ts';
import { parseLosetup } from '#shared/parsers/losetup.ts';
import { parseLosetupDevices, parseLosetupFiles } from '#shared/parsers/losetup-text.ts';
import { parseLsnsCommands, parseLsnsLinks, parseLsnsStat } from '#shared/parsers/lsns.ts';
import {
  parseLsofDescriptorDevices,
  parseLsofDescriptors,
  parseLsofMaps,
  parseLsofRootDevices,
  parseLsofRoots,
} from '#shared/parsers/lsof.ts';
import { parseMappedFiles } from '#shared/parsers/mapped-files.ts';
import { parseMountIdGroups } from '#shared/parsers/mount-id-groups.ts';
import { parseOciConfig } from '#shared/parsers/oci-config.ts';
import { parseCriContainerd, parseCriPids, parseStorageContainers } from '#shared/parsers/oci-inspect.ts';
import type { Parsed } from '#shared/parsers/parsed.ts';
import { parseProcCgroup } from '#shared/parsers/proc-cgroup.ts';
import { parseProcStat } from '#shared/parsers/proc-stat.ts';
import { parsePsCgroups, parsePsCommands, parsePsStat } from '#shared/parsers/ps-facts.ts';
import { parseSysctl } from '#shared/parsers/sysctl.ts';
import { parseTextEngineLog, parseTextKernelLog } from '#shared/parsers/text-log.ts';

type Parse<T> = (body: Uint8Array) => Parsed<readonly T[]>;

const others = new Map<unknown, Readonly<Record<string, unknown>>>();
/** The compiler sees that the other parser gives the same rows. */
function same<T>(house: Parse<T>, formats: Readonly<Record<string, Parse<T>>>): void {
  others.set(house, formats);
}

same(parseKeyValues, { 'host-files': parseHostFiles });
same(parseProcStat, { lsns: parseLsnsStat, ps: parsePsStat });
same(parseCommandLines, { lsns: parseLsnsCommands, ps: parsePsCommands });
same(parseProcCgroup, { ps: parsePsCgroups });
same(parseLinks, {
  lsns: parseLsnsLinks,
  'mount-id-groups': parseMountIdGroups,
  'lsof-descriptors': parseLsofDescriptors,
  'lsof-roots': parseLsofRoots,
});
same(parseDevices, { 'lsof-descriptors': parseLsofDescriptorDevices, 'lsof-roots': parseLsofRootDevices });
same(parseMappedFiles, { lsof: parseLsofMaps });
// Names without numbers are read where block devices are made (block.ts): they are no rows of `dmsetup info`.
same(parseDmInfo, { 'dm-names': () => ({ value: [], warnings: [] }), 'dmsetup-columns': parseDmsetupColumns });
same(parseFilesystemSpace, { df: parseDfText });
same(parseLosetup, { losetup: parseLosetupDevices });
same(parseDaemons, { ps: parseEngineProcesses });
same(parseDockerConfig, { 'docker-inspect': parseDockerInspect });
same(parseDockerDevices, { 'docker-inspect': parseDockerInspectDevices });
same(parseDockerDeviceSet, { 'docker-inspect': () => ({ value: [], warnings: [] }) });
same(parseOciConfig, { 'crictl-inspect': parseCriContainerd, 'storage-inspect': parseStorageContainers });
same(parseKernelLog, { text: parseTextKernelLog });
same(parseEngineLog, { text: parseTextEngineLog });
same(parseFileLines, {
  'block-listings': parseBlockListings,
  'docker-inspect': parseDockerInspectLayers,
  'crictl-inspect': parseCriPids,
  losetup: parseLosetupFiles,
  sysctl: parseSysctl,
});

/** Gives the rows of `house` from a body in `format`; undefined is the house's own. */
export function parserFor<T>(house: Parse<T>, format: string | undefined): Parse<T> {
  if (format === undefined) return house;
  const other = others.get(house)?.[format] as Parse<T> | undefined;
  return (
    other ?? (() => ({ value: [], warnings: [{ line: 1, expected: `the format ${format}, which is not known` }] }))
  );
}
