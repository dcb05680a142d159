import type { DeviceMap, MapPool } from '#shared/derive/device-map.ts';
import type { Subject } from '#shared/rules/rule.ts';

/** What selecting an object of the map selects everywhere else, by the object's key. Groups stand for nothing alone. */
export function subjectsOfMap(map: DeviceMap): ReadonlyMap<string, Subject> {
  const subjects = new Map<string, Subject>();
  for (const disk of map.disks) {
    if (disk.device !== null) subjects.set(disk.key, { kind: 'dm-device', id: disk.device, name: disk.title });
  }
  for (const pool of map.pools) {
    subjects.set(pool.key, { kind: 'pool', id: pool.device, name: pool.title });
    for (const brick of pool.backing) {
      subjects.set(brick.key, { kind: 'dm-device', id: brick.device, name: brick.title });
    }
    for (const row of pool.rows) if (row.subject) subjects.set(row.key, row.subject);
  }
  return subjects;
}

/** The object that stands for the selection in this picture; null when it is not in it. */
export function selectedInMap(subjects: ReadonlyMap<string, Subject>, selection: Subject): string | null {
  for (const [key, subject] of subjects) {
    if (subject.kind === selection.kind && subject.id === selection.id) return key;
  }
  return null;
}

/** `major:minor` of the pool that a selected thing is, or is in. */
export function poolOfSubject({ kind, id }: Subject): string | null {
  if (kind === 'pool') return id;
  return kind === 'thin-device' ? (id.split('/')[0] ?? null) : null;
}

/** What a selected thing stands on and what stands on it; without a selection, everything in trouble with what it stands on. */
export function followedInMap(map: DeviceMap, selected: string | null): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const pool of map.pools) {
    const disk = map.disks.find((d) => d.pools.includes(pool.key));
    const rows = pool.rows.filter((row) => isFollowed(pool, row.key, row.trouble !== 'none', selected, disk?.key));
    const whole = selected !== null && [pool.key, disk?.key, ...pool.backing.map((b) => b.key)].includes(selected);
    const inTrouble = selected === null && (pool.trouble !== 'none' || rows.length > 0);
    if (!whole && !inTrouble && rows.length === 0) continue;
    for (const row of rows) keys.add(row.key);
    for (const brick of pool.backing) {
      const foreign = selected?.startsWith('backing:') && brick.key !== selected;
      if (!foreign) keys.add(brick.key);
    }
    keys.add(pool.key);
    if (disk) keys.add(disk.key);
  }
  for (const thing of map.outside) if (thing.key === selected) keys.add(thing.key);
  return keys;
}

function isFollowed(
  pool: MapPool,
  row: string,
  inTrouble: boolean,
  selected: string | null,
  disk: string | undefined,
): boolean {
  if (selected === null) return inTrouble;
  const origin = pool.backing.find((b) => b.key === selected && b.role === 'external-origin');
  if (origin) return origin.originOf === row;
  return row === selected || pool.key === selected || disk === selected || pool.backing.some((b) => b.key === selected);
}
