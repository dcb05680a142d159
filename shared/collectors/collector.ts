/**
 * A collector is a declaration: what it reads, why, its limits, and the shell
 * function that writes its records. The script of a capture is generated from
 * these declarations (shared/collectors/script.ts) and shown before it runs.
 */
export interface Collector {
  /** Kebab-case, equals the file name and the `collectorId` of its records. */
  readonly id: string;
  /** One sentence for the consent dialog and the ledger: what the host owner gives us and why. */
  readonly why: string;
  /**
   * What it changes on the host, as a clause after "it"; undefined: nothing. A collector with it runs only when it is asked
   * for by name (`--with`), and every run of it is recorded in custody.
   */
  readonly changes?: string;
  /** Files and commands it reads, as a person would type them. Shown with the script, and kept in custody. */
  readonly reads: readonly string[];
  /** Volatile first: phase 1 is /proc, sysfs and dm ioctls; phase 2 engine files and logs. */
  readonly phase: 1 | 2;
  /** Read again at the end of the capture, at least 10 s after the first reading. */
  readonly twice: boolean;
  /** Deadline of the whole collector on the host, seconds. */
  readonly timeoutS: number;
  /** Bytes kept of one record; the rest is counted, dropped and said. */
  readonly maxBytes: number;
  /** What a capture without root cannot see here; null when every user sees all of it. */
  readonly withoutRoot: string | null;
  /**
   * Where a sosreport keeps the same fact, as globs below its root, best first: shared/sosreport reads these and no other.
   * `*` stands for anything but `/`, `[0-9]*` for digits; the suffix that sos adds where two names collide (`.1`) is implied.
   * Empty: no version of sos takes it.
   */
  readonly sosreport: readonly string[];
  /** Runs in the shell of that collector, right after it, because it needs what that one found. */
  readonly follows?: string;
  /**
   * Runs while that collector does, on a host that can (see beside.ts); its records come after that one's. For what costs
   * processor time and says little.
   */
  readonly beside?: string;
  /**
   * Body of a POSIX sh function. It may use only what shared/collectors/prelude.ts offers to open and
   * close records, and no here-document, no `sort`, no file: the target's disk is never written.
   */
  readonly script: string;
}

export const defineCollector = (collector: Collector): Collector => collector;
