import { isAbsent, present } from '#shared/base/absent.ts';
import { linesOf } from '#shared/derive/chain/cite.ts';
import { mappedOf, poolHops, thinHops } from '#shared/derive/chain/device-hops.ts';
import { ownerHops } from '#shared/derive/chain/owner-hops.ts';
import type { ChainFigure, ChainGauge } from '#shared/derive/chain-figure.ts';
import type { MapGauge } from '#shared/derive/device-map.ts';
import { idText, ownerOf } from '#shared/derive/thin/owners.ts';
import { poolGauges } from '#shared/derive/thin/pool-state.ts';
import { resolveThin } from '#shared/derive/thin/resolve-thin.ts';
import { byteText, percent, presentShare, shareOf } from '#shared/derive/thin/sizes.ts';
import { msg, say } from '#shared/messages/index.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import type { Subject } from '#shared/model/subject.ts';
import { thinIndex } from '#shared/model/thin/thin-index.ts';
import type { ThinDevice, ThinPool } from '#shared/model/thin.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';
import type { Finding, Severity } from '#shared/rules/rule.ts';

/** The chain of whatever the needle names among pools and thin devices; null when it names none of them. */
export function deriveChain(analysis: Analysis, needle: string): ChainFigure | null {
  const asked = resolveThin(analysis, needle);
  if (!asked) return null;
  const { model } = analysis;
  const index = thinIndex(model);
  const device = asked.devices.length === 0 ? null : index.device.get(asked.devices[0]!)!;
  const pool = index.pool.get(device?.pool ?? asked.pools[0]!) ?? null;
  const hops = [
    ...(device ? [...ownerHops(analysis, device), ...thinHops(analysis, device)] : []),
    ...(pool ? poolHops(analysis, pool) : []),
  ];
  const finding = findingOf(analysis, device, pool);
  const filesystemFull = finding?.code === 'T-14';
  return {
    needle,
    title: device ? ownerOf(model, device).title : asked.title,
    statement: finding
      ? {
          severity: finding.finding.severity,
          code: finding.code,
          findingId: finding.finding.id,
          text: say(finding.finding.title),
        }
      : null,
    hops,
    gauges: gauges(analysis, device, pool, filesystemFull),
    note: filesystemFull
      ? say(msg('hops.note.fs-full'))
      : poolFull(pool) && device
        ? say(msg('hops.note.pool-full'))
        : null,
    proven: hops.filter((h) => h.standing === 'proven' || h.standing === 'absence').length,
    lookedAt: lookedAt(analysis, pool),
    notLookedAt: notLookedAt(device, pool),
    alternatives: asked.devices.slice(1).map((key): Subject => {
      const other = index.device.get(key)!;
      return { kind: 'thin-device', id: key, name: `${ownerOf(model, other).title} (${key})` };
    }),
  };
}

const poolFull = (pool: ThinPool | null): boolean => {
  const status = pool ? present(pool.status) : null;
  return status?.state === 'active' && status.mode === 'out_of_data_space';
};

const rank: Readonly<Record<Severity, number>> = { critical: 0, high: 1, medium: 2, low: 3, info: 4 };

/** The worst finding that is about this very device or its owner; else about its pool. */
function findingOf(
  analysis: Analysis,
  device: ThinDevice | null,
  pool: ThinPool | null,
): { readonly code: string; readonly finding: Finding } | null {
  const own = new Set<string>();
  if (device) {
    own.add(device.key);
    for (const a of present(device.active) ?? []) own.add(a.device);
    const owner = ownerOf(analysis.model, device);
    if (owner.role === 'container' && owner.container) own.add(owner.container.id);
  }
  const fired = analysis.outcomes.flatMap(({ code, outcome }) =>
    outcome.answer === 'fires' ? outcome.findings.map((finding) => ({ code, finding })) : [],
  );
  const worst = (ids: ReadonlySet<string>, whole: boolean) =>
    fired
      .filter(({ finding }) => (whole ? finding.subjects.slice(0, 1) : finding.subjects).some((s) => ids.has(s.id)))
      .sort((a, b) => rank[a.finding.severity] - rank[b.finding.severity])[0] ?? null;
  return worst(own, false) ?? (pool ? worst(new Set([pool.device]), true) : null);
}

function gauges(
  analysis: Analysis,
  device: ThinDevice | null,
  pool: ThinPool | null,
  full: boolean,
): readonly ChainGauge[] {
  return [
    ...(device ? [filesystemGauge(analysis.model, device, full), thinGauge(analysis, device, full)] : []),
    ...(pool ? poolGaugePair(pool) : []),
  ];
}

