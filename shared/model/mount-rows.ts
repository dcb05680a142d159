/**
 * The mounts of all tables by columns. A large host has a million of them, few of which anybody looks at: a row becomes an
 * object when it is first asked for, and is the same object ever after. What copies of a table have in common (the list
 * of shapes) is looked through once for all of them.
 */
import type { HostModel } from '#shared/model/host-model.ts';
import type { Mount, MountShape } from '#shared/model/mount.ts';

/** One table. Of a fallback table the ids are negative, and the parents 0. */
export interface MountColumns {
  readonly namespace: number;
  readonly evidence: string;
  readonly mountIds: Int32Array;
  readonly parentIds: Int32Array;
  /** 1-based lines of the record; null: row n stands in line n + 1. */
  readonly lines: Int32Array | null;
  /** The same array for tables whose rows have the same shapes in the same order. */
  readonly shapes: readonly MountShape[];
}

/** What lists of rows are asked by. Null is a key that no row has. */
type KeyOf = (shape: MountShape) => string | null;
const deviceOf: KeyOf = (shape) => shape.device || null;
const pointOf: KeyOf = (shape) => shape.mountPoint;

export class MountRows {
  readonly tables: readonly MountColumns[];
  readonly length: number;
  readonly #made = new Map<MountColumns, Mount[]>();
  readonly #places = new Map<KeyOf, ReadonlyMap<string, readonly Place[]>>();
  readonly #tablesOf = new Map<readonly MountShape[], number[]>();
  readonly #inNamespace = new Map<number, MountColumns[]>();
  #all: readonly Mount[] | null = null;
  #shapes: ReadonlySet<MountShape> | null = null;

