import { notApplicable, notCollected } from '#shared/base/absent.ts';
import { bytes, metadataBlocks, poolBlocks, sectors } from '#shared/base/units.ts';
import type { Container } from '#shared/model/container.ts';
import type { DockerDevice, ImageLayer } from '#shared/model/docker-storage.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import type { ActivePoolStatus, ThinDevice, ThinKnownFrom, ThinPool } from '#shared/model/thin.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';
import { ThinDumpReader } from '#shared/thin-metadata/xml-reader.ts';
import { analysisOf, someCustody } from '#test/builders/analysis.ts';

export const source = { evidence: 'dm-table', line: 1 } as const;
const root = '/var/lib/docker';

/** What a test says of a thin device; everything else gets a fixed, valid value. */
export interface DrawnThin {
  readonly id: number;
  /** Container, `base`, `layer`, `init`, or nobody's. */
  readonly is: 'running' | 'exited' | 'removing' | 'base' | 'layer' | 'init' | 'orphan';
  readonly active?: boolean;
  readonly failed?: boolean;
}

export interface DrawnPool {
  readonly name: string;
  /** Minor number of its dm device. */
  readonly minor: number;
  readonly status?: Partial<ActivePoolStatus> | 'failed' | 'error' | 'no-table' | 'not-collected';
  readonly features?: readonly string[];
  readonly owner?: 'docker' | 'nobody';
  readonly thins?: readonly DrawnThin[];
}

const activeStatus = (given: Partial<ActivePoolStatus>): ActivePoolStatus => ({
  state: 'active',
  transactionId: 1,
  usedMetadata: metadataBlocks(10),
  totalMetadata: metadataBlocks(1024),
  usedData: poolBlocks(100),
  totalData: poolBlocks(1000),
  heldRoot: null,
  mode: 'rw',
  discard: 'discard_passdown',
  noSpace: 'queue_if_no_space',
  needsCheck: false,
  metadataLowWaterMark: null,
  source,
  ...given,
});

/** An analysis of a host with these pools; dm minors of active devices are 1000 times the pool's and up. */
export function thinHost(drawn: readonly DrawnPool[], more: Partial<HostModel> = {}): Analysis {
  const empty = analysisOf([], someCustody);
  const containers: Container[] = [];
  const dockerDevices: DockerDevice[] = [];
  const thinDevices: ThinDevice[] = [];
  for (const pool of drawn) {
    for (const thin of pool.thins ?? []) addThin(pool, thin, { containers, dockerDevices, thinDevices });
  }
  const model: HostModel = {
    ...empty.model,
    thinPools: drawn.map(thinPool),
    thinDevices,
    containers,
    dockerDevices,
    imageLayers: drawn.flatMap((pool) => (pool.thins ?? []).filter((t) => t.is === 'layer').map((t) => layer(pool, t))),
    ...more,
  };
  return { ...empty, model };
}

function thinPool(drawn: DrawnPool): ThinPool {
  const { status = {} } = drawn;
  return {
    device: `253:${drawn.minor}`,
    dmName: drawn.name,
    dmUuid: null,
    table: {
      length: sectors(128_000),
      metadataDevice: '7:1',
      dataDevice: '7:0',
      blockSize: sectors(128),
      lowWaterMark: poolBlocks(10),
      features: drawn.features ?? [],
      source,
    },
    status:
      status === 'not-collected'
        ? notCollected('dm-status')
        : typeof status === 'string'
          ? { state: status, source }
          : activeStatus(status),
    again: notCollected('second sample'),
    suspended: false,
    owner: drawn.owner === 'nobody' ? { kind: 'nobody' } : { kind: 'docker', root, proof: [] },
    otherOwners: [],
    lvm: null,
    deviceIds: notCollected('thin-metadata'),
    source,
  };
}

const hashOf = (pool: number, id: number): string => `${pool}`.padStart(4, '0') + `${id}`.padStart(60, '0');

