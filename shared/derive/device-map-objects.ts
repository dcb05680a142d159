import type { DeviceMap, MapBacking, MapPool, MapRow, MapTrouble } from '#shared/derive/device-map.ts';
import { msg, say } from '#shared/messages/index.ts';
import type { Subject } from '#shared/model/subject.ts';

/** One object of a device map: what the picture draws as one focusable node and its table twin as one row. */
export interface MapObject {
  /** `data-key` of the node in the picture. */
  readonly key: string;
  readonly kind: 'disk' | 'backing' | 'pool' | 'device' | 'group' | 'outside';
  /** Accessible name: whole names and ids. */
  readonly name: string;
  readonly title: string;
  readonly aside: string;
  /** Key of the pool (of a pool: its disk) that it stands at; null for disks and what is outside any pool. */
  readonly inside: string | null;
  /** Thin devices it stands for. */
  readonly devices: number;
  readonly trouble: MapTrouble;
  readonly expandable: boolean;
  readonly subject: Subject | null;
}

/** Every object of the map in reading order. The picture has exactly these, each once: a test counts both. */
export function deviceMapObjects(map: DeviceMap): readonly MapObject[] {
  const pools = new Map(map.pools.map((p) => [p.key, p]));
  return [
    ...map.disks.flatMap((disk) => [
      {
        ...bare,
        key: disk.key,
        kind: 'disk' as const,
        name: say(
          msg('devmap.object.disk', { title: disk.title, lines: disk.lines.join(', '), pools: disk.pools.length }),
        ),
        title: disk.title,
        aside: disk.lines.join(', '),
      },
      ...disk.pools.flatMap((key) => poolObjects(pools.get(key)!, disk.key)),
    ]),
    ...map.outside.map((thing) => ({
      ...bare,
      key: thing.key,
      kind: 'outside' as const,
      name: say(msg('devmap.object.outside', thing)),
      title: thing.title,
      aside: thing.aside,
    })),
  ];
}

const bare = { inside: null, devices: 0, trouble: 'none' as MapTrouble, expandable: false, subject: null };

const poolObjects = (pool: MapPool, disk: string): readonly MapObject[] => [
  ...pool.backing.map((b) => backingObject(b, pool.key)),
  {
    key: pool.key,
    kind: 'pool',
    name: say(
      msg('devmap.object.pool', {
        title: pool.title,
        device: pool.device,
        state: pool.why === '' ? pool.state : `${pool.state}, ${pool.why}`,
        data: pool.data.text,
        metadata: pool.metadata.text,
        facts: pool.facts.map((f) => `${f.label} ${f.value}`).join('; '),
      }),
    ),
    title: pool.title,
    aside: pool.why === '' ? pool.state : `${pool.state}, ${pool.why}`,
    inside: disk,
    devices: pool.devices,
    trouble: pool.trouble,
    expandable: false,
    subject: { kind: 'pool', id: pool.device, name: pool.title },
  },
  ...pool.rows.map((row) => rowObject(row, pool.key)),
];

const backingObject = (b: MapBacking, pool: string): MapObject => ({
  ...bare,
  key: b.key,
  kind: 'backing',
  name: say(msg('devmap.object.backing', { role: b.role, title: b.title, aside: b.aside, size: b.size })),
  title: b.title,
  aside: [b.aside, b.size].filter(Boolean).join(', '),
  inside: pool,
  trouble: b.fault ? 'crit' : 'none',
});

const rowObject = (row: MapRow, pool: string): MapObject => ({
  key: row.key,
  kind: row.count > 1 ? 'group' : 'device',
  name: row.name,
  title: row.owner,
  aside: row.state,
  inside: pool,
  devices: row.count,
  trouble: row.trouble,
  expandable: row.count > 1,
  subject: row.subject,
});