  constructor(tables: readonly MountColumns[]) {
    this.tables = tables;
    this.length = tables.reduce((sum, table) => sum + table.shapes.length, 0);
    for (const [number, table] of tables.entries()) {
      listIn(this.#tablesOf, table.shapes).push(number);
      listIn(this.#inNamespace, table.namespace).push(table);
    }
  }

  /** Those of rows that exist already. */
  static of(mounts: readonly Mount[]): MountRows {
    const made = new Map<MountColumns, Mount[]>();
    for (let from = 0, to = 0; from < mounts.length; from = to) {
      const { namespace, evidence } = mounts[from]!;
      while (to < mounts.length && mounts[to]!.namespace === namespace && mounts[to]!.evidence === evidence) to++;
      const of = mounts.slice(from, to);
      const table = {
        namespace,
        evidence,
        mountIds: Int32Array.from(of, (m) => m.mountId),
        parentIds: Int32Array.from(of, (m) => m.parentId),
        lines: Int32Array.from(of, (m) => m.line),
        shapes: of.map((m) => m.shape),
      };
      made.set(table, of);
    }
    const rows = new MountRows([...made.keys()]);
    for (const [table, of] of made) rows.#made.set(table, of);
    rows.#all = mounts;
    return rows;
  }

  /** Every row, in the order of the tables. */
  all(): readonly Mount[] {
    return (this.#all ??= this.tables.flatMap((table) => table.shapes.map((_, at) => this.#row(table, at))));
  }

  /** Each shape once, in the order of the tables. */
  shapes(): ReadonlySet<MountShape> {
    if (this.#shapes) return this.#shapes;
    const shapes = new Set<MountShape>();
    for (const list of this.#tablesOf.keys()) for (const shape of list) shapes.add(shape);
    return (this.#shapes = shapes);
  }

  /** The first row of each shape, in the order of the tables. */
  *firsts(): Generator<readonly [MountShape, () => Mount]> {
    const lists = new Set<readonly MountShape[]>();
    const seen = new Set<MountShape>();
    for (const table of this.tables) {
      if (lists.size === lists.add(table.shapes).size) continue;
      for (const [at, shape] of table.shapes.entries())
        if (seen.size !== seen.add(shape).size) yield [shape, () => this.#row(table, at)];
    }
  }

  /** Rows of a shape that `wanted` says yes to, in the order of the tables. `wanted` is asked once per shape. */
  where(wanted: (shape: MountShape) => boolean): readonly Mount[] {
    const yes = new Set([...this.shapes()].filter(wanted));
    if (yes.size === 0) return [];
    const places = new Map<readonly MountShape[], readonly number[]>();
    return this.tables.flatMap((table) => {
      let at = places.get(table.shapes);
      if (!at) places.set(table.shapes, (at = table.shapes.flatMap((shape, i) => (yes.has(shape) ? [i] : []))));
      return at.map((i) => this.#row(table, i));
    });
  }

  /** Mounts of a superblock, by `major:minor`. A fallback row may name none: two of them are not copies of each other for that. */
  byDevice(): ReadonlyMap<string, readonly Mount[]> {
    return this.#by(deviceOf);
  }

  byPoint(): ReadonlyMap<string, readonly Mount[]> {
    return this.#by(pointOf);
  }

  /** In the order of the table. */
  byNamespace(): ReadonlyMap<number, readonly Mount[]> {
    return new GroupedMounts(
      () => new Set(this.tables.flatMap((t) => (t.shapes.length > 0 ? [t.namespace] : []))),
      (namespace) => this.inNamespace(namespace),
    );
  }

  inNamespace(namespace: number | null): readonly Mount[] {
    const tables = namespace === null ? undefined : this.#inNamespace.get(namespace);
    return (tables ?? []).flatMap((table) => table.shapes.map((_, at) => this.#row(table, at)));
  }

  /** The mount that `mount` hangs on; null when that lies outside its table. Looks through the ids, and makes no other row. */
  parentOf({ namespace, mountId, parentId }: Mount): Mount | null {
    if (parentId === mountId) return null;
    for (const table of this.#inNamespace.get(namespace) ?? []) {
      const at = table.mountIds.indexOf(parentId);
      if (at >= 0) return this.#row(table, at);
    }
    return null;
  }

  /** Rows with one of these mount ids, in the order of the tables. */
  withIds(ids: ReadonlySet<number>): readonly Mount[] {
    if (ids.size === 0) return [];
    return this.tables.flatMap((table) => {
      const found: Mount[] = [];
      for (let at = 0; at < table.mountIds.length; at++)
        if (ids.has(table.mountIds[at]!)) found.push(this.#row(table, at));
      return found;
    });
  }

  #row(table: MountColumns, at: number): Mount {
    let made = this.#made.get(table);
    if (!made) this.#made.set(table, (made = []));
    return (made[at] ??= {
      namespace: table.namespace,
      mountId: table.mountIds[at]!,
      parentId: table.parentIds[at]!,
      shape: table.shapes[at]!,
      evidence: table.evidence,
      line: table.lines ? table.lines[at]! : at + 1,
    });
  }

  #by(keyOf: KeyOf): ReadonlyMap<string, readonly Mount[]> {
    return new GroupedMounts(
      () => new Set(this.#placesBy(keyOf).keys()),
      (key) => this.#at(this.#placesBy(keyOf).get(key) ?? []),
    );
  }

  #at(places: readonly Place[]): readonly Mount[] {
    const found = places.flatMap(({ shapes, rows }) => this.#tablesOf.get(shapes)!.map((number) => ({ number, rows })));
    if (places.length > 1) found.sort((a, b) => a.number - b.number);
    return found.flatMap(({ number, rows }) => rows.map((at) => this.#row(this.tables[number]!, at)));
  }

  /** Where each key is, once for all tables that share a list. */
  #placesBy(keyOf: KeyOf): ReadonlyMap<string, readonly Place[]> {
    const known = this.#places.get(keyOf);
    if (known) return known;
    const places = new Map<string, { readonly shapes: readonly MountShape[]; readonly rows: number[] }[]>();
    for (const shapes of this.#tablesOf.keys()) {
      for (const [at, shape] of shapes.entries()) {
        const key = keyOf(shape);
        if (key === null) continue;
        const list = listIn(places, key);
        const last = list.at(-1);
        if (last?.shapes === shapes) last.rows.push(at);
        else list.push({ shapes, rows: [at] });
      }
    }
    this.#places.set(keyOf, places);
    return places;
  }
}

/** Rows of a list of shapes, hence of every table that has it. */
interface Place {
  readonly shapes: readonly MountShape[];
  readonly rows: readonly number[];
}

function listIn<Key, Item>(lists: Map<Key, Item[]>, key: Key): Item[] {
  let list = lists.get(key);
  if (!list) lists.set(key, (list = []));
  return list;
}

/** A map whose lists are made when they are asked for. */
class GroupedMounts<Key> implements ReadonlyMap<Key, readonly Mount[]> {
  readonly #keys: () => ReadonlySet<Key>;
  readonly #find: (key: Key) => readonly Mount[];
  readonly #known = new Map<Key, readonly Mount[]>();
  #all: ReadonlySet<Key> | null = null;

  constructor(keys: () => ReadonlySet<Key>, find: (key: Key) => readonly Mount[]) {
    this.#keys = keys;
    this.#find = find;
  }

  get(key: Key): readonly Mount[] | undefined {
    const known = this.#known.get(key);
    if (known) return known;
    const found = this.#find(key);
    if (found.length === 0) return undefined;
    this.#known.set(key, found);
    return found;
  }

  has(key: Key): boolean {
    return this.#keySet().has(key);
  }

  get size(): number {
    return this.#keySet().size;
  }

  forEach(each: (mounts: readonly Mount[], key: Key, map: ReadonlyMap<Key, readonly Mount[]>) => void): void {
    for (const [key, mounts] of this) each(mounts, key, this);
  }

  keys(): MapIterator<Key> {
    return this.#keySet().values();
  }

  values(): MapIterator<readonly Mount[]> {
    return this.#whole().values();
  }

  entries(): MapIterator<[Key, readonly Mount[]]> {
    return this.#whole().entries();
  }

  [Symbol.iterator](): MapIterator<[Key, readonly Mount[]]> {
    return this.entries();
  }

  #whole(): Map<Key, readonly Mount[]> {
    return new Map([...this.#keySet()].map((key) => [key, this.get(key) ?? []]));
  }

  #keySet(): ReadonlySet<Key> {
    return (this.#all ??= this.#keys());
  }
}

const known = new WeakMap<HostModel, MountRows>();

/** The rows behind `model.mounts`, for whoever would look at all of them to find a few. */
export function mountRowsOf(model: HostModel): MountRows {
  let rows = known.get(model);
  if (!rows) known.set(model, (rows = MountRows.of(model.mounts)));
  return rows;
}

/** Gives a model its mounts: an array only when it is asked for. */
export function withMounts(facts: Omit<HostModel, 'mounts'>, rows: MountRows): HostModel {
  const model: HostModel = {
    ...facts,
    get mounts() {
      return rows.all();
    },
  };
  known.set(model, rows);
  return model;
}
