import { isAbsent, present } from '#shared/base/absent.ts';
import type { HostModel } from '#shared/model/host-model.ts';

/**
 * Lists the joins in a model that do not hold, as sentences.
 *
 * Run over every captured host in the tests. It catches the failure that snapshots miss: a builder that keeps every
 * row but silently breaks what they point to. It does not judge the host: a busy one has processes that vanished
 * between two readings, and those joins are not listed here.
 */
export function checkIntegrity(model: HostModel): readonly string[] {
  return [
    ...mountJoins(model),
    ...namespaceJoins(model),
    ...uniqueKeys(model),
    ...blockJoins(model),
    ...thinJoins(model),
    ...layerJoins(model),
  ];
}

function mountJoins({ mounts, mountTables, namespaces }: HostModel): string[] {
  const broken: string[] = [];
  const known = new Set(namespaces.map((ns) => ns.inode));
  const rows = new Map<number, number>();
  const keys = new Set<string>();
  for (const m of mounts) {
    const key = `${m.namespace}/${m.mountId}`;
    if (keys.has(key)) broken.push(`mount ${key} stands twice in its table`);
    keys.add(key);
    if (!known.has(m.namespace)) broken.push(`mount ${key} is in a namespace without a row`);
    if (m.line < 1) broken.push(`mount ${key} cites no line`);
    rows.set(m.namespace, (rows.get(m.namespace) ?? 0) + 1);
  }
  for (const table of mountTables) {
    const count = rows.get(table.namespace) ?? 0;
    if (!isAbsent(table.mounts) && table.mounts !== count) {
      broken.push(`table ${table.namespace} says ${table.mounts} mounts and has ${count}`);
    }
  }
  return broken;
}

function namespaceJoins({ namespaces, processes, threads, mounts }: HostModel): string[] {
  const broken: string[] = [];
  const known = new Set(namespaces.map((ns) => ns.inode));
  const mountKeys = new Set(mounts.map((m) => `${m.namespace}/${m.mountId}`));
  for (const p of processes) {
    if (!isAbsent(p.mountNamespace) && !known.has(p.mountNamespace))
      broken.push(`process ${p.pid} is in no known namespace`);
  }
  for (const t of threads) {
    if (!known.has(t.mountNamespace)) broken.push(`thread ${t.tid} is in no known namespace`);
  }
  for (const { inode, heldBy, leaderPid } of namespaces) {
    for (const hold of heldBy) {
      if (hold.by === 'nsfs' && !mountKeys.has(`${hold.inNamespace}/${hold.mountId}`)) {
        broken.push(`namespace ${inode} is pinned by a mount that is in no table`);
      }
    }
    if (leaderPid !== null && !heldBy.some((h) => h.by === 'process' && h.pid === leaderPid)) {
      broken.push(`namespace ${inode} is led by process ${leaderPid}, which does not hold it`);
    }
  }
  return broken;
}

function uniqueKeys(model: HostModel): string[] {
  const tables: readonly [string, readonly (string | number)[]][] = [
    ['process', model.processes.map((p) => p.pid)],
    ['thread', model.threads.map((t) => t.tid)],
    ['namespace', model.namespaces.map((n) => n.inode)],
    ['table', model.mountTables.map((t) => t.namespace)],
    ['block device', model.blockDevices.map((b) => b.device)],
    ['container', model.containers.map((c) => `${c.engineRoot}/${c.runtimeNamespace ?? ''}/${c.id}`)],
    ['pod', model.pods.map((p) => p.uid)],
    ['unit', model.units.map((u) => u.name)],
    ['pool', model.thinPools.map((p) => p.device)],
    ['thin device', model.thinDevices.map((t) => t.key)],
    ['active thin device', model.thinDevices.flatMap((t) => (present(t.active) ?? []).map((a) => a.device))],
    ['docker device', model.dockerDevices.map((d) => `${d.engineRoot}/${d.hash}`)],
    ['data root', model.devicemapperRoots.map((r) => r.engineRoot)],
    ['image layer', model.imageLayers.map((l) => `${l.engineRoot}/${l.driver}/${l.chainId}`)],
    ['image', model.images.map((i) => `${i.engineRoot}/${i.id}`)],
    ['layer store', model.layerStores.map((s) => s.path)],
    ['stored layer', model.storedLayers.map((l) => l.key)],
    ['stored image', model.storedImages.map((i) => i.key)],
    ['content blob', model.contentBlobs.map((b) => `${b.root}/${b.digest}`)],
    ['overlay', model.overlays.map((o) => o.device)],
    ['volume group', model.lvmVolumeGroups.map((g) => g.name)],
  ];
  return tables.flatMap(([what, keys]) => {
    const seen = new Set<string | number>();
    return keys.filter((key) => seen.size === seen.add(key).size).map((key) => `${what} ${key} stands twice`);
  });
}

