import type { FrameEvent } from '#shared/evidence/framing.ts';
import type { EvidenceEnd } from '#shared/evidence/record.ts';
import type { CaptureProgress, CollectorProgress } from '#shared/ipc/payloads.ts';

/** Progress of one capture; whoever runs it adds the capture's id, host and source. */
export type LiveProgress = Omit<CaptureProgress, 'captureId' | 'host' | 'sourceId'>;

type Status = CollectorProgress['status'];
interface Row {
  status: Status;
  bytes: number;
  elapsedMs: number;
  startedAt: number | null;
  because: string;
}

/** Progress is for eyes: this many ms between two reports, except when a step or a collector begins or ends. */
const quietMs = 100;

/** Follows a capture's steps and frames, and reports them. Every collector has its row from the start. */
export class ProgressMeter {
  private readonly rows = new Map<string, Row>();
  private readonly report: (progress: LiveProgress) => void;
  private readonly startedAt = performance.now();
  private step: LiveProgress['step'] = 'connecting';
  private bytes = 0;
  private running: string | null = null;
  private reportedAt = 0;

  constructor(collectors: readonly string[], report: (progress: LiveProgress) => void) {
    this.report = report;
    for (const id of collectors) this.row(id);
  }

  at(step: LiveProgress['step']): void {
    this.step = step;
    this.tell();
  }

  received(bytes: number): void {
    this.bytes += bytes;
    const row = this.running === null ? null : this.row(this.running);
    if (row) row.bytes += bytes;
    if (performance.now() - this.reportedAt >= quietMs) this.tell();
  }

  frame(event: FrameEvent): void {
    switch (event.kind) {
      case 'collector-started':
        if (event.sample === 2) this.step = 'second-sample';
        this.running = event.collector;
        Object.assign(this.row(event.collector), { status: 'running', startedAt: performance.now() });
        this.tell();
        return;
      case 'record':
        this.judge(this.row(event.record.collectorId), event.record.end);
        return;
      case 'collector-ended':
        this.close(event.collector);
        this.tell();
        return;
      case 'waiting':
        this.step = 'second-sample';
        this.tell();
        return;
      case 'header':
      case 'noise':
      case 'finished':
        return;
    }
  }

  /** The stream is over. `whole`: with its end mark; otherwise what had not ended was cut. */
  finish(whole: boolean, because: string): void {
    for (const row of this.rows.values()) {
      this.stopClock(row);
      if (whole || (row.status !== 'queued' && row.status !== 'running')) continue;
      Object.assign(row, { status: 'cut', because });
    }
    this.at('ended');
  }

  private close(id: string): void {
    const row = this.row(id);
    this.stopClock(row);
    if (row.status === 'running') row.status = worstOf.get(row) ?? 'ok';
    this.running = null;
  }

  private stopClock(row: Row): void {
    if (row.startedAt !== null) row.elapsedMs += performance.now() - row.startedAt;
    row.startedAt = null;
  }

  /** The worst ending of a collector's records is its own. */
  private judge(row: Row, end: EvidenceEnd): void {
    const status = statusOf(end);
    const before = worstOf.get(row) ?? 'ok';
    if (severity.indexOf(status) <= severity.indexOf(before) && worstOf.has(row)) return;
    worstOf.set(row, status);
    row.because = 'because' in end ? end.because : '';
    if (row.status !== 'running' && row.status !== 'queued') row.status = status;
  }

  private row(id: string): Row {
    const known = this.rows.get(id);
    if (known) return known;
    const row: Row = { status: 'queued', bytes: 0, elapsedMs: 0, startedAt: null, because: '' };
    this.rows.set(id, row);
    return row;
  }

  private tell(): void {
    const now = performance.now();
    this.reportedAt = now;
    const collectors = [...this.rows].map(([collector, row]) => ({
      collector,
      status: row.status,
      bytes: row.bytes,
      elapsedMs: Math.round(row.elapsedMs + (row.startedAt === null ? 0 : now - row.startedAt)),
      because: row.because,
    }));
    this.report({ step: this.step, elapsedMs: Math.round(now - this.startedAt), bytes: this.bytes, collectors });
  }
}

const worstOf = new WeakMap<Row, Status>();

/** From harmless to grave. A collector with one whole and one absent record is whole. */
const severity: readonly Status[] = ['not-applicable', 'ok', 'missing', 'partial', 'denied', 'timeout', 'cut'];

function statusOf(end: EvidenceEnd): Status {
  switch (end.kind) {
    case 'complete':
      return 'ok';
    case 'not-applicable':
      return 'not-applicable';
    case 'not-found':
      return 'missing';
    case 'truncated':
      return 'partial';
    case 'denied':
      return 'denied';
    case 'timed-out':
      return 'timeout';
    case 'connection-lost':
      return 'cut';
  }
}
