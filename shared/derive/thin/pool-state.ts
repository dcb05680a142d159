import { isAbsent, present } from '#shared/base/absent.ts';
import type { Message } from '#shared/base/message.ts';
import type { MapGauge, MapPoolShape, MapTrouble } from '#shared/derive/device-map.ts';
import { counted, percent, shareOf } from '#shared/derive/thin/sizes.ts';
import { msg, say } from '#shared/messages/index.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import type { ActivePoolStatus, PoolOwner, ThinPool } from '#shared/model/thin.ts';

/** A pool's state in words (VISUAL §4), from its own status line and table alone. */
export interface PoolState {
  readonly shape: MapPoolShape;
  readonly trouble: MapTrouble;
  readonly state: string;
  /** Empty: nothing to add; the map writes the owner there. */
  readonly why: string;
}

/** From 80 % on a pool will stop. */
export const nearlyFull = 0.8;

export function poolState(pool: ThinPool): PoolState {
  const known = stateOfStatus(pool);
  if (pool.suspended !== true) return known;
  return {
    ...known,
    shape: known.trouble === 'crit' ? known.shape : 'suspended',
    state: say(msg('devmap.pool.suspended', { state: known.shape === 'calm' ? '' : known.state })),
  };
}

const as = (shape: MapPoolShape, trouble: MapTrouble, state: Message, why: Message | string = ''): PoolState => ({
  shape,
  trouble,
  state: say(state),
  why: typeof why === 'string' ? why : say(why),
});

function stateOfStatus(pool: ThinPool): PoolState {
  const { status } = pool;
  if (isAbsent(status))
    return as(
      'unknown',
      'warn',
      msg('devmap.pool.unknown'),
      `${say(msg(`hops.gauge.${status.absent}`))}: ${status.because}`,
    );
  switch (status.state) {
    case 'failed':
      return as('failed', 'crit', msg('devmap.pool.failed'), msg('devmap.pool.failed-why'));
    case 'error':
      return as('unknown', 'warn', msg('devmap.pool.error'), msg('devmap.pool.error-why'));
    case 'no-table':
      return as('no-table', 'warn', msg('devmap.pool.no-table'));
    case 'active':
      return activeState(pool, status);
  }
}

function activeState(pool: ThinPool, status: ActivePoolStatus): PoolState {
  const features = present(pool.table)?.features ?? null;
  if (status.mode === 'out_of_data_space') {
    if (status.noSpace === 'queue_if_no_space') {
      return as('queueing', 'crit', msg('devmap.pool.queueing'), msg('devmap.pool.queueing-why'));
    }
    const late = features !== null && !features.includes('error_if_no_space');
    const why = late ? msg('devmap.pool.erroring-late') : msg('devmap.pool.erroring-set');
    return as('erroring', 'crit', msg('devmap.pool.erroring'), features === null ? '' : why);
  }
  if (status.mode === 'ro') {
    if (features?.includes('read_only') && !status.needsCheck) {
      return as('read-only', 'none', msg('devmap.pool.read-only'), msg('devmap.pool.by-table'));
    }
    const state = status.needsCheck ? msg('devmap.pool.read-only-check') : msg('devmap.pool.read-only');
    const why = metadataFull(status) ? msg('devmap.pool.metadata-full') : msg('devmap.pool.metadata-error');
    return as('read-only', 'crit', state, why);
  }
  if (status.needsCheck) return as('read-only', 'crit', msg('devmap.pool.needs-check'));
  const data = shareOf(status.usedData, status.totalData) ?? 0;
  const metadata = shareOf(status.usedMetadata, status.totalMetadata) ?? 0;
  if (Math.max(data, metadata) >= nearlyFull) {
    const what = data >= metadata ? msg('devmap.data') : msg('devmap.fact.metadata');
    return as(
      'nearly-full',
      'warn',
      msg('devmap.pool.nearly-full', { what: say(what) }),
      percent(Math.max(data, metadata)),
    );
  }
  const error = features?.includes('error_if_no_space') ?? status.noSpace === 'error_if_no_space';
  return as('calm', 'none', error ? msg('devmap.pool.rw-error') : msg('devmap.pool.rw'));
}

/** The kernel keeps one block back, so the last one is never handed out. */
const metadataFull = (s: ActivePoolStatus): boolean => s.totalMetadata - s.usedMetadata <= 1;

const unread: MapGauge = { share: null, absent: 'unreadable', text: '', trouble: 'none', full: false, lowWater: null };

export function poolGauges(pool: ThinPool): { readonly data: MapGauge; readonly metadata: MapGauge } {
  const status = present(pool.status);
  if (status?.state !== 'active') {
    const absent = isAbsent(pool.status) ? pool.status.absent : 'unreadable';
    const gauge = { ...unread, absent, text: say(msg(`hops.gauge.${absent}`)) };
    return { data: gauge, metadata: gauge };
  }
  const table = present(pool.table);
  const outOfData = status.mode === 'out_of_data_space';
  const low = table && table.lowWaterMark > 0 ? shareOf(status.totalData - table.lowWaterMark, status.totalData) : null;
  return {
    data: gauge(status.usedData, status.totalData, outOfData, low !== null && low > 0 ? low : null),
    metadata: gauge(
      status.usedMetadata,
      status.totalMetadata,
      metadataFull(status) && status.mode !== 'rw',
      status.metadataLowWaterMark !== null && status.metadataLowWaterMark < status.totalMetadata
        ? shareOf(status.totalMetadata - status.metadataLowWaterMark, status.totalMetadata)
        : null,
    ),
  };
}

function gauge(used: number, total: number, full: boolean, lowWater: number | null): MapGauge {
  const share = shareOf(used, total);
  const trouble = full ? 'crit' : share !== null && share >= nearlyFull ? 'warn' : 'none';
  return { share, absent: share === null ? 'unreadable' : null, text: counted(used, total), trouble, full, lowWater };
}

/** `owned by docker 595`: the pid of its daemon where it runs, else its data root. */
export function ownerText(model: HostModel, pool: ThinPool): string {
  if (isAbsent(pool.owner)) return say(msg('devmap.owner-unknown'));
  const more = pool.otherOwners.length;
  const own = oneOwner(model, pool.owner);
  return more > 0 ? `${own} ${say(msg('devmap.owned-more', { n: more }))}` : own;
}

function oneOwner(model: HostModel, owner: PoolOwner): string {
  switch (owner.kind) {
    case 'docker':
    case 'containerd': {
      const kind = owner.kind === 'docker' ? 'dockerd' : 'containerd';
      const daemon = model.daemons.find((d) => d.kind === kind && present(d.root) === owner.root);
      const facts = { pid: daemon ? String(daemon.pid) : '', root: owner.root };
      return say(owner.kind === 'docker' ? msg('devmap.owned-docker', facts) : msg('devmap.owned-containerd', facts));
    }
    case 'lvm':
      return say(msg('devmap.owned-lvm', { group: owner.volumeGroup, volume: owner.logicalVolume }));
    case 'nobody':
      return say(msg('devmap.owned-nobody'));
  }
}
