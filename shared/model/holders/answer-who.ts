import { isAbsent } from '#shared/base/absent.ts';
import type { Message } from '#shared/base/message.ts';
import { msg } from '#shared/messages/index.ts';
import type { Container } from '#shared/model/container.ts';
import type { Holder } from '#shared/model/holder.ts';
import { findHolders } from '#shared/model/holders/find-holders.ts';
import { freeing } from '#shared/model/holders/freeing.ts';
import type { HoldTarget, Resolution } from '#shared/model/holders/hold-target.ts';
import { ofContainer } from '#shared/model/holders/needle-container.ts';
import { resolveNeedle } from '#shared/model/holders/resolve-needle.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import type { LedgerEntry } from '#shared/model/ledger.ts';
import { indexOf } from '#shared/model/model-index.ts';
import type { RemedyStep, Subject } from '#shared/model/subject.ts';

export interface HoldersAnswer {
  readonly needle: string;
  readonly resolved: readonly Subject[];
  readonly holders: readonly Holder[];
  readonly freeing: readonly RemedyStep[];
  /** What could not be looked at; non-empty means the list may be short. */
  readonly doubts: readonly Message[];
}

/** Who holds what the needle names. Null when it names nothing in the evidence. */
export function answerWho(model: HostModel, needle: string, ledger: readonly LedgerEntry[] = []): HoldersAnswer | null {
  const resolution = resolveNeedle(model, needle);
  if (!resolution) return null;
  const { targets, holders } = holdersOf(model, resolution);
  return {
    needle,
    resolved: resolution.resolved,
    holders,
    freeing: freeing(model, targets, holders),
    doubts: doubtsOf(model, ledger),
  };
}

/** The same for one container, as rules ask. */
export function holdersOfContainer(model: HostModel, container: Container): readonly Holder[] {
  return holdersOf(model, ofContainer(indexOf(model), container)).holders;
}

export function freeingOfContainer(model: HostModel, container: Container): readonly RemedyStep[] {
  const { targets, holders } = holdersOf(model, ofContainer(indexOf(model), container));
  return freeing(model, targets, holders);
}

function holdersOf(
  model: HostModel,
  { targets, otherwise }: Resolution,
): { targets: readonly HoldTarget[]; holders: readonly Holder[] } {
  const holders = targets.flatMap((t) => findHolders(model, t));
  if (otherwise.length === 0 || holders.some((h) => !h.legitimate)) return { targets, holders };
  const more = otherwise.flatMap((t) => findHolders(model, t));
  return { targets: [...targets, ...otherwise], holders: [...holders, ...more] };
}

/** Collectors whose absence can hide a holder. */
const telling = new Set([
  'processes',
  'namespace-links',
  'thread-namespaces',
  'process-roots',
  'descriptors',
  'mapped-files',
  'block-devices',
  'loop-devices',
  'swaps',
  'mount-tables',
  'processless-tables',
]);

function doubtsOf(model: HostModel, ledger: readonly LedgerEntry[]): readonly Message[] {
  const doubts: Message[] = [];
  if (model.capture.seesEverything !== true) doubts.push(msg('holder.doubt.not-root'));
  const read = new Map(model.mountTables.map((t) => [t.namespace, t]));
  const unread = model.namespaces.filter((ns) => {
    const table = read.get(ns.inode);
    return !table || isAbsent(table.mounts);
  }).length;
  if (unread > 0) doubts.push(msg('holder.doubt.tables', { count: unread }));
  const fallback = model.mountTables.filter((t) => t.format === 'mounts').length;
  if (fallback > 0) doubts.push(msg('holder.doubt.fallback', { count: fallback }));
  const loops = model.loopDevices.filter((l) => isAbsent(l.backingDevice)).length;
  if (loops > 0) doubts.push(msg('holder.doubt.loops', { count: loops }));
  for (const { collector, status, because } of ledger) {
    if (telling.has(collector) && status !== 'ok' && status !== 'not-applicable') {
      doubts.push(msg('holder.doubt.collector', { collector, because }));
    }
  }
  return doubts;
}
