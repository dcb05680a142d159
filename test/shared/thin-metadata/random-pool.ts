/**
 * A random pool, drawn from a seed: what its metadata must say, and the XML that thin_restore makes it from.
 *
 * Devices are created, written (single blocks and stretches, with holes), snapshotted and overwritten, as a kernel would do
 * it, so that blocks are shared for the reasons they are shared in life.
 */
export interface PoolTruth {
  readonly dataBlocks: number;
  readonly transactionId: number;
  readonly time: number;
  readonly blockSize: number;
  readonly devices: readonly DeviceTruth[];
}

export interface DeviceTruth {
  readonly id: number;
  readonly transactionId: number;
  readonly creationTime: number;
  snapTime: number;
  /** Origin block to [data block, time]. */
  readonly mappings: Map<number, readonly [number, number]>;
}

/** mulberry32: small, seeded, good enough to draw test data. */
export function randomFrom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

export function randomPool(seed: number): PoolTruth {
  const random = randomFrom(seed);
  const many = random(10) === 0;
  const devices: DeviceTruth[] = [];
  const ids = new Set<number>();
  let time = random(3);
  let next = 0;
  const steps = many ? 400 : 1 + random(40);
  for (let step = 0; step < steps; step++) {
    const origin = devices.length > 0 && random(2) === 0 ? devices[random(devices.length)]! : null;
    let id = random(4) === 0 ? random(0x1000000) : step;
    while (ids.has(id)) id = random(0x1000000);
    ids.add(id);
    if (origin) origin.snapTime = ++time;
    const device: DeviceTruth = {
      id,
      transactionId: step,
      creationTime: time,
      snapTime: time,
      mappings: new Map(origin?.mappings),
    };
    devices.push(device);
    for (let writes = random(many ? 4 : 12); writes > 0; writes--)
      next = write(devices[random(devices.length)]!, time, next, random);
  }
  devices.sort((a, b) => a.id - b.id);
  const dataBlocks = next + 1 + random(5000);
  return { dataBlocks, transactionId: steps, time, blockSize: 128 << random(4), devices };
}

function write({ mappings }: DeviceTruth, time: number, next: number, random: (below: number) => number): number {
  const wide = random(8) === 0 ? 2 ** 33 : 1 << (4 + random(16));
  const start = (random(0x7fffffff) * (wide > 2 ** 32 ? 8 : 1)) % (wide > 2 ** 32 ? 2 ** 34 : wide);
  const length = random(3) === 0 ? 1 : 1 + random(random(5) === 0 ? 600 : 20);
  const stride = random(4) === 0 ? 2 : 1;
  let data = next + random(3);
  for (let i = 0; i < length; i++) {
    mappings.set(start + i * stride, [data, time]);
    data += random(9) === 0 ? 2 : 1;
  }
  return data;
}

/** Runs of a device: [origin, data, length, time], as long as they can be. */
export function runsOf({ mappings }: DeviceTruth): [number, number, number, number][] {
  const runs: [number, number, number, number][] = [];
  for (const [origin, [data, time]] of [...mappings].sort(([a], [b]) => a - b)) {
    const last = runs.at(-1);
    if (last && last[0] + last[2] === origin && last[1] + last[2] === data && last[3] === time) last[2]++;
    else runs.push([origin, data, 1, time]);
  }
  return runs;
}

export function xmlOf(pool: PoolTruth): string {
  const devices = pool.devices.map((device) => {
    const mappings = runsOf(device).map(([origin, data, length, time]) =>
      length === 1
        ? `    <single_mapping origin_block="${origin}" data_block="${data}" time="${time}"/>\n`
        : `    <range_mapping origin_begin="${origin}" data_begin="${data}" length="${length}" time="${time}"/>\n`,
    );
    const { id, transactionId, creationTime, snapTime } = device;
    return `  <device dev_id="${id}" mapped_blocks="${device.mappings.size}" transaction="${transactionId}" creation_time="${creationTime}" snap_time="${snapTime}">\n${mappings.join('')}  </device>\n`;
  });
  return `<superblock uuid="" time="${pool.time}" transaction="${pool.transactionId}" flags="0" version="2" data_block_size="${pool.blockSize}" nr_data_blocks="${pool.dataBlocks}">\n${devices.join('')}</superblock>\n`;
}
