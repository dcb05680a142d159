/**
 * Mount namespaces rebuilt from mount ids, where nobody collected their inodes.
 *
 * A mount object stands in one namespace and its id is unique on the host while it lives, so two processes whose mountinfo
 * show the same mount are in one namespace. What spoils it, and what is done:
 *
 *  - ids are used again, and sos reads for minutes: a mount counts as the same only where id, parent, device and root are,
 *    and two tables are one namespace only when they share the mount of `/`, or at least two mounts that are half of the
 *    smaller table or more;
 *  - a chroot'ed process sees a part of its namespace's table, maybe without the mount of `/`, or nothing at all: nothing
 *    can be told then;
 *  - a table that was read later has lost some mounts and got others.
 *
 * Measured in the lab against the true inodes: test/shared/sosreport/mount-groups.test.ts, test/lab/sosreport.test.ts.
 */
export interface MountGroup {
  /** Id of the mount of `/`, else the lowest mount id that no other group took. Never an inode: those begin at 0xF0000000. */
  readonly id: number;
  /** Whose table stands for the group: pid 1's if it is in it, else the longest, of the lowest pid. */
  readonly representative: number;
  readonly members: readonly MountGroupMember[];
}

export interface MountGroupMember {
  readonly pid: number;
  /** Rows of its own table. */
  readonly own: number;
  /** How many of them the representative's has too. */
  readonly shared: number;
}

interface Table {
  readonly pids: number[];
  /** Mount id and a hash of parent, device and root, in turn, by id. */
  readonly mounts: Int32Array;
  readonly rootId: number | null;
}

export class MountGroups {
  readonly #tables: Table[] = [];
  readonly #byHash = new Map<number, number[]>();
  /** Processes whose table is empty: their root is detached, or chroot'ed where nothing is mounted. */
  readonly empty: number[] = [];