function blockJoins({ blockDevices, loopDevices }: HostModel): string[] {
  const known = new Set(blockDevices.map((b) => b.kernelName));
  if (known.size === 0) return [];
  return loopDevices
    .filter((l) => !known.has(l.kernelName))
    .map((l) => `loop device ${l.kernelName} is no block device`);
}

function thinJoins(model: HostModel): string[] {
  const broken: string[] = [];
  const pools = new Set(model.thinPools.map((p) => p.device));
  const blocks = new Set(model.blockDevices.map((b) => b.device));
  const roots = new Set(model.devicemapperRoots.map((r) => r.engineRoot));
  for (const { device, table } of model.thinPools) {
    if (!blocks.has(device)) broken.push(`pool ${device} is no block device`);
    for (const below of isAbsent(table) ? [] : [table.metadataDevice, table.dataDevice]) {
      if (!blocks.has(below)) broken.push(`pool ${device} stands on ${below}, which is no block device`);
    }
  }
  const docker = new Set(model.dockerDevices.map((d) => `${d.engineRoot}/${d.hash}`));
  const volumes = new Set(model.lvmThinVolumes.map((v) => `${v.volumeGroup}/${v.name}`));
  for (const { key, pool, active, knownFrom } of model.thinDevices) {
    if (!pools.has(pool)) broken.push(`thin device ${key} is in no known pool`);
    for (const { device } of present(active) ?? []) {
      if (!blocks.has(device)) broken.push(`thin device ${key} is active as ${device}, which is no block device`);
    }
    for (const known of knownFrom) {
      const isKnown =
        known.from === 'docker-metadata'
          ? docker.has(`${known.engineRoot}/${known.hash}`)
          : known.from !== 'lvm' || volumes.has(known.volume);
      if (!isKnown) broken.push(`thin device ${key} is known from ${known.from}, which has no such row`);
    }
  }
  for (const { engineRoot, hash, pool } of model.dockerDevices) {
    if (!roots.has(engineRoot)) broken.push(`docker device ${hash} is of a data root without a row`);
    if (!isAbsent(pool) && !pools.has(pool)) broken.push(`docker device ${hash} is in no known pool`);
  }
  return broken;
}

function layerJoins(model: HostModel): string[] {
  const broken: string[] = [];
  const stores = new Set(model.layerStores.map((s) => s.path));
  const layers = new Map(model.storedLayers.map((l) => [l.key, l]));
  const mounts = new Set(model.mounts.map((m) => `${m.namespace}/${m.mountId}`));
  for (const { key, store, parent, id } of model.storedLayers) {
    if (!stores.has(store)) broken.push(`layer ${key} is in no known store`);
    if (key !== `${store}#${id}`) broken.push(`layer ${key} does not have its store and id as key`);
    if (typeof parent === 'string' && !layers.has(parent))
      broken.push(`layer ${key} stands on ${parent}, which has no row`);
    if (parent === key) broken.push(`layer ${key} stands on itself`);
  }
  for (const { device, lowers, lowerLayers, upper, upperLayer, mounts: own } of model.overlays) {
    if (lowers.length !== lowerLayers.length)
      broken.push(`overlay ${device} has lowers without a place for their layer`);
    if (upper === null && upperLayer !== null) broken.push(`overlay ${device} has an upper layer and no upper`);
    for (const key of [...lowerLayers, upperLayer]) {
      if (key !== null && !layers.has(key)) broken.push(`overlay ${device} is made of ${key}, which has no row`);
    }
    if (own.length === 0) broken.push(`overlay ${device} is mounted nowhere`);
    for (const key of own)
      if (!mounts.has(key)) broken.push(`overlay ${device} is mounted as ${key}, which has no row`);
  }
  for (const { id, layer } of model.containers) {
    if (typeof layer === 'string' && !layers.has(layer))
      broken.push(`container ${id} writes to ${layer}, which has no row`);
  }
  for (const key of model.folderListings.keys()) {
    if (!layers.has(key)) broken.push(`a folder was listed for ${key}, which has no row`);
  }
  return broken;
}
