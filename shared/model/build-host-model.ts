import type { EvidenceRecord } from '#shared/evidence/record.ts';
import { buildBlockDevices, buildLoopDevices, buildSwaps, deviceBySource } from '#shared/model/build/block.ts';
import { buildDaemons, buildUnits } from '#shared/model/build/daemons.ts';
import { buildDockerContainers } from '#shared/model/build/docker.ts';
import { Evidence } from '#shared/model/build/evidence.ts';
import { buildHost, buildSettings } from '#shared/model/build/host.ts';
import { buildLayers } from '#shared/model/build/layers.ts';
import { buildLog } from '#shared/model/build/logs.ts';
import { joinMoby } from '#shared/model/build/moby.ts';
import type { EarlyTables } from '#shared/model/build/mount-tables-early.ts';
import { buildMounts, everyTableRead } from '#shared/model/build/mounts.ts';
import { areInferred, buildNamespaces } from '#shared/model/build/namespaces.ts';
import { buildNetnsFiles } from '#shared/model/build/netns.ts';
import { buildOciContainers } from '#shared/model/build/oci.ts';
import { cgroupOwners, readOciContainers } from '#shared/model/build/oci-configs.ts';
import { buildPods } from '#shared/model/build/pods.ts';
import { buildProcesses } from '#shared/model/build/processes.ts';
import { buildReferences, knownMounts } from '#shared/model/build/references.ts';
import { buildSecondSample } from '#shared/model/build/second-sample.ts';
import { buildStorage } from '#shared/model/build/storage.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { hostNamespaceOf } from '#shared/model/host-namespace.ts';
import { withMounts } from '#shared/model/mount-rows.ts';
import type { ParseWarning } from '#shared/parsers/parsed.ts';

export interface BuiltModel {
  readonly model: HostModel;
  /** Lines that no parser understood, by record id. */
  readonly warnings: ReadonlyMap<string, readonly ParseWarning[]>;
}

/**
 * Every record of a capture joined into one model. Never throws on evidence: what is missing is Absent, what is not
 * understood is a warning. Records of unknown collectors (a newer bundle) are left alone.
 */
export function buildHostModel(
  records: Iterable<EvidenceRecord> | ReadonlyMap<string, EvidenceRecord>,
  early?: EarlyTables,
): BuiltModel {
  const evidence = new Evidence(records instanceof Map ? records.values() : (records as Iterable<EvidenceRecord>));
  const { host, capture } = buildHost(evidence);
  const blockDevices = buildBlockDevices(evidence);
  const { rows, mountTables } = buildMounts(evidence, deviceBySource(blockDevices), early);
  const oci = readOciContainers(evidence);
  const { processes, threads, shims, vanished } = buildProcesses(evidence, cgroupOwners(oci));
  const namespaces = buildNamespaces(evidence, processes, threads, rows, mountTables);
  // Where namespaces were inferred, those without a process in them were not even looked for.
  const complete =
    !areInferred(evidence) &&
    everyTableRead(
      mountTables,
      namespaces.map((ns) => ns.inode),
    );
  const known = knownMounts(evidence, rows, complete);
  const hostNamespace = hostNamespaceOf(processes, capture.ownNamespace);
  const hostMounts = rows.inNamespace(hostNamespace);
  const overlayMounts = rows.where((shape) => shape.fsType === 'overlay');
  const docker = joinMoby(buildDockerContainers(evidence, blockDevices), oci);
  const containers = [...docker, ...buildOciContainers(evidence, oci, processes, shims)];
  const daemons = buildDaemons(evidence, processes, shims);
  const storage = buildStorage(evidence, blockDevices);
  const facts: Omit<HostModel, 'mounts'> = {
    host,
    capture: { ...capture, vanished },
    settings: buildSettings(evidence),
    processes,
    threads,
    namespaces,
    mountTables,
    references: buildReferences(evidence, known),
    blockDevices,
    loopDevices: buildLoopDevices(evidence, blockDevices),
    swaps: buildSwaps(evidence, blockDevices, hostMounts),
    ...storage,
    ...buildLayers(evidence, { ...storage, overlayMounts, containers, daemons }),
    pods: buildPods(evidence, oci),
    daemons,
    units: buildUnits(evidence),
    netnsFiles: buildNetnsFiles(evidence, hostMounts),
    log: buildLog(evidence, host),
    second: buildSecondSample(evidence, known),
  };
  return { model: withMounts(facts, rows), warnings: evidence.warnings };
}
