import type { Absent } from '#shared/base/absent.ts';
import { isAbsent, notCollected, present, unreadable } from '#shared/base/absent.ts';
import type { CollectorId } from '#shared/collectors/ids.ts';
import type { Summary } from '#shared/derive/view-types.ts';
import type { EvidenceEnd } from '#shared/evidence/record.ts';
import { msg, say } from '#shared/messages/index.ts';
import type { CaptureFacts } from '#shared/model/host.ts';
import { mountRowsOf } from '#shared/model/mount-rows.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';
import type { Severity } from '#shared/rules/rule.ts';

/** What a window, a report and a figure's caption say about a source as a whole. */
export function deriveSummary(analysis: Analysis): Summary {
  const { model, custody, source, records } = analysis;
  const findings: Record<Severity, number> = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
  let cannotTell = 0;
  for (const { outcome } of analysis.outcomes) {
    if (outcome.answer === 'cannot-tell') cannotTell++;
    if (outcome.answer === 'fires') for (const finding of outcome.findings) findings[finding.severity]++;
  }
  return {
    title: source.title,
    kind: source.kind,
    evidenceSha256: analysis.evidenceSha256,
    host: {
      name: model.host.name,
      kernel: model.host.kernel,
      os: model.host.os,
      bootId: model.host.bootId,
      capturedAt: model.capture.capturedAt,
      privilege: privilegeText(model.capture),
    },
    custody,
    counts: {
      processes: model.processes.length,
      namespaces: model.namespaces.length,
      mounts: mountRowsOf(model).length,
      containers: model.containers.length,
      pools: countFrom(analysis, 'dm-table', model.thinPools.length),
      thinDevices: countFrom(analysis, 'dm-table', model.thinDevices.length),
      images: countFrom(analysis, 'docker-images', model.images.length),
    },
    layers: {
      images: countFrom(analysis, 'containerd-databases', model.storedImages.length),
      unpacked: countFrom(analysis, 'layer-folders', model.storedLayers.length),
      overlays: model.overlays.length,
    },
    findings,
    cannotTell,
    ledger: analysis.ledger,
    records: { complete: [...records.values()].filter((r) => isWhole(r.end)).length, total: records.size },
    tables: {
      read: model.mountTables.filter((t) => !isAbsent(t.mounts)).length,
      of: model.namespaces.length,
    },
  };
}

/** A number only where what it rests on was read. */
function countFrom({ ledger }: Analysis, collector: CollectorId, count: number): number | Absent {
  const entry = ledger.find((row) => row.collector === collector);
  if (!entry || (count === 0 && ['missing', 'cut'].includes(entry.status))) return notCollected(collector);
  return count === 0 && ['denied', 'timeout'].includes(entry.status) ? unreadable(entry.because) : count;
}

/** `root (uid 0)`, `user guest (uid 1002)`: what the evidence was read as. */
export function privilegeText(capture: CaptureFacts): string | Absent {
  const { uid, user, seesEverything } = capture;
  if (isAbsent(uid)) return uid;
  if (uid === 0) return say(seesEverything === false ? msg('privilege.root-limited') : msg('privilege.root'));
  return say(msg('privilege.user', { user: present(user) ?? '?', uid }));
}

const isWhole = (end: EvidenceEnd): boolean =>
  end.kind === 'not-applicable' || (end.kind === 'complete' && (end.exitCode ?? 0) === 0);
