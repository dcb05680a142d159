import type { Absent } from '#shared/base/absent.ts';
import { isAbsent, notCollected, present } from '#shared/base/absent.ts';
import type { Evidence } from '#shared/model/build/evidence.ts';
import { namespaceDescriptors } from '#shared/model/build/namespaces.ts';
import { buildNamespaceLinks, buildThreads } from '#shared/model/build/processes.ts';
import { buildReferences, type KnownMounts } from '#shared/model/build/references.ts';
import type { SecondSample } from '#shared/model/host-model.ts';
import { parseDmInfo } from '#shared/parsers/dm-info.ts';
import { parseDockerConfig } from '#shared/parsers/docker-config.ts';
import { parseProcStat } from '#shared/parsers/proc-stat.ts';

/** The second reading of the volatile set. Mount tables are not read again, so `known` is the first sample's. */
export function buildSecondSample(evidence: Evidence, known: KnownMounts): SecondSample | Absent {
  const second = evidence.records.get('processes@2');
  if (!second || second.body.length === 0) return notCollected('processes@2');
  const first = evidence.records.get('processes');
  const namespaces = new Set<number>();
  for (const { mnt } of buildNamespaceLinks(evidence, 'namespace-links@2').values()) {
    if (mnt !== undefined && !isAbsent(mnt)) namespaces.add(mnt);
  }
  for (const thread of buildThreads(evidence, 'thread-namespaces@2')) namespaces.add(thread.mountNamespace);
  for (const { inode } of namespaceDescriptors(evidence, 'descriptors/links@2')) namespaces.add(inode);
  return {
    gapMs: Math.max(0, Math.round((second.startedAt ?? 0) - (first?.startedAt ?? second.startedAt ?? 0))),
    processes: new Set(
      evidence.rows('processes@2', parseProcStat).map((p) => `${p.pid}/${present(p.startTicks) ?? ''}`),
    ),
    namespaces,
    references: buildReferences(evidence, known, '@2'),
    dmOpen: new Map(evidence.rows('dm-devices@2', parseDmInfo).map((d) => [d.device, d.open])),
    dmSuspended: new Map(evidence.rows('dm-devices@2', parseDmInfo).map((d) => [d.device, d.suspended])),
    containerStates: new Map(
      evidence.rows('docker-containers/config@2', parseDockerConfig).map((c) => [c.id, stateWord(c)]),
    ),
  };
}

const stateWord = (c: { running: boolean; removalInProgress: boolean; dead: boolean }) =>
  c.running ? 'running' : c.removalInProgress ? 'removing' : c.dead ? 'dead' : 'exited';
