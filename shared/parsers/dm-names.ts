/**
 * Device-mapper devices where only `dmsetup table` or `dmsetup status` is known: their names, and what can be told of their
 * numbers.
 *
 * Neither prints the number of the device itself, but thin devices name the number of their pool. Where there is one
 * pool and one number, or where all thin devices of a number are docker's of one pool by their names, that is the pool's
 * number. Every other device is called by its path,
 * `/dev/mapper/NAME`, which is no number and does not look like one.
 */
import { parseDmLines } from '#shared/parsers/dm-line.ts';

export interface NamedDmDevice {
  readonly line: number;
  readonly name: string;
  /** `major:minor` of a pool that was told by its thin devices, else `/dev/mapper/NAME`. */
  readonly device: string;
}

export function readDmNames(body: Uint8Array): readonly NamedDmDevice[] {
  const lines = parseDmLines(body).value;
  const pools = [...new Set(lines.filter((l) => l.target?.kind === 'thin-pool').map((l) => l.name))];
  const votes = new Map<string, Set<string | null>>();
  for (const { name, target } of lines) {
    const [number] = target?.kind === 'thin' ? target.args : [];
    if (number === undefined || !/^\d+:\d+$/.test(number)) continue;
    votes.set(number, (votes.get(number) ?? new Set()).add(poolOf(name, pools)));
  }
  const [onlyPool, ...otherPools] = pools;
  const [onlyNumber, ...otherNumbers] = votes.keys();
  if (onlyPool && onlyNumber && otherPools.length + otherNumbers.length === 0) {
    votes.set(onlyNumber, new Set([onlyPool]));
  }
  const numberOf = new Map<string, string[]>();
  for (const [number, names] of votes) {
    const [pool] = names;
    if (names.size === 1 && pool) numberOf.set(pool, [...(numberOf.get(pool) ?? []), number]);
  }
  const devices = new Map<string, NamedDmDevice>();
  for (const { line, name } of lines) {
    const numbers = numberOf.get(name) ?? [];
    if (devices.has(name)) continue;
    devices.set(name, { line, name, device: numbers.length === 1 ? numbers[0]! : `/dev/mapper/${name}` });
  }
  return [...devices.values()];
}

/**
 * The pool that this thin device must be in by its name: docker calls its own pool `PREFIX-pool` and what is in it
 * `PREFIX-LAYER`. LVM's names say nothing of the pool, and docker's devices in LVM's pool only look like those of another.
 */
function poolOf(name: string, pools: readonly string[]): string | null {
  const prefix = /^(docker-\d+:\d+-\d+)-/.exec(name)?.[1];
  return prefix === undefined ? null : (pools.find((pool) => pool === `${prefix}-pool`) ?? null);
}
