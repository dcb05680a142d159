import { type Absent, notApplicable, unparsable } from '#shared/base/absent.ts';
import { type Bytes, bytes } from '#shared/base/units.ts';
import type { BoltDatabase } from '#shared/bbolt/open-bolt.ts';
import type { Store } from '#shared/containerd-metadata/rows.ts';
import { type StoreLimits, StoreReader, storeLimits } from '#shared/containerd-metadata/store.ts';
import { decodeText } from '#shared/parsers/decode.ts';
import { asNumber, asString, jsonObject } from '#shared/parsers/json-fields.ts';

/** DeviceState of plugins/snapshots/devmapper/device_info.go, in the order of its numbers. */
const states = [
  'Unknown',
  'Creating',
  'Created',
  'Activating',
  'Activated',
  'Suspending',
  'Suspended',
  'Resuming',
  'Resumed',
  'Deactivating',
  'Deactivated',
  'Removing',
  'Removed',
  'Faulty',
] as const;
export type DevmapperState = (typeof states)[number];

/** States in which an operation was under way. With an idle daemon it will not end (T-29). */
export const unfinishedStates: ReadonlySet<DevmapperState> = new Set<DevmapperState>([
  'Creating',
  'Activating',
  'Suspending',
  'Resuming',
  'Deactivating',
  'Removing',
]);

/** A thin device of the snapshotter's pool. */
export interface DevmapperDevice {
  /** In /dev/mapper: `<pool>-snap-<id of the snapshot>`. */
  readonly name: string;
  /** In the pool's metadata. */
  readonly deviceId: number | Absent;
  readonly size: Bytes | Absent;
  /** Name of the device that it is a snapshot of; empty for a first layer. */
  readonly parentName: string;
  /** Unparsable: a number that no state has. */
  readonly state: DevmapperState | Absent;
  /** What went wrong when it last changed its state; mostly empty. */
  readonly error: string;
}

export interface DevmapperDeviceId {
  readonly id: number;
  /** `faulty`: never used again until someone mends it by hand. */
  readonly state: 'free' | 'taken' | 'faulty' | 'unknown';
}

export interface DevmapperStore extends Store {
  /** False: the file has no such buckets; it may be the snapshotter's metadata.db, which is a `SnapshotStore`. */
  readonly hasSchema: boolean;
  readonly devices: readonly DevmapperDevice[];
  /** Names in `devices` whose value is no JSON object. */
  readonly unreadableDevices: readonly string[];
  readonly deviceIds: readonly DevmapperDeviceId[];
}

/**
 * `<root>/io.containerd.snapshotter.v1.devmapper/<pool name>.db`: `devices/<name>` (JSON) and `device_ids/<id>` (one byte).
 * Not metadata.db beside it: that one holds the snapshots, as with every snapshotter.
 *
 * plugins/snapshots/devmapper/metadata.go, device_info.go and pool_device.go in github.com/containerd/containerd.
 */
export function readDevmapperStore(database: BoltDatabase, limits: StoreLimits = storeLimits): DevmapperStore {
  const store = new StoreReader(database, limits);
  const bucket = database.bucket('devices');
  const devices: DevmapperDevice[] = [];
  const unreadableDevices: string[] = [];
  for (const { key, value } of store.values(bucket)) {
    const name = decodeText(key);
    const device = readDevice(name, decodeText(value));
    if (device) devices.push(device);
    else unreadableDevices.push(name);
  }
  const deviceIds: DevmapperDeviceId[] = [];
  for (const { key, value } of store.values(database.bucket('device_ids'))) {
    const text = decodeText(key);
    if (!/^\d{1,10}$/.test(text)) continue;
    const state = value.length === 1 ? (['free', 'taken', 'faulty'] as const)[value[0]!] : undefined;
    deviceIds.push({ id: Number(text), state: state ?? 'unknown' });
  }
  return { hasSchema: bucket !== null, devices, unreadableDevices, deviceIds, ...store.finish() };
}

function readDevice(name: string, text: string): DevmapperDevice | null {
  const json = jsonObject(text);
  if (!json) return null;
  const state = asNumber(json.state);
  const size = asNumber(json.size);
  return {
    name,
    deviceId: asNumber(json.device_id) ?? notApplicable('device_id is not set'),
    size: size === null ? notApplicable('size is not set') : bytes(size),
    parentName: asString(json.parent_name) ?? '',
    state: states[state ?? 0] ?? unparsable(`state ${state}`),
    error: asString(json.error) ?? '',
  };
}
