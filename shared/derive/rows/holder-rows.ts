import type { Absent } from '#shared/base/absent.ts';
import { isAbsent } from '#shared/base/absent.ts';
import { plainTable } from '#shared/derive/rows/plain-table.ts';
import type { Table } from '#shared/derive/rows/window-rows.ts';
import { deriveWho } from '#shared/derive/who.ts';
import { say } from '#shared/messages/index.ts';
import type { Holder } from '#shared/model/holder.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';

/** One holder of one needle, flat. */
export interface HolderTableRow {
  readonly key: string;
  readonly via: Holder['via'];
  readonly namespace: number | Absent;
  readonly heldBy: string | Absent;
  readonly pid: number | Absent;
  readonly tid: number | null | Absent;
  readonly startTicks: number | Absent;
  readonly comm: string | Absent;
  readonly unit: string | null | Absent;
  readonly fd: number | Absent;
  readonly through: string;
  readonly container: string | Absent;
  readonly containerId: string | Absent;
  readonly containerState: string | Absent;
  readonly volume: string | Absent;
  readonly mountPoint: string | Absent;
  readonly device: string | Absent;
  readonly why: string;
  /** There by design: the running owner, its engine, its shim. */
  readonly legitimate: boolean;
  readonly sources: string;
}

/** Who holds what the needle names; empty also where the needle is nowhere in the evidence. */
export const holderTable = (analysis: Analysis, needle: string): Table<HolderTableRow, HolderTableRow> =>
  plainTable(deriveWho(analysis, needle).holders.map(holderRow), {
    via: { of: (r) => r.via, exact: true },
    legitimate: { of: (r) => (r.legitimate ? 'yes' : 'no'), exact: true },
    why: { of: (r) => r.why },
  });

function holderRow(holder: Holder, n: number): HolderTableRow {
  const { via, namespace, process, fd, through, container, volume, mount, legitimate } = holder;
  return {
    key: String(n),
    via,
    namespace: isAbsent(namespace) ? namespace : namespace.id,
    heldBy: isAbsent(namespace) ? namespace : [namespace.heldBy, namespace.pin].filter(Boolean).join(' '),
    pid: isAbsent(process) ? process : process.pid,
    tid: isAbsent(process) ? process : process.tid,
    startTicks: isAbsent(process) ? process : process.startTicks,
    comm: isAbsent(process) ? process : process.comm,
    unit: isAbsent(process) ? process : process.unit,
    fd,
    through: through.map((t) => `${t.kind} ${t.name} ${t.backing}`).join('; '),
    container: isAbsent(container) ? container : container.name,
    containerId: isAbsent(container) ? container : container.id,
    containerState: isAbsent(container) ? container : container.state,
    volume: isAbsent(volume) ? volume : `${volume.source}:${volume.destination} ${volume.propagation}`.trim(),
    mountPoint: isAbsent(mount) ? mount : mount.mountPoint,
    device: isAbsent(mount) ? mount : mount.device,
    why: say(holder.why),
    legitimate,
    sources: holder.sources.map((s) => (s.line === 0 ? s.evidence : `${s.evidence}:${s.line}`)).join('; '),
  };
}