  /**
   * Takes one process's mountinfo, in any order. True when its table is unlike any before: only such a text needs to be kept.
   */
  take(pid: number, mountinfo: string): boolean {
    const read = tableOf(mountinfo);
    if (read.mounts.length === 0) {
      this.empty.push(pid);
      return false;
    }
    const hash = hashOf(read.mounts);
    const alike = this.#byHash.get(hash) ?? [];
    const known = alike.map((at) => this.#tables[at]!).find((t) => isSame(t.mounts, read.mounts));
    if (known) {
      known.pids.push(pid);
      return false;
    }
    this.#byHash.set(hash, [...alike, this.#tables.length]);
    this.#tables.push({ pids: [pid], ...read });
    return true;
  }

  /** `undecided`: processes that see one mount of some namespace and nothing else, too little to say that it is theirs. */
  groups(): { readonly groups: readonly MountGroup[]; readonly undecided: readonly number[] } {
    const parent = this.#tables.map((_, at) => at);
    const find = (at: number): number => {
      let root = at;
      while (parent[root] !== root) root = parent[root]!;
      for (let next = at; parent[next] !== root; ) [next, parent[next]] = [parent[next]!, root];
      return root;
    };
    const doubtful: (readonly [number, number])[] = [];
    for (const [a, b, isOne] of this.#pairs()) {
      if (isOne) parent[find(a)] = find(b);
      else doubtful.push([a, b]);
    }
    const parts = new Set(
      doubtful.flatMap(([a, b]) => (find(a) === find(b) ? [] : [find(this.#rows(a) <= this.#rows(b) ? a : b)])),
    );
    const undecided = this.#tables.flatMap((t, at) => (parts.has(find(at)) ? t.pids : []));
    const together = new Map<number, Table[]>();
    for (const [at, table] of this.#tables.entries()) {
      const root = find(at);
      if (parts.has(root)) continue;
      const list = together.get(root);
      if (list) list.push(table);
      else together.set(root, [table]);
    }
    const taken = new Set<number>();
    const groups = [...together.values()]
      .map((tables) => ({ tables, lead: leadOf(tables) }))
      .sort((a, b) => a.lead.pid - b.lead.pid)
      .map(({ tables, lead }) => {
        const id = freeId(lead.table, taken);
        taken.add(id);
        const members = tables
          .flatMap((t) => {
            const shared = t === lead.table ? t.mounts.length / 2 : sharedRows(t.mounts, lead.table.mounts);
            return t.pids.map((pid) => ({ pid, own: t.mounts.length / 2, shared }));
          })
          .sort((a, b) => a.pid - b.pid);
        return { id, representative: lead.pid, members };
      });
    return { groups, undecided: undecided.sort((a, b) => a - b) };
  }

  #rows(at: number): number {
    return this.#tables[at]!.mounts.length / 2;
  }

  /** Pairs of tables that share mounts; true where the guards let them be one namespace, false where they only may be. */
  *#pairs(): Generator<readonly [number, number, boolean]> {
    const firstWith = new Map<string, number[]>();
    for (const [at, { mounts, rootId }] of this.#tables.entries()) {
      const shared = new Map<number, { count: number; root: boolean }>();
      for (let i = 0; i < mounts.length; i += 2) {
        const key = `${mounts[i]}:${mounts[i + 1]}`;
        const before = firstWith.get(key) ?? [];
        for (const other of before) {
          const seen = shared.get(other) ?? { count: 0, root: false };
          seen.count += 1;
          if (mounts[i] === rootId && rootId === this.#tables[other]!.rootId) seen.root = true;
          shared.set(other, seen);
        }
        // Enough to find the group again; of a thousand tables of one namespace not all are compared.
        if (before.length < 8) firstWith.set(key, [...before, at]);
      }
      for (const [other, { count, root }] of shared) {
        const smaller = Math.min(mounts.length, this.#tables[other]!.mounts.length) / 2;
        const isHalf = count * 2 >= smaller;
        if (root || (count >= 2 && isHalf)) yield [at, other, true];
        else if (isHalf) yield [at, other, false];
      }
    }
  }
}

function leadOf(tables: readonly Table[]): { readonly table: Table; readonly pid: number } {
  const lead = tables
    .map((table) => ({ table, pid: Math.min(...table.pids) }))
    .sort((a, b) => {
      const [first, second] = [a, b].map((t) => (t.table.pids.includes(1) ? 0 : 1));
      return first! - second! || b.table.mounts.length - a.table.mounts.length || a.pid - b.pid;
    })[0]!;
  return lead;
}

function freeId({ rootId, mounts }: Table, taken: ReadonlySet<number>): number {
  if (rootId !== null && !taken.has(rootId)) return rootId;
  for (let i = 0; i < mounts.length; i += 2) if (!taken.has(mounts[i]!)) return mounts[i]!;
  // Every id of the table stands for another group already: a host cannot print that, a forged archive can.
  let id = 1;
  while (taken.has(id)) id += 1;
  return id;
}

function sharedRows(a: Int32Array, b: Int32Array): number {
  let count = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) {
      if (a[i + 1] === b[j + 1]) count += 1;
      i += 2;
      j += 2;
    } else if (a[i]! < b[j]!) i += 2;
    else j += 2;
  }
  return count;
}

const isSame = (a: Int32Array, b: Int32Array) => a.length === b.length && a.every((n, i) => n === b[i]);

/** `36 35 98:0 /mnt1 /mnt2 …`: id, parent, device, root within the filesystem, mount point. Other lines are left out. */
function tableOf(mountinfo: string): { readonly mounts: Int32Array; readonly rootId: number | null } {
  const rows = new Map<number, number>();
  let rootId: number | null = null;
  for (const match of mountinfo.matchAll(/^(\d{1,10}) (\d{1,10} \d+:\d+ \S+) (\S+) /gm)) {
    const id = Number(match[1]);
    if (id === 0 || id > 0x7fffffff) continue;
    if (!rows.has(id)) rows.set(id, hashOfText(match[2]!));
    // Stacked on `/`: the last one is what the process sees, the first is what was there before.
    if (match[3] === '/' && rootId === null) rootId = id;
  }
  const mounts = new Int32Array(rows.size * 2);
  let at = 0;
  for (const [id, hash] of [...rows].sort(([a], [b]) => a - b)) {
    mounts[at] = id;
    mounts[at + 1] = hash;
    at += 2;
  }
  return { mounts, rootId };
}

/** FNV-1a. */
function hashOfText(text: string): number {
  let hash = 0x811c9dc5 | 0;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash;
}

function hashOf(numbers: Int32Array): number {
  let hash = 0x811c9dc5 | 0;
  for (const n of numbers) hash = Math.imul(hash ^ n, 0x01000193);
  return hash;
}
