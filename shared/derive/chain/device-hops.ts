import { isAbsent, present } from '#shared/base/absent.ts';
import { sharesOf } from '#shared/derive/blocks/block-shares.ts';
import { cite, linesOf } from '#shared/derive/chain/cite.ts';
import { bareHop } from '#shared/derive/chain/owner-hops.ts';
import type { ChainHop } from '#shared/derive/chain-figure.ts';
import { shortIds } from '#shared/derive/short-path.ts';
import { backingOf, placeOf } from '#shared/derive/thin/map-places.ts';
import { idText, ownerOf } from '#shared/derive/thin/owners.ts';
import { poolGauges, poolState } from '#shared/derive/thin/pool-state.ts';
import { byteText, mappedBytes, percent, presentShare } from '#shared/derive/thin/sizes.ts';
import { msg, say } from '#shared/messages/index.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { indexOf } from '#shared/model/model-index.ts';
import { thinIndex } from '#shared/model/thin/thin-index.ts';
import type { ActiveThin, OwnerProof, ThinDevice, ThinPool } from '#shared/model/thin.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';

/** The thin device in its pool, then its dm device, or that there is none. */
export function thinHops(analysis: Analysis, device: ThinDevice): readonly ChainHop[] {
  const active = present(device.active) ?? [];
  return [
    thinHop(analysis, device),
    ...(active.length > 0 ? active.map((a) => dmHop(analysis, device, a)) : [notActive(analysis, device)]),
  ];
}

/** Bytes mapped: by its status, else by the pool's own metadata. */
export function mappedOf(model: HostModel, device: ThinDevice) {
  const { mapped, size } = mappedBytes(device);
  const shares = isAbsent(mapped) ? sharesOf(model, device) : null;
  const table = present(thinIndex(model).pool.get(device.pool)?.table ?? { absent: 'not-collected', because: '' });
  const known = shares && !isAbsent(shares) && table ? shares.mapped * table.blockSize * 512 : mapped;
  return { mapped: known, size, blockSize: table ? table.blockSize * 512 : null };
}

function thinHop(analysis: Analysis, device: ThinDevice): ChainHop {
  const { model } = analysis;
  const pool = thinIndex(model).pool.get(device.pool);
  const listed = device.knownFrom.find((k) => k.from === 'pool-metadata');
  const ids = pool ? present(pool.deviceIds) : null;
  const missing = ids !== null && !isAbsent(device.id) && !ids.has(device.id);
  const inTable = device.knownFrom.find((k) => k.from === 'table');
  // Somebody wrote the id down, and who keeps the books of this pool is proven: then so is this hop.
  const owner = pool ? present(pool.owner) : null;
  const books = owner && owner.kind !== 'nobody' ? (poolProof(owner.proof)?.source ?? null) : null;
  const source = listed?.source ?? inTable?.source ?? books;
  return {
    ...bareHop,
    key: `thin:${device.key}`,
    mark: (present(device.active) ?? []).length > 0 ? 'thin-active' : 'thin-inactive',
    kind: say(msg('hops.kind.thin')),
    title: say(msg('hops.thin-in-pool', { id: idText(device), pool: device.pool })),
    line: mappedLine(model, device),
    lineTrouble: missing ? 'crit' : 'none',
    standing: missing ? 'absence' : source ? 'proven' : 'inferred',
    cited:
      source && !missing ? cite(analysis, source, source === books ? [pool?.dmName ?? ''] : thinWords(device)) : [],
    says: missing
      ? say(msg('hops.not-in-list', { n: ids.size }))
      : ids !== null
        ? say(msg('hops.in-list', { n: ids.size }))
        : say(source === books && books ? msg('hops.list-not-collected-books') : msg('hops.list-not-collected')),
    link: say(msg('hops.link.active')),
    subject: { kind: 'thin-device', id: device.key, name: idText(device) },
  };
}

/** The proof that names the pool itself; one that names another device of it tells a reader less. */
const poolProof = (proof: readonly OwnerProof[]): OwnerProof | undefined =>
  proof.find((p) => p.by === 'root-inode' || p.by === 'dm-uuid' || p.by === 'option') ?? proof[0];

/** In thin_dump `dev_id="27"`, in a dm table `thin 253:9 27`. */
const thinWords = (device: ThinDevice): readonly (string | RegExp)[] =>
  isAbsent(device.id)
    ? []
    : [new RegExp(`dev_id="${device.id}"`), /mapped_blocks="\d+"/, `thin ${device.pool} ${device.id}`];

function mappedLine(model: HostModel, device: ThinDevice): string {
  const { mapped, size } = mappedOf(model, device);
  const share = presentShare(mapped, size);
  if (!isAbsent(mapped) && !isAbsent(size) && share !== null) {
    return say(msg('hops.mapped', { mapped: byteText(mapped), size: byteText(size), percent: percent(share) }));
  }
  return isAbsent(size) ? say(msg('hops.size-unknown')) : say(msg('hops.size', { size: byteText(size) }));
}

