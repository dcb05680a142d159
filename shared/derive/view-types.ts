import type { Absent } from '#shared/base/absent.ts';
import type { Message } from '#shared/base/message.ts';
import type { SourceRef } from '#shared/base/source-ref.ts';
import type { Custody } from '#shared/evidence/custody.ts';
import type { Holder } from '#shared/model/holder.ts';
import type { LedgerEntry } from '#shared/model/ledger.ts';
import type { Finding, RuleOutcome, Severity, Subject } from '#shared/rules/rule.ts';

/** What a window, a report and a figure's caption say about a source as a whole. */
export interface Summary {
  readonly title: string;
  readonly kind: string;
  /** sha256 (hex) over the records, independent of how they are stored; the seal of a bundle covers the same bytes. */
  readonly evidenceSha256: string;
  readonly host: {
    readonly name: string | Absent;
    readonly kernel: string | Absent;
    readonly os: string | Absent;
    readonly bootId: string | Absent;
    /** Host clock, ms since the epoch. */
    readonly capturedAt: number | Absent;
    /** "root (uid 0)", "user guest (uid 1002)", … */
    readonly privilege: string | Absent;
  };
  readonly custody: Custody;
  readonly counts: {
    readonly processes: number;
    readonly namespaces: number;
    readonly mounts: number;
    readonly containers: number;
    /** Of device-mapper's tables; absent, never 0, where those were not read. */
    readonly pools: number | Absent;
    readonly thinDevices: number | Absent;
    /** No collector of this version reads all of them: absent, never 0. */
    readonly images: number | Absent;
  };
  /** Rows of the tables about layers; absent where no store was read and the host may have one. */
  readonly layers: {
    readonly images: number | Absent;
    readonly unpacked: number | Absent;
    readonly overlays: number;
  };
  readonly findings: Readonly<Record<Severity, number>>;
  readonly cannotTell: number;
  readonly ledger: readonly LedgerEntry[];
  readonly records: { readonly complete: number; readonly total: number };
  readonly tables: { readonly read: number; readonly of: number };
}

/** One entry of the list in the Findings view: a finding, or a rule that cannot tell. Sorted by trouble inside its group. */
export type FindingListItem =
  | {
      readonly type: 'finding';
      readonly code: string;
      readonly rule: string;
      readonly group: 'thin-pools' | 'removal-blocked' | 'layers' | 'setting' | 'containers' | 'log' | 'capture';
      readonly finding: Finding;
    }
  | { readonly type: 'cannot-tell'; readonly code: string; readonly rule: string; readonly because: Message };

export interface OutcomeRow {
  readonly rule: string;
  readonly code: string;
  readonly outcome: RuleOutcome;
}

/** Small figure at the head of a finding: left what was to be removed, right what keeps it. */
export interface FindingChain {
  readonly target: readonly ChainBox[];
  readonly device: {
    /** What stands above it: "thin device, still open". */
    readonly heading: string;
    readonly title: string;
    readonly lines: readonly string[];
    readonly state: string;
  } | null;
  /** What stands above the holders: "held by 4 private copies of one mount". */
  readonly heading: string;
  /** `lines[0]` is what it is (pid, path), `lines[1]` its namespace where there is one. */
  readonly holders: readonly (ChainBox & { readonly mark: HoldMark; readonly propagation: string | null })[];
  /** Holders left out of the figure, counted. */
  readonly more: number;
  readonly note: string | null;
}
export interface ChainBox {
  /** What stands above it: "removed container". Empty for holders. */
  readonly heading: string;
  readonly title: string;
  readonly lines: readonly string[];
  readonly subject: Subject | null;
}
export type HoldMark = 'process' | 'thread' | 'nsfs' | 'fd' | 'cwd' | 'detached' | 'loop' | 'swap' | 'dm';

/** A cited line with the part that proves the claim. Offsets are UTF-16 units of `text`. */
export interface CitedLine {
  readonly source: SourceRef;
  /** Path or command that was read. */
  readonly origin: string;
  readonly text: string;
  readonly lit: readonly { readonly from: number; readonly to: number }[];
}

export interface FindingDetail {
  readonly item: Extract<FindingListItem, { type: 'finding' }>;
  readonly chain: FindingChain | null;
  readonly cited: readonly CitedLine[];
  readonly citedTotal: number;
}

export interface WhoAnswer {
  readonly needle: string;
  readonly resolved: readonly { readonly kind: Subject['kind']; readonly id: string; readonly name: string }[];
  readonly holders: readonly Holder[];
  readonly freeing: Finding['remedy'];
  /** What could not be looked at; non-empty means the list may be short. */
  readonly doubts: readonly Message[];
}

// --- rows of tables -------------------------------------------------------------------------

export interface MountRow {
  readonly key: string;
  readonly namespace: number;
  readonly mountId: number;
  readonly parentId: number;
  readonly device: string;
  readonly root: string;
  readonly mountPoint: string;
  readonly fsType: string;
  readonly source: string;
  /** `shared 1`, `slave of 1`, `shared 23, slave of 1`, `private`, `unbindable`, or why it is not known. */
  readonly propagation: string;
  readonly options: string;
  /** A later mount stands on the same or a higher path, so it cannot be reached by name. */
  readonly hidden: boolean;
  readonly evidence: SourceRef;
}

export interface ProcessRow {
  readonly key: string;
  readonly pid: number;
  readonly ppid: number;
  readonly startTicks: number | Absent;
  readonly comm: string;
  readonly state: string;
  readonly commandLine: string | Absent;
  readonly namespace: number | Absent;
  readonly unit: string | null;
  readonly container: string | null;
  readonly evidence: SourceRef;
}

export interface NamespaceRow {
  readonly key: string;
  readonly inode: number;
  readonly heldBy: 'process' | 'thread' | 'nsfs' | 'fd';
  /** "276 processes", "thread 5923", "/run/mntns/backup", "pid 5898 fd 7". */
  readonly keptAliveBy: string;
  /** Who lives there: unit, container or command and pid of its first processes; empty when nobody. */
  readonly residents: string;
  readonly processes: number;
  readonly mounts: number | Absent;
  readonly engine: string | null;
  readonly evidence: SourceRef | null;
}

/** A window of rows: the renderer never gets a whole table. */
export interface Rows<Row> {
  readonly rows: readonly Row[];
  readonly offset: number;
  /** Rows that match the filter, and rows in all. */
  readonly matching: number;
  readonly total: number;
}

export interface EvidenceItem {
  readonly id: string;
  readonly collectorId: string;
  readonly origin: string;
  readonly status: string;
  readonly because: string;
  readonly bytes: number;
  readonly lines: number;
  readonly startedAt: number | null;
  readonly durationMs: number | null;
  readonly sha256: string;
  readonly stderr: string;
}

/** Lines of one record, decoded as UTF-8; bytes that are not, and control and bidi characters, are left for the view to escape (shared/base/escape.ts). */
export interface EvidenceLines {
  readonly id: string;
  readonly from: number;
  readonly lines: readonly string[];
  readonly totalLines: number;
}

export interface SearchHit {
  readonly subject: Subject;
  /** Where it stands: namespace, image, unit … */
  readonly context: string;
  readonly matched: string;
}
