import { present } from '#shared/base/absent.ts';
import type { MapRow } from '#shared/derive/device-map.ts';
import { holderMark } from '#shared/derive/namespaces/other-holders.ts';
import { shortPath } from '#shared/derive/short-path.ts';
import type { ThinOwner } from '#shared/derive/thin/owners.ts';
import { msg, say } from '#shared/messages/index.ts';
import { groupBy } from '#shared/model/group-by.ts';
import type { Holder } from '#shared/model/holder.ts';
import { findHolders } from '#shared/model/holders/find-holders.ts';
import { superblock } from '#shared/model/holders/hold-target.ts';
import type { ThinDevice } from '#shared/model/thin.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';

type Blocked = NonNullable<MapRow['blocked']>;

/** Holders by subject id of the findings that are about something held. */
const held = new WeakMap<Analysis, ReadonlyMap<string, readonly Holder[]>>();
const answers = new WeakMap<Analysis, Map<string, Blocked | null>>();

/** Beyond this many devices without a finding the search for holders is not started again for each. */
const mostAsked = 200;

/** The removal of this device waits, and for whom; null when nothing waits or nobody is known to hold it. */
export function blockedRemoval(analysis: Analysis, device: ThinDevice, owner: ThinOwner): Blocked | null {
  const known = answers.get(analysis) ?? new Map<string, Blocked | null>();
  answers.set(analysis, known);
  const before = known.get(device.key);
  if (before !== undefined) return before;
  const waiting = removalWaits(owner);
  const holders = waiting ? holdersOf(analysis, device, owner, known.size) : [];
  const blocked = holders.length === 0 ? null : blockOf(holders);
  if (waiting) known.set(device.key, blocked);
  return blocked;
}

/** docker was told to remove it: the container is going, or its device waits for the deferred-deletion worker. */
export function removalWaits({ container, docker, role }: ThinOwner): boolean {
  if (docker?.deleted) return true;
  return role === 'container' && (container?.state === 'removing' || container?.state === 'dead');
}

function holdersOf(analysis: Analysis, device: ThinDevice, owner: ThinOwner, asked: number): readonly Holder[] {
  const active = (present(device.active) ?? [])[0];
  if (!active) return [];
  const found = fromFindings(analysis);
  const said = found.get(active.device) ?? (owner.container ? found.get(owner.container.id) : undefined);
  if (said) return said;
  if (asked >= mostAsked) return [];
  return findHolders(analysis.model, superblock(active.device)).filter((h) => !h.legitimate);
}

function fromFindings(analysis: Analysis): ReadonlyMap<string, readonly Holder[]> {
  const before = held.get(analysis);
  if (before) return before;
  // Two findings may each see a part: namespaces with processes, and those without.
  const made = new Map<string, Map<string, Holder>>();
  for (const { outcome } of analysis.outcomes) {
    if (outcome.answer !== 'fires') continue;
    for (const finding of outcome.findings) {
      const holders = finding.holders.filter((h) => !h.legitimate);
      if (holders.length === 0) continue;
      for (const s of finding.subjects) {
        if (s.kind !== 'container' && !/^\d+:\d+$/.test(s.id)) continue;
        const all = made.get(s.id) ?? new Map<string, Holder>();
        made.set(s.id, all);
        for (const h of holders) all.set(holderKey(h), h);
      }
    }
  }
  const found = new Map([...made].map(([id, all]) => [id, [...all.values()]] as const));
  held.set(analysis, found);
  return found;
}

const holderKey = (h: Holder): string =>
  [
    h.via,
    present(h.namespace)?.id,
    present(h.process)?.pid,
    present(h.fd),
    present(h.mount)?.id,
    h.through[0]?.name,
  ].join('/');

function blockOf(holders: readonly Holder[]): Blocked {
  const inNamespaces = holders.filter((h) => h.via === 'mount');
  const namespaces = [...groupBy(inNamespaces, (h) => present(h.namespace)?.id ?? null).keys()];
  const [first] = holders;
  if (namespaces.length > 1) {
    return {
      mark: holderMark(inNamespaces[0]!),
      holder: say(msg('devmap.held-namespaces', { n: namespaces.length })),
      more: holders.length - inNamespaces.length,
    };
  }
  // A process that holds by its directory and by a mount is one holder: the mount's row names it.
  const main = inNamespaces[0] ?? first!;
  const others = new Set(holders.map((h) => present(h.process)?.pid ?? `${h.via}${h.through[0]?.name ?? ''}`));
  return { mark: holderMark(main), holder: holderText(main), more: others.size - 1 };
}

/** In the few words that a row has room for: `log-agent /scan/a1`, `cwd of 5843`, `loop2`, `pin backup`, `5898 fd 7`. */
function holderText(h: Holder): string {
  const process = present(h.process);
  const stack = h.through[0];
  if (stack) return stack.name;
  const pid = process?.pid ?? 0;
  if (h.via !== 'mount') {
    return h.via === 'cwd' || h.via === 'root'
      ? say(msg('devmap.held-cwd', { via: h.via, pid }))
      : say(msg('devmap.held-fd', { pid, fd: present(h.fd) ?? h.via }));
  }
  const namespace = present(h.namespace);
  const where = present(h.mount)?.mountPoint ?? '';
  const container = present(h.container);
  switch (namespace?.heldBy) {
    case 'nsfs':
      return say(msg('devmap.held-pin', { pin: namespace.pin?.split('/').at(-1) ?? '' }));
    case 'thread':
      return say(msg('devmap.held-thread', { tid: process?.tid ?? pid }));
    case 'fd':
      return say(msg('devmap.held-fd', { pid, fd: present(h.fd) ?? '' }));
    case 'process':
    case undefined:
      return container
        ? `${container.name} ${shortPath(where, 18)}`
        : say(msg('devmap.held-process', { comm: (process && present(process.comm)) ?? '', pid }));
  }
}
