import { isAbsent, present } from '#shared/base/absent.ts';
import { blockShares } from '#shared/derive/blocks/block-shares.ts';
import type { DeviceMap, MapDisk, MapOutside, MapPool, MapTrouble } from '#shared/derive/device-map.ts';
import { poolRows } from '#shared/derive/thin/map-groups.ts';
import { backingOf, diskBox, type Place, placeOf } from '#shared/derive/thin/map-places.ts';
import { poolFacts } from '#shared/derive/thin/pool-facts.ts';
import { ownerText, poolGauges, poolState } from '#shared/derive/thin/pool-state.ts';
import { resolveThin } from '#shared/derive/thin/resolve-thin.ts';
import { msg, say } from '#shared/messages/index.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { thinIndex } from '#shared/model/thin/thin-index.ts';
import type { ThinPool } from '#shared/model/thin.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';

export interface DeviceMapQuery {
  /** A pool, thin device, container, layer or device: only its pool is drawn. Null, or nowhere in the evidence: the whole host. */
  readonly focus: string | null;
  /** Keys of groups to be shown one by one. */
  readonly expanded: readonly string[];
  /** Calm pools and calm devices are counted, not drawn. */
  readonly onlyTrouble: boolean;
}

/** Devices drawn at the foot; more are counted. */
const mostOutside = 8;

export function deriveDeviceMap(analysis: Analysis, { focus, expanded, onlyTrouble }: DeviceMapQuery): DeviceMap {
  const { model } = analysis;
  const index = thinIndex(model);
  const asked = focus === null ? null : resolveThin(analysis, focus);
  const chosen = asked ? model.thinPools.filter((p) => asked.pools.includes(p.device)) : model.thinPools;
  const opened = new Set(expanded);
  const made = chosen.map((pool) =>
    mapPool(analysis, pool, { expanded: opened, onlyTrouble, asked: asked?.devices[0] ?? null }),
  );
  const drawn = made.filter((p) => !onlyTrouble || asked !== null || worst(p) !== 'none').sort(byTrouble);
  const places = new Map(chosen.map((p) => [poolKey(p.device), placeOf(index, p)]));
  const disks = disksOf(drawn, places, (name, via, pools) => diskBox(index, name, via, pools));
  const pools = disks.flatMap((d) => d.pools.map((key) => drawn.find((p) => p.key === key)!));
  const outside = asked ? [] : outsideDevices(model);
  const rows = pools.flatMap((p) => p.rows);
  const [single, groups] = [rows.filter((r) => r.count === 1), rows.filter((r) => r.count > 1)];
  const inGroups = groups.reduce((n, g) => n + g.count, 0);
  return {
    focus: asked && focus !== null ? { needle: focus, title: asked.title } : null,
    onlyTrouble,
    disks,
    pools,
    outside: outside.slice(0, mostOutside),
    outsideMore: Math.max(0, outside.length - mostOutside),
    counts: {
      pools: model.thinPools.length,
      poolsDrawn: pools.length,
      devices: model.thinDevices.length,
      inFull: single.length,
      inGroups,
      groups: groups.length,
      leftOut: model.thinDevices.length - single.length - inGroups,
      listsNotRead: pools.filter((p) => isAbsent(index.pool.get(p.device)!.deviceIds)).length,
    },
    notRead: notRead(analysis),
  };
}

const poolKey = (device: string): string => `pool:${device}`;

function mapPool(analysis: Analysis, pool: ThinPool, options: Parameters<typeof poolRows>[2]): MapPool {
  const { model } = analysis;
  const index = thinIndex(model);
  const devices = index.devicesOf.get(pool.device) ?? [];
  const { rows, leftOut } = poolRows(analysis, devices, options);
  const state = poolState(pool);
  const keys = new Set(rows.map((r) => r.key));
  const origins = new Map(
    devices.flatMap((d) => {
      const origin = (present(d.active) ?? [])[0]?.externalOrigin;
      return origin && keys.has(d.key) ? [[origin, d.key] as const] : [];
    }),
  );
  const blocked = rows.reduce((n, r) => n + (r.blocked ? r.count : 0), 0);
  return {
    key: poolKey(pool.device),
    device: pool.device,
    title: pool.dmName,
    trouble: state.trouble,
    shape: state.shape,
    state: state.state,
    why: state.why === '' ? whyCalm(model, pool) : state.why,
    ...poolGauges(pool),
    facts: poolFacts(model, pool, devices, blocked, blockShares(model, pool)),
    backing: backingOf(index, pool, origins),
    rows,
    devices: devices.length,
    leftOut,
    source: pool.source,
  };
}

