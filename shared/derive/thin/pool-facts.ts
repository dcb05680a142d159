import { isAbsent, present } from '#shared/base/absent.ts';
import type { Message } from '#shared/base/message.ts';
import type { MapPool } from '#shared/derive/device-map.ts';
import { ownerOf } from '#shared/derive/thin/owners.ts';
import { byteText } from '#shared/derive/thin/sizes.ts';
import { type MessageKey, msg, say } from '#shared/messages/index.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { thinIndex } from '#shared/model/thin/thin-index.ts';
import type { ThinDevice, ThinPool } from '#shared/model/thin.ts';

type Fact = MapPool['facts'][number];

/** What stands below a pool's gauges, most telling first: as many as the box has room for. */
export function poolFacts(
  model: HostModel,
  pool: ThinPool,
  devices: readonly ThinDevice[],
  blocked: number,
  shares: { readonly own: number; readonly shared: number } | null,
): readonly Fact[] {
  const table = present(pool.table);
  const status = present(pool.status);
  const active = devices.filter((d) => (present(d.active) ?? []).length > 0).length;
  const facts: (Fact | null)[] = [
    transactionFact(model, pool),
    table
      ? fact(
          'devmap.fact.when-full',
          table.features.includes('error_if_no_space') ? msg('devmap.fact.error') : msg('devmap.fact.queue'),
        )
      : null,
    table && table.lowWaterMark > 0
      ? fact('devmap.fact.low-water', msg('devmap.fact.low-water-at', { blocks: table.lowWaterMark }))
      : null,
    fact('devmap.fact.devices', msg('devmap.fact.active', { active, inactive: devices.length - active })),
    knownFact(model, pool, devices),
    blocked > 0 ? fact('devmap.fact.blocked', msg('devmap.fact.blocked-n', { n: blocked })) : null,
    shares ? fact('devmap.fact.blocks', msg('devmap.fact.blocks-of', shares)) : null,
    status?.state === 'active' && status.heldRoot !== null
      ? fact('devmap.fact.held-root', msg('devmap.fact.reserved', { block: status.heldRoot }), 'warn')
      : null,
    fact('devmap.fact.stands-on', standsOn(model, pool)),
    table ? fact('devmap.fact.block-size', byteText(table.blockSize * 512)) : null,
    isAbsent(pool.deviceIds) ? fact('devmap.fact.list', msg('devmap.fact.list-not-read')) : null,
    status?.state === 'active' ? fact('devmap.fact.discard', status.discard) : null,
  ];
  return facts.filter((f) => f !== null);
}

const fact = (label: MessageKey, value: Message | string, trouble: Fact['trouble'] = 'none'): Fact => ({
  label: say({ key: label, params: {} }),
  value: typeof value === 'string' ? value : say(value),
  trouble,
});

function transactionFact(model: HostModel, pool: ThinPool): Fact | null {
  const status = present(pool.status);
  if (status?.state !== 'active') return null;
  const again = present(pool.again);
  const id = status.transactionId;
  if (again?.state === 'active' && again.transactionId !== id) {
    return fact(
      'devmap.fact.transaction',
      msg('devmap.fact.transaction-moved', { ids: `${id}, ${again.transactionId}` }),
    );
  }
  const root = model.devicemapperRoots.find((r) => present(r.pool) === pool.device);
  const open = root ? present(root.transaction) : null;
  if (!open) return fact('devmap.fact.transaction', String(id));
  const expected = open.openTransactionId;
  // One ahead is an operation in flight while the two were read.
  const drift = expected === id + 1 ? 'none' : 'warn';
  return expected === id
    ? fact('devmap.fact.transaction', msg('devmap.fact.transaction-same', { id }))
    : fact('devmap.fact.transaction', msg('devmap.fact.transaction-other', { id, expected }), drift);
}

function knownFact(model: HostModel, pool: ThinPool, devices: readonly ThinDevice[]): Fact | null {
  if (present(pool.owner)?.kind !== 'docker') return null;
  const known = devices.filter((d) => d.knownFrom.some((k) => k.from === 'docker-metadata')).length;
  const orphans = devices.some((d) => ownerOf(model, d).orphan);
  return fact('devmap.fact.known', msg('devmap.fact.of', { n: known, of: devices.length }), orphans ? 'warn' : 'none');
}

/** `loop files`, or the names of its data and metadata devices. */
export function standsOn(model: HostModel, pool: ThinPool): string {
  const table = present(pool.table);
  if (!table) return isAbsent(pool.table) ? pool.table.because : '';
  const index = thinIndex(model);
  const below = [table.dataDevice, table.metadataDevice];
  if (below.every((d) => index.loop.has(d))) return say(msg('devmap.fact.loop-files'));
  return below.map((d) => index.host.blocks.get(d)?.dmName ?? index.host.blocks.get(d)?.kernelName ?? d).join(', ');
}
