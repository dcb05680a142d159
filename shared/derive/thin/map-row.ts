import { isAbsent, present } from '#shared/base/absent.ts';
import type { MapRow, MapSlot, MapTrouble } from '#shared/derive/device-map.ts';
import { shortPath } from '#shared/derive/short-path.ts';
import { blockedRemoval, removalWaits } from '#shared/derive/thin/blocked.ts';
import { idText, ownerOf, type ThinOwner } from '#shared/derive/thin/owners.ts';
import { byteText, mappedBytes, presentShare } from '#shared/derive/thin/sizes.ts';
import { msg, say } from '#shared/messages/index.ts';
import { indexOf } from '#shared/model/model-index.ts';
import type { Subject } from '#shared/model/subject.ts';
import type { ActiveThin, ThinDevice } from '#shared/model/thin.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';

const rows = new WeakMap<Analysis, Map<string, MapRow>>();

/** One thin device as a row of the map. Kept per analysis: map, tables and block map ask for the same rows. */
export function mapRow(analysis: Analysis, device: ThinDevice): MapRow {
  let known = rows.get(analysis);
  if (!known) rows.set(analysis, (known = new Map()));
  let row = known.get(device.key);
  if (!row) known.set(device.key, (row = makeRow(analysis, device)));
  return row;
}

function makeRow(analysis: Analysis, device: ThinDevice): MapRow {
  const { model } = analysis;
  const owner = ownerOf(model, device);
  const active = (present(device.active) ?? [])[0] ?? null;
  const failed = failedWord(active);
  const blocked = blockedRemoval(analysis, device, owner);
  const full = isFull(analysis, device, owner);
  const slot = slotOf(device, active, failed);
  const trouble: MapTrouble =
    failed !== '' || blocked ? 'crit' : owner.orphan || owner.mismatch !== null || full ? 'warn' : 'none';
  const { mapped, size } = mappedBytes(device);
  const state = stateText(analysis, device, owner, active, failed, full);
  const row = {
    key: device.key,
    count: 1,
    idText: idText(device),
    device: active?.device ?? '',
    slot,
    orphan: owner.orphan,
    readOnly: active !== null && present(active.readOnly) === true,
    suspended: active?.suspended === true,
    mismatch: owner.mismatch,
    snapshotOf: owner.snapshotOf === null ? null : `${device.pool}/${owner.snapshotOf}`,
    ownerShape: owner.shape,
    owner: owner.title,
    image: owner.image,
    state,
    trouble,
    mapped: {
      share: presentShare(mapped, size),
      text: isAbsent(mapped) ? absentMapped(mapped.absent) : byteText(mapped),
      trouble: full ? ('warn' as const) : ('none' as const),
    },
    blocked,
    subject: { kind: 'thin-device', id: device.key, name: owner.title } satisfies Subject,
    source: device.source,
  };
  return { ...row, name: rowName(row) };
}

const absentMapped = (absent: 'not-collected' | 'unreadable' | 'unparsable' | 'not-applicable'): string =>
  absent === 'not-applicable' ? '' : say(msg('devmap.not-read'));

export function rowName(row: Omit<MapRow, 'name'>): string {
  const says = [
    row.state,
    row.mapped.text,
    row.mismatch ?? '',
    row.image,
    row.blocked ? say(msg('devmap.held-more', row.blocked)) : '',
  ];
  const slot = row.orphan
    ? `${say(msg(`devmap.slot.${row.slot === 'group' ? 'inactive' : row.slot}`))}, ${say(msg('devmap.slot.orphan'))}`
    : row.slot === 'group'
      ? ''
      : say(msg(`devmap.slot.${row.slot}`));
  const facts = { slot: row.device === '' ? slot : `${slot} ${row.device}`, says: says.filter(Boolean).join(', ') };
  return row.count > 1
    ? say(msg('devmap.object.group', { n: row.count, title: row.owner, says: facts.says }))
    : say(msg('devmap.object.device', { ids: row.idText, owner: row.owner, ...facts }));
}

function slotOf(device: ThinDevice, active: ActiveThin | null, failed: string): MapSlot {
  if (isAbsent(device.active)) return 'unread';
  if (active === null) return 'inactive';
  if (failed !== '') return failed === say(msg('devmap.state.failed')) ? 'failed' : 'unread';
  return isAbsent(active.status) && active.status.absent !== 'not-applicable' ? 'unread' : 'active';
}

function failedWord(active: ActiveThin | null): string {
  const status = active ? present(active.status) : null;
  if (status?.state === 'failed') return say(msg('devmap.state.failed'));
  return status?.state === 'error' ? say(msg('devmap.state.error')) : '';
}

const fullSubjects = new WeakMap<Analysis, ReadonlySet<string>>();

/** T-14 found its filesystem full: the pool is not. */
function isFull(analysis: Analysis, device: ThinDevice, owner: ThinOwner): boolean {
  let full = fullSubjects.get(analysis);
  if (!full) {
    full = new Set(
      analysis.outcomes.flatMap(({ code, outcome }) =>
        code === 'T-14' && outcome.answer === 'fires'
          ? outcome.findings.flatMap((f) => f.subjects.map((s) => s.id))
          : [],
      ),
    );
    fullSubjects.set(analysis, full);
  }
  return (
    full.has(device.key) || (owner.role === 'container' && owner.container !== null && full.has(owner.container.id))
  );
}

function stateText(
  analysis: Analysis,
  device: ThinDevice,
  owner: ThinOwner,
  active: ActiveThin | null,
  failed: string,
  full: boolean,
): string {
  if (failed !== '') return failed;
  if (active?.suspended) return say(msg('devmap.state.suspended'));
  if (owner.docker?.deleted) return say(msg('devmap.state.deleted'));
  if (removalWaits(owner)) return say(msg('devmap.state.waits'));
  if (owner.role === 'container' && owner.container) {
    return full ? say(msg('devmap.state.full', { state: owner.container.state })) : owner.container.state;
  }
  if (owner.snapshotOf !== null) return say(msg('devmap.state.snapshot', { of: owner.snapshotOf }));
  if (active && (owner.role === 'volume' || owner.role === 'unknown')) {
    const mount = indexOf(analysis.model).mountsByDevice.get(active.device)?.[0];
    return mount ? say(msg('devmap.state.mounted', { path: shortPath(mount.shape.mountPoint, 22) })) : '';
  }
  if (active && owner.role === 'init') return say(msg('devmap.slot.active'));
  if (!active && owner.role === 'nobody' && !owner.orphan) return say(msg('devmap.state.never'));
  return device.knownFrom.every((k) => k.from === 'table') && owner.orphan ? say(msg('devmap.state.table-only')) : '';
}