/** From this share on statfs calls a filesystem nearly full. */
const nearlyFull = 0.95;

/** By what statfs said where the device is mounted and it was asked (`--with capacity`); else by the engine's error. */
function filesystemGauge(model: HostModel, device: ThinDevice, full: boolean): ChainGauge {
  const title = say(msg('hops.gauge.filesystem', { id: idText(device) }));
  const known = { key: 'filesystem', title, absent: null } as const;
  const active = new Set((present(device.active) ?? []).map((a) => a.device));
  const space = model.filesystemSpace?.find((f) => active.has(f.device));
  const share = space ? shareOf(space.totalBytes - space.freeBytes, space.totalBytes) : null;
  if (space && share !== null) {
    const said = { free: byteText(space.freeBytes), total: byteText(space.totalBytes), path: space.mountPoint };
    const line = say(msg('hops.gauge.free-of', said));
    return { ...known, share, value: percent(share), line, trouble: share >= nearlyFull ? 'warn' : 'none' };
  }
  if (full) {
    const line = say(msg('hops.gauge.from-error'));
    return { ...known, share: 1, value: say(msg('hops.gauge.full')), line, trouble: 'warn' };
  }
  return {
    ...known,
    share: null,
    value: say(msg('hops.gauge.not-collected')),
    line: say(model.filesystemSpace === undefined ? msg('hops.gauge.no-capacity') : msg('hops.gauge.left-out')),
    trouble: 'none',
    absent: 'not-collected',
  };
}

function thinGauge({ model }: Analysis, device: ThinDevice, full: boolean): ChainGauge {
  const title = say(msg('hops.gauge.thin', { id: idText(device) }));
  const { mapped, size, blockSize } = mappedOf(model, device);
  const share = presentShare(mapped, size);
  if (!isAbsent(mapped) && !isAbsent(size) && share !== null) {
    return {
      key: 'thin',
      title,
      share,
      value: percent(share),
      line:
        blockSize === null
          ? `${byteText(mapped)} / ${byteText(size)}`
          : say(
              msg('hops.gauge.blocks', {
                used: Math.round(mapped / blockSize),
                total: Math.ceil(size / blockSize),
                size: byteText(blockSize),
              }),
            ),
      trouble: full ? 'warn' : 'none',
      absent: null,
    };
  }
  const missing = isAbsent(mapped) ? mapped : isAbsent(size) ? size : null;
  // Inactive: only the pool's own metadata could tell, so nothing is "not applicable" about it.
  const absent = missing?.absent === 'not-applicable' ? 'not-collected' : (missing?.absent ?? 'not-collected');
  return {
    key: 'thin',
    title,
    share: null,
    value: say(msg(`hops.gauge.${absent}`)),
    line: missing?.because ?? '',
    trouble: 'none',
    absent,
  };
}

function poolGaugePair(pool: ThinPool): readonly ChainGauge[] {
  const { data, metadata } = poolGauges(pool);
  const status = present(pool.status);
  const one = (key: 'data' | 'metadata', gauge: MapGauge, used: number, total: number): ChainGauge => ({
    key,
    title: say(msg(`hops.gauge.${key}`)),
    share: gauge.share,
    value: gauge.share === null ? say(msg('hops.gauge.unreadable')) : percent(gauge.share),
    line: gauge.share === null ? gauge.text : say(msg('hops.gauge.blocks-free', { used, total, free: total - used })),
    trouble: gauge.trouble,
    absent: gauge.share !== null ? null : isAbsent(pool.status) ? pool.status.absent : 'unreadable',
  });
  return status?.state === 'active'
    ? [
        one('data', data, status.usedData, status.totalData),
        one('metadata', metadata, status.usedMetadata, status.totalMetadata),
      ]
    : [one('data', data, 0, 0), one('metadata', metadata, 0, 0)];
}

function lookedAt(analysis: Analysis, pool: ThinPool | null): string {
  const files = linesOf(analysis, 'docker-device-metadata');
  const ids = pool ? present(pool.deviceIds) : null;
  return [
    say(msg('hops.looked-at', { files, tables: linesOf(analysis, 'dm-table') })),
    ...(ids ? [say(msg('hops.looked-list', { n: ids.size }))] : []),
  ].join(', ');
}

function notLookedAt(device: ThinDevice | null, pool: ThinPool | null): string {
  const what = [
    ...(pool && isAbsent(pool.deviceIds) ? [say(msg('hops.not.list'))] : []),
    ...(device ? [say(msg('hops.not.files'))] : []),
  ];
  return what.length === 0 ? '' : say(msg('hops.not-looked', { what: what.join(', ') }));
}
