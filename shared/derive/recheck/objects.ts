import { isAbsent } from '#shared/base/absent.ts';
import type { CollectorId } from '#shared/collectors/ids.ts';
import { deviceNames } from '#shared/derive/diff/device-names.ts';
import type { DiffRow } from '#shared/derive/diff/diff.ts';
import { gapIn } from '#shared/derive/diff/gaps.ts';
import { rowsOfHolders } from '#shared/derive/diff/holder-rows.ts';
import { comparedKinds } from '#shared/derive/diff/kinds.ts';
import type { RecheckKind, RecheckObjects } from '#shared/derive/recheck/recheck.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';
import type { Finding, Subject } from '#shared/rules/rule.ts';

export interface KindOfObject {
  readonly kind: RecheckKind;
  readonly needs: readonly CollectorId[];
  readonly concluded: boolean;
  readonly thisBoot: boolean;
}

const processKind: KindOfObject = { kind: 'process', needs: ['processes'], concluded: false, thisBoot: true };
/** Everything that two captures are compared by, and processes: a finding names few enough of them. */
export const kindsOfObjects: readonly KindOfObject[] = [...comparedKinds, processKind];

type Row = DiffRow<RecheckKind>;

/** The objects of a finding, and those that `also` names (`kind id` of rows), as this analysis sees them. */
export function objectsOf(
  analysis: Analysis,
  finding: Pick<Finding, 'subjects' | 'holders'> | null,
  also: ReadonlySet<string>,
): readonly RecheckObjects[] {
  const isSubject = subjectMatcher(analysis, finding?.subjects ?? []);
  return kindsOfObjects.map(({ kind, needs }) => {
    const rows = kind === 'holder' ? rowsOfHolders(analysis.model, finding ? [finding] : []) : rowsOf(analysis, kind);
    const wanted = kind === 'holder' ? rows : rows.filter((row) => also.has(keyOfRow(row)) || isSubject(row));
    return { kind, rows: wanted, gaps: needs.flatMap((id) => gapIn(analysis, [id]) ?? []) };
  });
}

export const keyOfRow = ({ kind, id }: Row): string => `${kind} ${id}`;

function rowsOf(analysis: Analysis, kind: RecheckKind): readonly Row[] {
  if (kind === 'process') return processRows(analysis);
  return comparedKinds.find((k) => k.kind === kind)?.rows(analysis) ?? [];
}

const processRows = ({ model }: Analysis): readonly Row[] =>
  model.processes.map((p) => ({
    kind: 'process',
    id: `${p.pid}/${isAbsent(p.startTicks) ? '' : p.startTicks}`,
    name: `${p.comm} ${p.pid}`,
    facts: { comm: p.comm, zombie: p.state === 'Z' },
    open: { kind: 'process' as const, id: `${p.pid}` },
    source: p.source,
  }));

/** Which rows a finding's subjects are: rows have ids that outlive a boot, subjects the keys of one capture's model. */
function subjectMatcher({ model }: Analysis, subjects: readonly Subject[]): (row: Row) => boolean {
  const nameOf = deviceNames(model);
  const named = subjects.map((s) => ({
    ...s,
    device: nameOf(s.id),
    // `253:2/13`, a device that need not be active, by its pool's name.
    inPool: s.id.replace(/^\d+:\d+(?=\/)/, nameOf),
  }));
  return (row) => named.some((subject) => isRowOf(row, subject));
}

interface NamedSubject extends Subject {
  readonly device: string;
  readonly inPool: string;
}

function isRowOf(row: Row, { kind, id, name, device, inPool }: NamedSubject): boolean {
  switch (row.kind) {
    case 'container':
      return kind === 'container' && row.id.endsWith(`/${id}`);
    case 'pod':
    case 'namespace':
      return kind === row.kind && row.id === id;
    case 'mount':
      return kind === 'mount' && row.id.startsWith(`${id} `);
    case 'process':
      return kind === 'process' && row.id.startsWith(`${id.split('/')[0]}/`);
    case 'pool':
      return kind === 'pool' && row.id === device;
    case 'device':
      return (kind === 'dm-device' || kind === 'thin-device') && (row.id === device || row.id === name);
    case 'thin-device':
      return kind === 'thin-device' && (row.id === inPool || row.name.split(' ').includes(device));
    case 'layer':
    case 'image':
      return (kind === 'layer' || kind === 'image' || kind === 'snapshot') && row.id.endsWith(`/${id}`);
    case 'finding':
    case 'holder':
      return false;
  }
}
