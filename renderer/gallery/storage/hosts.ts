import { hostileName } from '#renderer/gallery/hostile-fixture.ts';
import { type DrawnPool, type Filling, fill } from '#renderer/gallery/storage/pool-drawing.ts';

const calm = {
  totalData: 65_536,
  totalMetadata: 16_384,
  usedMetadata: 1798,
  lowWater: 1024,
  state: 'rw',
  owner: 'nobody',
  devices: [],
  withMetadata: false,
} as const satisfies Omit<DrawnPool, 'minor' | 'name' | 'usedData'>;

const some: Filling = { layers: 8, containers: 14, base: 1031, layer: 320, own: 260, pieces: 4, inherited: 6 };

function dockerPool(name: string, minor: number, totalData: number, filling: Filling): DrawnPool {
  const { devices, used } = fill(totalData, filling);
  return { ...calm, minor, name, totalData, usedData: used, owner: 'docker', devices, withMetadata: true };
}

/** A pool of nobody with one active volume. */
const volumePool = (name: string, minor: number, change: Partial<DrawnPool>): DrawnPool => ({
  ...calm,
  minor,
  name,
  usedData: 0,
  ...change,
  devices: [
    {
      id: 1,
      owner: { kind: 'nobody' },
      active: true,
      runs: [{ origin: 0, data: 0, length: change.usedData ?? 400, time: 0 }],
    },
  ],
});

/** Hosts for the storage scenes, from well to broken to very large. All constructed. */
export const drawnHosts = {
  healthy: () => [
    dockerPool('docker-254:0-131182-pool', 4, 65_536, some),
    volumePool('data-pool', 20, { usedData: 21_000, totalData: 131_072 }),
  ],
  'nearly-full': () => [
    { ...dockerPool('docker-254:0-131182-pool', 4, 16_384, { ...some, containers: 30, own: 360 }), lowWater: 512 },
    volumePool('data-pool', 20, { usedData: 7400, totalData: 8192, usedMetadata: 156, totalMetadata: 1024 }),
    volumePool('meta-pool', 21, { usedData: 900, totalData: 65_536, usedMetadata: 930, totalMetadata: 1024 }),
  ],
  failed: () => [
    {
      ...dockerPool('docker-254:0-131182-pool', 4, 14_336, {
        ...some,
        containers: 30,
        own: 380,
        removing: 3,
        orphans: 2,
      }),
      state: 'queueing',
      usedData: 14_336,
    },
    volumePool('batch-pool', 20, {
      state: 'erroring',
      totalData: 512,
      usedData: 512,
      totalMetadata: 512,
      usedMetadata: 64,
    }),
    volumePool('meta-pool', 21, {
      state: 'needs-check',
      totalData: 4096,
      usedData: 1900,
      totalMetadata: 32,
      usedMetadata: 31,
    }),
    volumePool('lost-pool', 22, { state: 'failed' }),
  ],
  /** 20,000 devices and two million mappings in 1.2 million blocks. */
  many: () => [
    dockerPool('docker-254:0-131182-pool', 4, 4_194_304, {
      layers: 600,
      containers: 19_397,
      base: 1031,
      layer: 300,
      own: 98,
      pieces: 98,
      inherited: 6,
      removing: 40,
      orphans: 2,
    }),
    volumePool('data-pool', 20, { usedData: 21_000, totalData: 131_072 }),
  ],
  /** Every name a host may choose is a hostile one. */
  hostile: () => [
    {
      ...calm,
      minor: 4,
      name: hostileName,
      usedData: 900,
      owner: 'docker',
      withMetadata: true,
      devices: [
        {
          id: 7,
          owner: { kind: 'container', name: hostileName, state: 'running' },
          active: true,
          runs: [{ origin: 0, data: 0, length: 900, time: 0 }],
        },
      ],
    },
    volumePool(hostileName, 20, { state: 'failed' }),
  ],
} satisfies Record<string, () => readonly DrawnPool[]>;

export type DrawnHost = keyof typeof drawnHosts;
