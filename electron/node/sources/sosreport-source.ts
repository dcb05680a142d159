import type { Archive, ArchiveEntry } from '#electron/node/archives/archive.ts';
import { archiveFailure } from '#electron/node/archives/archive-failure.ts';
import { KeepBudget, keepBody } from '#electron/node/archives/keep-body.ts';
import { toolVersion } from '#electron/node/package-root.ts';
import type { ArchiveReport } from '#shared/archive/report.ts';
import type { Custody } from '#shared/evidence/custody.ts';
import { type EvidenceSource, SourceFailure } from '#shared/pipeline/source.ts';
import { SosreportImport } from '#shared/sosreport/sosreport-import.ts';
import { belowRoot, isOfSosreport, type KeepWanted } from '#shared/sosreport/wanted.ts';

/** What the kept members may take together, and one mount table while it is compared, bytes. */
const keptBytes = 256 * 1024 ** 2;
const oneTable = 64 * 1024 ** 2;
const isMountTable = (place: string) => /(^|\/)proc\/(\d+|self)\/(mountinfo|mounts)$/.test(place);

/** Members looked at before a tar is said to be no sosreport: its own files come first, or within the first folders. */
const lookedAt = 5000;

/** The second pass and the last: for what only the manifest told, which stands at the end of most archives. Ends when it has all. */
async function lookAgain(
  archive: Archive,
  sos: SosreportImport,
  budget: KeepBudget,
  signal: AbortSignal,
): Promise<void> {
  const wanted = new Map(sos.secondLook());
  if (wanted.size === 0) return;
  for await (const entry of archive.pass(signal)) {
    const { kind, place, duplicate, mtimeMs } = entry.member;
    const keep = place === null || kind !== 'file' || duplicate ? undefined : wanted.get(belowRoot(place));
    if (keep === undefined || place === null) continue;
    sos.take({ place, ...(await kept(entry, keep, budget)), mtimeMs });
    wanted.delete(belowRoot(place));
    if (wanted.size === 0) break;
  }
}

async function kept(entry: ArchiveEntry, wanted: KeepWanted, budget: KeepBudget) {
  const { bytes, ended, limit } = await keepBody(entry, wanted, budget);
  return { body: bytes, ended: ended === 'whole' || ended === 'cut' ? ended : 'limit', limit } as const;
}

/** The archive is a sosreport: a member of it has a place that only a sosreport's has. */
export async function isSosreport(
  archive: Archive,
  signal: AbortSignal,
): Promise<{ readonly yes: boolean; readonly report: ArchiveReport }> {
  const pass = archive.pass(signal);
  let yes = false;
  let seen = 0;
  for await (const { member } of pass) {
    yes = member.place !== null && isOfSosreport(member.place);
    if (yes || ++seen >= lookedAt) break;
  }
  return { yes, report: pass.report() };
}

/** A sosreport, packed or unpacked, as a source: one pass, a second one for what only its manifest tells, nothing written, what is kept is bounded. */
export function sosreportSource(name: string, archive: Archive): EvidenceSource {
  let ended = false;
  let stopped: Custody['stopped'] = null;
  let title = name;
  return {
    kind: 'sosreport',
    get title() {
      return title;
    },
    async *records(signal) {
      const sos = new SosreportImport();
      const budget = new KeepBudget(keptBytes);
      const pass = archive.pass(signal);
      for await (const entry of pass) {
        const wanted = sos.wants(entry.member);
        const { place, mtimeMs } = entry.member;
        if (wanted === null || place === null) continue;
        // A mount table is compared and mostly dropped, so it is not charged to what is kept; sos.take bounds those.
        const own = isMountTable(place) ? new KeepBudget(oneTable) : budget;
        sos.take({ place, ...(await kept(entry, wanted, own)), mtimeMs });
      }
      const report = pass.report();
      const failure = archiveFailure(name, report);
      if (failure && report.members === 0) throw new SourceFailure(failure);
      ended = report.end.kind === 'complete';
      if (failure?.kind === 'archive-refused')
        stopped = { member: failure.member, what: failure.what, allowed: failure.allowed };
      if (ended) await lookAgain(archive, sos, budget, signal);
      title = sos.root ?? name;
      yield* sos.finish();
    },
    custody: () => ({
      toolVersion,
      scriptSha256: null,
      reachedBy: 'sosreport',
      hostKeyFingerprint: null,
      elevation: null,
      hostClockMs: null,
      localClockMs: null,
      clockErrorMs: null,
      hostChanges: [],
      ended,
      stopped,
    }),
  };
}