function addThin(
  pool: DrawnPool,
  thin: DrawnThin,
  to: { containers: Container[]; dockerDevices: DockerDevice[]; thinDevices: ThinDevice[] },
): void {
  const device = `253:${pool.minor}`;
  const own = hashOf(pool.minor, thin.id);
  const hash = thin.is === 'base' ? 'base' : thin.is === 'init' ? `${hashOf(pool.minor, thin.id - 1)}-init` : own;
  const isContainer = thin.is === 'running' || thin.is === 'exited' || thin.is === 'removing';
  const active = thin.active ?? (thin.is === 'running' || thin.is === 'removing');
  const known: ThinKnownFrom[] = active ? [{ from: 'table', source }] : [];
  if (thin.is !== 'orphan') {
    known.push({ from: 'docker-metadata', engineRoot: root, hash, source });
    to.dockerDevices.push({
      engineRoot: root,
      hash,
      deviceId: thin.id,
      size: bytes(512 << 20),
      transactionId: 1,
      initialized: false,
      deleted: false,
      again: 'same',
      dmName: `docker-${hash}`,
      pool: device,
      source,
    });
  }
  if (isContainer) to.containers.push(container(thin, own, pool));
  to.thinDevices.push({
    key: `${device}/${thin.id}`,
    pool: device,
    id: thin.id,
    active: active ? [activeThin(pool, thin, hash)] : [],
    size: sectors(1_048_576),
    mapped: active ? sectors(131_072) : notApplicable('inactive'),
    knownFrom: (known.length > 0 ? known : [{ from: 'pool-metadata', source }]) as unknown as ThinDevice['knownFrom'],
    source,
  });
}

const activeThin = (pool: DrawnPool, thin: DrawnThin, hash: string) => ({
  device: `253:${pool.minor * 1000 + thin.id}`,
  dmName: `docker-${hash}`,
  length: sectors(1_048_576),
  externalOrigin: null,
  readOnly: false,
  suspended: false,
  open: 1,
  status: thin.failed
    ? ({ state: 'failed', source } as const)
    : ({ state: 'active', mapped: sectors(131_072), highestMapped: sectors(131_071), source } as const),
  again: notCollected('second sample'),
  source,
});

const container = (thin: DrawnThin, mountId: string, pool: DrawnPool): Container => ({
  id: `c${mountId.slice(1)}`,
  name: `box-${pool.minor}-${thin.id}`,
  runtime: 'docker',
  runtimeNamespace: null,
  engineRoot: root,
  state: thin.is as Container['state'],
  stateText: '',
  finishedAt: notApplicable('running'),
  pid: null,
  image: 'app:1',
  podUid: null,
  isSandbox: false,
  volumes: [],
  rootfsPropagation: notCollected('config'),
  mountId,
  thinDeviceId: thin.id,
  dmName: `docker-${mountId}`,
  storageDriver: 'devicemapper',
  rootfsPath: notCollected('mount'),
  shmPath: notCollected('mount'),
  source,
});

const layer = (pool: DrawnPool, thin: DrawnThin): ImageLayer => ({
  engineRoot: root,
  driver: 'devicemapper',
  chainId: `sha256:${hashOf(pool.minor, thin.id)}`,
  cacheId: hashOf(pool.minor, thin.id),
  parent: null,
  diffId: notCollected('layerdb'),
  size: notCollected('layerdb'),
  source,
});

/** The mappings of a pool as thin_dump writes them: each device its ranges [origin, data, length]. */
export function metadataOfRanges(devices: Readonly<Record<number, readonly (readonly [number, number, number])[]>>) {
  const dump = Object.entries(devices).map(([id, ranges]) => {
    const mapped = ranges.reduce((sum, [, , n]) => sum + n, 0);
    const lines = ranges.map(
      ([o, d, n]) => `<range_mapping origin_begin="${o}" data_begin="${d}" length="${n}" time="0"/>`,
    );
    return `<device dev_id="${id}" mapped_blocks="${mapped}" transaction="0" creation_time="0" snap_time="0">${lines.join('')}</device>`;
  });
  const xml = `<superblock uuid="" time="1" transaction="65" version="2" data_block_size="128" nr_data_blocks="100000">${dump.join('')}</superblock>`;
  const reader = new ThinDumpReader();
  reader.push(new TextEncoder().encode(xml));
  return reader.end();
}