function dmHop(analysis: Analysis, device: ThinDevice, active: ActiveThin): ChainHop {
  const mounts = indexOf(analysis.model).mountsByDevice.get(active.device)?.length ?? 0;
  const open = present(active.open);
  const failed = present(active.status)?.state === 'failed';
  return {
    ...bareHop,
    key: `dm:${active.device}`,
    mark: 'dm',
    kind: say(msg('hops.kind.dm')),
    title: active.device,
    line: [
      ...(failed ? [say(msg('devmap.state.failed'))] : []),
      ...(active.suspended ? [say(msg('devmap.state.suspended'))] : []),
      ...(open === null ? [] : [say(msg('hops.open', { n: open }))]),
      say(msg('hops.mounted', { n: mounts })),
    ].join(', '),
    lineTrouble: failed ? 'crit' : 'none',
    cited: cite(analysis, active.source, [active.dmName, ...thinWords(device)]),
    link: say(msg('hops.link.in-pool')),
    subject: { kind: 'dm-device', id: active.device, name: active.dmName },
  };
}

function notActive(analysis: Analysis, device: ThinDevice): ChainHop {
  const base = { ...bareHop, key: `dm:none:${device.key}`, title: say(msg('hops.no-dm')) };
  if (isAbsent(device.active)) {
    return {
      ...base,
      mark: 'unknown',
      kind: say(msg('hops.kind.unknown')),
      line: '',
      standing: 'unknown',
      says: say(msg('hops.tables-not-read', { because: device.active.because })),
    };
  }
  const { docker } = ownerOf(analysis.model, device);
  const name = docker && !isAbsent(docker.dmName) ? shortIds(docker.dmName) : '';
  const target = `thin ${device.pool} ${idText(device)}`;
  return {
    ...base,
    mark: 'absent',
    kind: say(msg('hops.kind.not-active')),
    line: say(msg('hops.no-dm-line')),
    standing: 'absence',
    says: say(msg('hops.no-line', { name, target, lines: linesOf(analysis, 'dm-table') })),
    link: say(msg('hops.link.no-df')),
  };
}

/** The pool, what it stands on, and the disk. */
export function poolHops(analysis: Analysis, pool: ThinPool): readonly ChainHop[] {
  const { model } = analysis;
  const index = thinIndex(model);
  const { state, trouble } = poolState(pool);
  const { data } = poolGauges(pool);
  const status = present(pool.status);
  const hop: ChainHop = {
    ...bareHop,
    key: `pool:${pool.device}`,
    mark: 'pool',
    kind: say(msg('hops.kind.pool')),
    title: pool.dmName,
    line:
      status?.state === 'active' && data.share !== null
        ? say(
            msg('hops.pool-line', {
              used: status.usedData.toLocaleString('en'),
              total: status.totalData.toLocaleString('en'),
              percent: percent(data.share),
              state,
            }),
          )
        : state,
    lineTrouble: trouble,
    standing: status ? 'proven' : 'unknown',
    cited: status
      ? cite(analysis, status.source, [
          /\d+\/\d+(?= (?:-|\d+) (?:rw|ro|out))/,
          /(?<= )(?:rw|ro|out_of_data_space)(?= )/,
          /needs_check/,
          /\bFail\b|\bError\b/,
        ])
      : [],
    says: isAbsent(pool.status) ? pool.status.because : '',
    subject: { kind: 'pool', id: pool.device, name: pool.dmName },
  };
  const table = present(pool.table);
  if (!table) return [hop];
  const [under, metadata] = backingOf(index, pool, new Map());
  const place = placeOf(index, pool);
  const disk = index.host.blocksByName.get(place.disk);
  return [
    { ...hop, link: say(msg('hops.link.stands-on')) },
    {
      ...bareHop,
      key: `below:${table.dataDevice}`,
      mark: under?.shape === 'loop' ? 'loop' : 'volume',
      kind: say(msg('hops.kind.below')),
      title: [under?.title ?? table.dataDevice, under?.aside ?? ''].filter(Boolean).join(' '),
      line: say(
        msg('hops.below-line', {
          data: table.dataDevice,
          metadata: `${table.metadataDevice}${metadata?.fault ? `, ${metadata.aside}` : ''}`,
        }),
      ),
      lineTrouble: metadata?.fault || under?.fault ? 'crit' : 'none',
      cited: cite(analysis, table.source, [`${table.metadataDevice} ${table.dataDevice}`]),
      link: disk ? say(msg('hops.link.on-disk')) : '',
    },
    ...(disk
      ? [
          {
            ...bareHop,
            key: `disk:${disk.device}`,
            mark: 'disk' as const,
            kind: say(msg('hops.kind.disk')),
            title: disk.kernelName,
            line: [isAbsent(disk.sizeSectors) ? '' : byteText(disk.sizeSectors * 512), ...place.via]
              .filter(Boolean)
              .join(', '),
            cited: cite(analysis, disk.source, [disk.device]),
          },
        ]
      : []),
  ];
}
