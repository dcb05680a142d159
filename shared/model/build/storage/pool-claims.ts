import { type Absent, isAbsent, present, unreadable } from '#shared/base/absent.ts';
import type { SourceRef } from '#shared/base/source-ref.ts';
import type { PlacedLine } from '#shared/model/build/storage/dm-targets.ts';
import { usedPrefix } from '#shared/model/build/storage/docker-books.ts';
import type { DevicemapperRoot, StorageOption } from '#shared/model/docker-storage.ts';
import type { OwnerProof, PoolOwner } from '#shared/model/thin.ts';
import type { DockerDevice } from '#shared/parsers/docker-devices.ts';

export interface PoolName {
  readonly device: string;
  readonly dmName: string;
  readonly source: SourceRef;
}

export interface Claim {
  readonly pool: string;
  readonly kind: 'docker' | 'containerd';
  readonly root: string;
  readonly proof: OwnerProof;
}

type Root = Omit<DevicemapperRoot, 'pool'>;

/** Every sign that an engine uses a pool, strongest first. */
export function engineClaims(
  pools: readonly PoolName[],
  placed: readonly PlacedLine[],
  roots: readonly Root[],
  files: readonly DockerDevice[],
  options: readonly StorageOption[],
): readonly Claim[] {
  return [
    ...bookClaims(placed, roots, files),
    ...optionClaims(pools, roots, options),
    ...nameClaims(pools, placed, roots, options),
  ];
}

/** An active device of the pool has the id that the data root's own metadata gives its name. */
function bookClaims(placed: readonly PlacedLine[], roots: readonly Root[], files: readonly DockerDevice[]): Claim[] {
  const known = new Map(files.map((f) => [`${f.engineRoot}\0${f.hash}`, f]));
  return placed.flatMap(({ row }): Claim[] => {
    const { thin } = row;
    const match = /^(docker-\d+:\d+-\d+)-(.+)$/.exec(row.name);
    if (!thin?.pool || !match) return [];
    return roots.flatMap((root): Claim[] => {
      const file = known.get(`${root.engineRoot}\0${match[2]}`);
      if (file?.deviceId !== thin.id || present(usedPrefix(root)) !== match[1]) return [];
      const source = { evidence: 'docker-device-metadata', line: file!.line };
      return [{ pool: thin.pool!, kind: 'docker', root: root.engineRoot, proof: { by: 'device-metadata', source } }];
    });
  });
}

const asDaemonSees = (engineRoot: string) => engineRoot.replace(/^\/proc\/\d+\/root(?=\/)/, '');

/** dm.thinpooldev is a path or a name; containerd's pool_name a name. */
function optionClaims(pools: readonly PoolName[], roots: readonly Root[], options: readonly StorageOption[]): Claim[] {
  return options.flatMap((option): Claim[] => {
    if (option.name !== 'dm.thinpooldev' && option.name !== 'pool_name') return [];
    const name = option.value.replace(/^\/dev\/mapper\//, '');
    const pool = pools.find((p) => p.dmName === name);
    if (!pool) return [];
    const root = roots.find((r) => asDaemonSees(r.engineRoot) === option.root)?.engineRoot ?? option.root;
    const proof: OwnerProof = { by: 'option', source: option.source };
    return [{ pool: pool.device, kind: option.engine, root, proof }];
  });
}

/** docker's own loop pool carries its folder's inode in its name; containerd numbers its devices after the pool. */
function nameClaims(
  pools: readonly PoolName[],
  placed: readonly PlacedLine[],
  roots: readonly Root[],
  options: readonly StorageOption[],
): Claim[] {
  const byInode = pools.flatMap((pool): Claim[] =>
    roots
      .filter((root) => [root.prefix, root.prefixInUse].some((p) => !isAbsent(p) && pool.dmName === `${p}-pool`))
      .map((root) => ({
        pool: pool.device,
        kind: 'docker',
        root: root.engineRoot,
        proof: { by: 'root-inode', source: pool.source },
      })),
  );
  const containerd = options.filter((o) => o.engine === 'containerd' && o.name === 'pool_name');
  const byName = placed.flatMap(({ row }): Claim[] => {
    const { thin } = row;
    const base = /^(.+)-snap-\d+$/.exec(row.name)?.[1];
    const option = containerd.find((o) => o.value === base);
    if (!thin?.pool || !option) return [];
    const source = { evidence: 'dm-table', line: row.line };
    return [{ pool: thin.pool, kind: 'containerd', root: option.root, proof: { by: 'device-name', source } }];
  });
  return [...byInode, ...byName];
}

/** One owner per engine root, with its first proof of each sort. */
export function ownersOf(pool: string, claims: readonly Claim[]): readonly PoolOwner[] {
  const owners = new Map<string, { kind: 'docker' | 'containerd'; root: string; proof: OwnerProof[] }>();
  for (const claim of claims) {
    if (claim.pool !== pool) continue;
    const key = `${claim.kind}\0${claim.root}`;
    const owner = owners.get(key) ?? { kind: claim.kind, root: claim.root, proof: [] };
    if (!owner.proof.some((p) => p.by === claim.proof.by)) owner.proof.push(claim.proof);
    owners.set(key, owner);
  }
  return [...owners.values()];
}

/** The pool that a docker root uses: where its devices are, else where it was told to put them. */
export function poolOfRoot(engineRoot: string, claims: readonly Claim[]): string | Absent {
  const claim = claims.find((c) => c.kind === 'docker' && c.root === engineRoot);
  return claim?.pool ?? unreadable('no pool carries its name, its devices or the name in its options');
}