/** A calm pool says whose it is; one that nobody owns, its transaction. */
function whyCalm(model: HostModel, pool: ThinPool): string {
  const status = present(pool.status);
  if (present(pool.owner)?.kind === 'nobody' && status?.state === 'active') {
    return say(msg('devmap.pool.transaction', { id: status.transactionId }));
  }
  return ownerText(model, pool);
}

const weight: Readonly<Record<MapTrouble, number>> = { crit: 0, warn: 1, none: 2 };

/** Of the pool and of everything in it. */
const worst = (pool: MapPool): MapTrouble =>
  [pool.trouble, ...pool.rows.map((r) => r.trouble)].reduce((a, b) => (weight[b] < weight[a] ? b : a), 'none');

/** Trouble of the pool itself, then of its devices, then size, then name: equal on every machine. */
function byTrouble(a: MapPool, b: MapPool): number {
  return (
    weight[a.trouble] - weight[b.trouble] ||
    weight[worst(a)] - weight[worst(b)] ||
    b.devices - a.devices ||
    (a.title < b.title ? -1 : a.title > b.title ? 1 : 0)
  );
}

function disksOf(
  pools: readonly MapPool[],
  places: ReadonlyMap<string, Place>,
  box: (name: string, via: readonly string[], pools: readonly string[]) => MapDisk,
): readonly MapDisk[] {
  const on = new Map<string, MapPool[]>();
  for (const pool of pools) {
    const disk = places.get(pool.key)!.disk;
    on.set(disk, [...(on.get(disk) ?? []), pool]);
  }
  return [...on].map(([disk, here]) =>
    box(
      disk,
      here.flatMap((p) => places.get(p.key)!.via),
      here.map((p) => p.key),
    ),
  );
}

/** dm devices that no pool has and that are not plain: they are left over, broken or in the way. */
function outsideDevices(model: HostModel): readonly MapOutside[] {
  const index = thinIndex(model);
  const under = new Set(
    model.thinPools.flatMap((p) => {
      const table = present(p.table);
      return table ? [table.dataDevice, table.metadataDevice] : [];
    }),
  );
  return model.blockDevices.flatMap((block): readonly MapOutside[] => {
    if (block.dmName === null || index.pool.has(block.device) || index.byDmDevice.has(block.device)) return [];
    if (under.has(block.device)) return [];
    const targets = index.targetsOf.get(block.device) ?? [];
    const aside = (text: string) => `${block.device}, ${text}`;
    const base = { key: `outside:${block.device}`, title: block.dmName };
    if (block.suspended) return [{ ...base, shape: 'suspended', aside: aside(say(msg('devmap.state.suspended'))) }];
    if (targets.length === 0 && model.dmTargets.length > 0) {
      return [{ ...base, shape: 'no-table', aside: aside(say(msg('devmap.no-table'))) }];
    }
    const odd = targets.find((t) => t.target === 'error' || t.target === 'zero' || t.target === 'thin');
    if (!odd) return [];
    return [{ ...base, shape: odd.target === 'error' ? 'error' : 'active', aside: aside(`${odd.target} target`) }];
  });
}

/** What the picture rests on and what of it fell short, as the ledger says it. */
function notRead({ ledger }: Analysis): readonly string[] {
  const needed = new Set([
    'block-devices',
    'dm-devices',
    'dm-table',
    'dm-status',
    'docker-device-metadata',
    'docker-containers',
    'lvm-backup',
  ]);
  return ledger.flatMap((entry) =>
    needed.has(entry.collector) && !['ok', 'not-applicable'].includes(entry.status)
      ? [[entry.collector, entry.because].filter(Boolean).join(': ')]
      : [],
  );
}
