import type { AppError } from '#shared/base/errors.ts';
import type { Result } from '#shared/base/result.ts';
import type { BlockMapDevice } from '#shared/derive/block-map.ts';
import type { Diff } from '#shared/derive/diff/diff.ts';
import { differenceTable } from '#shared/derive/diff/difference-rows.ts';
import { chooseRows, type RowChoice, type RowsChosen } from '#shared/derive/rows/choose-rows.ts';
import { evidenceTable } from '#shared/derive/rows/evidence-rows.ts';
import { holderTable } from '#shared/derive/rows/holder-rows.ts';
import { layerDifferenceTable } from '#shared/derive/rows/layer-difference-rows.ts';
import { ledgerTable } from '#shared/derive/rows/ledger-rows.ts';
import { mountTable } from '#shared/derive/rows/mount-rows.ts';
import { namespaceTable } from '#shared/derive/rows/namespace-rows.ts';
import { outcomeTable } from '#shared/derive/rows/outcome-rows.ts';
import { overlayTable } from '#shared/derive/rows/overlay-rows.ts';
import {
  blockDeviceRows,
  type PictureQuestion,
  type PictureRow,
  pictureRows,
} from '#shared/derive/rows/picture-rows.ts';
import { plainTable } from '#shared/derive/rows/plain-table.ts';
import { poolTable } from '#shared/derive/rows/pool-rows.ts';
import { processTable } from '#shared/derive/rows/process-rows.ts';
import { storedImageTable } from '#shared/derive/rows/stored-image-rows.ts';
import { storedLayerTable } from '#shared/derive/rows/stored-layer-rows.ts';
import type { TableName } from '#shared/derive/rows/table-names.ts';
import { thinDeviceTable } from '#shared/derive/rows/thin-device-rows.ts';
import type { Table } from '#shared/derive/rows/window-rows.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';

/** What a table is of, beside the analysis. */
export interface TableSubject {
  /** `holders`: of whom; `block-devices`: of which pool. */
  readonly needle: string;
  /** `picture` only. */
  readonly picture: PictureQuestion | null;
  /** `comparison` only. */
  readonly diff: Diff | null;
}

/** A table that can leave: its rows, and which of their fields are columns, in this order. Fields are the names of columns, scripts rely on them. */
interface LeavingTable {
  readonly columns: readonly string[];
  readonly choose: (
    analysis: Analysis,
    subject: TableSubject,
    choice: RowChoice,
  ) => Result<RowsChosen<object>, AppError>;
}

const leaving = <Item, Row extends object>(
  table: (analysis: Analysis, subject: TableSubject) => Table<Item, Row>,
  columns: readonly (keyof Row & string)[],
): LeavingTable => ({
  columns,
  choose: (analysis, subject, choice) => chooseRows(table(analysis, subject), choice),
});

/** Every table of the window. To let another leave: its line here, its name above. */
export const leavingTables: Readonly<Record<TableName, LeavingTable>> = {
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
  pools: leaving(
    ({ model }) => poolTable(model),
    [
      'device',
      'name',
      'state',
      'owner',
      'dataUsed',
      'dataText',
      'metadataUsed',
      'metadataText',
      'blockSize',
      'transactionId',
      'devices',
      'active',
      'standsOn',
      'evidence',
    ],
  ),
  'thin-devices': leaving(thinDeviceTable, [
    'pool',
    'poolName',
    'id',
    'device',
    'dmName',
    'owner',
    'image',
    'state',
    'mapped',
    'size',
    'frees',
    'heldBy',
    'knownFrom',
    'evidence',
  ]),
  images: leaving(
    ({ model }) => storedImageTable(model),
    ['name', 'engine', 'namespace', 'id', 'layers', 'unpacked', 'damaged', 'verdict', 'containers', 'evidence'],
  ),
  layers: leaving(
    ({ model }) => storedLayerTable(model),
    [
      'id',
      'engine',
      'role',
      'names',
      'chainId',
      'verdict',
      'differences',
      'inDatabase',
      'onDisk',
      'overlays',
      'containers',
      'images',
      'folder',
      'evidence',
    ],
  ),
  overlays: leaving(
    ({ model }) => overlayTable(model),
    ['device', 'container', 'mountPoint', 'mounts', 'lowers', 'upper', 'state', 'evidence'],
  ),
  'layer-differences': leaving(
    ({ model }) => layerDifferenceTable(model),
    ['path', 'verdict', 'inBlob', 'inFolder', 'layer', 'images', 'folder', 'evidence'],
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
  'block-devices': {
    columns: ['id', 'owner', 'state', 'mapped', 'own', 'frees'] satisfies (keyof BlockMapDevice)[],
    choose(analysis, { needle }, choice) {
      const rows = blockDeviceRows(analysis, needle);
      if (!rows.ok) return rows;
      return chooseRows(plainTable(rows.value, { owner: { of: (r) => r.owner } }), choice);
    },
  },
  comparison: leaving(
    (_, { diff }) => {
      if (diff === null) throw new Error('a comparison of nothing');
      return differenceTable(diff);
    },
    ['change', 'kind', 'name', 'before', 'after', 'id', 'placeBefore', 'placeAfter'],
  ),
};
