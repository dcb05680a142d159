import { isAbsent } from '#shared/base/absent.ts';
import type { Message } from '#shared/base/message.ts';
import { rowsWithFindings } from '#shared/derive/diff/finding-rows.ts';
import { compareObjects } from '#shared/derive/recheck/compare-objects.ts';
import { keyOfRow, objectsOf } from '#shared/derive/recheck/objects.ts';
import type { Recheck, RecheckBasis, RecheckDoubt, RecheckHost } from '#shared/derive/recheck/recheck.ts';
import { findingOf, hostOf } from '#shared/derive/recheck/recheck-basis.ts';
import { doubtsIn, gathered, sharedDoubts } from '#shared/derive/recheck/sight.ts';
import { msg } from '#shared/messages/index.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';

/** Whether the finding is still there in what was read again. Never says gone where less was seen than when it was found. */
export function deriveRecheck(basis: RecheckBasis, after: Analysis): Recheck {
  const all = rowsWithFindings(after);
  const found = all.find(({ row }) => row.id === basis.lastingId) ?? null;
  const host = hostOf(after);
  const other = otherMachine(basis.host, host);
  const seen = doubtsIn(after, [...basis.reads, ...basis.asks]);
  const shared = sharedDoubts(basis.doubts, seen);
  const doubts = other ? [other] : newDoubts(basis, after, seen, shared);
  const known = new Set(basis.objects.flatMap(({ rows }) => rows.map(keyOfRow)));
  const sameBoot = host.bootId !== null && host.bootId === basis.host.bootId;
  const diff = compareObjects(basis.objects, objectsOf(after, found?.finding ?? null, known), sameBoot, shared);
  const main = basis.subjects[0];
  // Numbers of the kernel mean other things after a boot.
  const lasts = main !== undefined && (sameBoot || !['mount', 'namespace', 'process'].includes(main.kind));
  const now = all.filter(
    ({ row, finding }) =>
      lasts &&
      row.id !== basis.lastingId &&
      !basis.others.includes(row.id) &&
      finding.subjects.some((s) => s.kind === main.kind && s.id === main.id),
  );
  const outcome = after.outcomes.find((o) => o.code === basis.code)?.outcome;
  const isChanged =
    diff.new.length + diff.gone.length + diff.changed.length > 0 || found?.finding.severity !== basis.finding.severity;
  return {
    code: basis.code,
    rule: basis.rule,
    answer: answerOf(other !== null, found !== null, isChanged, doubts.length > 0, now.length > 0),
    doubts: gathered(doubts),
    unseen: other ? [] : gathered([...shared.values()]),
    notes: notesOn(basis.host, host, other !== null),
    before: { host: basis.host, finding: basis.finding },
    after: {
      host,
      finding: found && findingOf(found.finding),
      outcome: outcome?.answer ?? 'cannot-tell',
      because: outcome && outcome.answer !== 'fires' ? outcome.because : null,
    },
    now: other ? [] : now.map(({ code, finding }) => ({ code, finding: findingOf(finding) })),
    diff: other ? { new: [], gone: [], changed: [], notComparable: [] } : diff,
  };
}

function answerOf(
  elsewhere: boolean,
  found: boolean,
  changed: boolean,
  doubtful: boolean,
  another: boolean,
): Recheck['answer'] {
  if (elsewhere) return 'cannot-tell';
  if (found) return changed ? 'changed' : 'still-there';
  if (doubtful) return 'cannot-tell';
  return another ? 'changed' : 'gone';
}

/** What keeps "not found" from meaning "not there", apart from what the earlier capture did not see either. */
function newDoubts(
  { code }: RecheckBasis,
  { outcomes, custody }: Analysis,
  doubts: readonly RecheckDoubt[],
  shared: ReadonlyMap<string, Message>,
): readonly Message[] {
  const outcome = outcomes.find((o) => o.code === code)?.outcome;
  const known = new Set(Array.from(shared.values(), (m) => JSON.stringify(m)));
  const said = [
    ...(custody.ended ? [] : [msg('recheck.cut')]),
    ...(outcome?.answer === 'cannot-tell' ? [outcome.because] : []),
    ...doubts.map(({ because }) => because),
  ].filter((m) => !known.has(JSON.stringify(m)));
  return [...new Map(said.map((m) => [JSON.stringify(m), m])).values()];
}

/** Machine ids decide where both are known; else the host's name. */
function otherMachine(before: RecheckHost, after: RecheckHost): Message | null {
  if (before.machineId !== null && after.machineId !== null) {
    return before.machineId === after.machineId
      ? null
      : msg('recheck.other-machine-id', { before: before.machineId, after: after.machineId });
  }
  const sameBoot = before.bootId !== null && before.bootId === after.bootId;
  if (sameBoot || before.name === null || after.name === null || before.name === after.name) return null;
  return msg('recheck.other-host', { before: before.name, after: after.name });
}

function notesOn(before: RecheckHost, after: RecheckHost, isOther: boolean): readonly Message[] {
  const [was, is] = [before.capturedAt, after.capturedAt];
  const older = !isAbsent(was) && !isAbsent(is) && is <= was;
  const keys = before.hostKey !== null && after.hostKey !== null && before.hostKey !== after.hostKey;
  return [
    ...(isOther ? [] : onBoot(before.bootId, after.bootId)),
    ...(keys ? [msg('recheck.other-key', { before: before.hostKey, after: after.hostKey })] : []),
    ...(older && !isOther ? [msg('recheck.older')] : []),
  ];
}

function onBoot(before: string | null, after: string | null): readonly Message[] {
  if (before === null || after === null) return [msg('recheck.boot-unknown')];
  return before === after ? [] : [msg('recheck.rebooted')];
}
