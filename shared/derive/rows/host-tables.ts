import { differenceTable } from '#shared/derive/diff/difference-rows.ts';
import { chooseRows } from '#shared/derive/rows/choose-rows.ts';
import { evidenceTable } from '#shared/derive/rows/evidence-rows.ts';
import { holderTable } from '#shared/derive/rows/holder-rows.ts';
import { type LeavingTable, leaving } from '#shared/derive/rows/leaving-table.ts';
import { ledgerTable } from '#shared/derive/rows/ledger-rows.ts';
import { mountTable } from '#shared/derive/rows/mount-rows.ts';
import { namespaceTable } from '#shared/derive/rows/namespace-rows.ts';
import { outcomeTable } from '#shared/derive/rows/outcome-rows.ts';
import { type PictureRow, pictureRows } from '#shared/derive/rows/picture-rows.ts';
import { plainTable } from '#shared/derive/rows/plain-table.ts';
import { processTable } from '#shared/derive/rows/process-rows.ts';

/** Tables about the host and about what was read of it. */
export const hostTables = {
  mounts: leaving(
    ({ model }) => mountTable(model),
    [
      'namespace',
      'mountId',
      'parentId',
      'mountPoint',
      'propagation',
      'fsType',
      'device',
      'root',
      'source',
      'options',
      'hidden',
      'evidence',
    ],
  ),
  processes: leaving(
    ({ model }) => processTable(model),
    ['pid', 'ppid', 'startTicks', 'comm', 'state', 'commandLine', 'namespace', 'unit', 'container', 'evidence'],
  ),
  namespaces: leaving(
    ({ model }) => namespaceTable(model),
    ['inode', 'heldBy', 'keptAliveBy', 'residents', 'processes', 'mounts', 'engine', 'evidence'],
  ),
  evidence: leaving(evidenceTable, [
    'id',
    'collectorId',
    'origin',
    'status',
    'because',
    'bytes',
    'lines',
    'startedAt',
    'durationMs',
    'sha256',
    'stderr',
  ]),
  outcomes: leaving(outcomeTable, [
    'rule',
    'code',
    'answer',
    'severity',
    'title',
    'statement',
    'subjects',
    'sources',
    'commands',
  ]),
  completeness: leaving(ledgerTable, ['collector', 'status', 'because', 'records', 'bytes', 'durationMs']),
  holders: leaving(
    (analysis, { needle }) => holderTable(analysis, needle),
    [
      'via',
      'namespace',
      'heldBy',
      'pid',
      'tid',
      'startTicks',
      'comm',
      'unit',
      'fd',
      'through',
      'container',
      'containerId',
      'containerState',
      'volume',
      'mountPoint',
      'device',
      'why',
      'legitimate',
      'sources',
    ],
  ),
  picture: {
    columns: ['kind', 'place', 'title', 'aside', 'name', 'trouble', 'evidence'] satisfies (keyof PictureRow)[],
    choose(analysis, { picture }, choice) {
      if (picture === null) throw new Error('objects of no picture');
      const rows = pictureRows(analysis, picture);
      if (!rows.ok) return rows;
      const columns = { kind: { of: (r: PictureRow) => r.kind }, name: { of: (r: PictureRow) => r.name } };
      return chooseRows(plainTable(rows.value, columns), choice);
    },
  },
  comparison: leaving(
    (_, { diff }) => {
      if (diff === null) throw new Error('a comparison of nothing');
      return differenceTable(diff);
    },
    ['change', 'kind', 'name', 'before', 'after', 'id', 'placeBefore', 'placeAfter'],
  ),
} satisfies Readonly<Record<string, LeavingTable>>;
