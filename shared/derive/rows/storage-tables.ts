import type { BlockMapDevice } from '#shared/derive/block-map.ts';
import { chooseRows } from '#shared/derive/rows/choose-rows.ts';
import { layerDifferenceTable } from '#shared/derive/rows/layer-difference-rows.ts';
import { type LeavingTable, leaving } from '#shared/derive/rows/leaving-table.ts';
import { overlayTable } from '#shared/derive/rows/overlay-rows.ts';
import { blockDeviceRows } from '#shared/derive/rows/picture-rows.ts';
import { plainTable } from '#shared/derive/rows/plain-table.ts';
import { poolTable } from '#shared/derive/rows/pool-rows.ts';
import { storedImageTable } from '#shared/derive/rows/stored-image-rows.ts';
import { storedLayerTable } from '#shared/derive/rows/stored-layer-rows.ts';
import { thinDeviceTable } from '#shared/derive/rows/thin-device-rows.ts';

/** Tables about thin pools, images and layers. */
export const storageTables = {
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
  'block-devices': {
    columns: ['id', 'owner', 'state', 'mapped', 'own', 'frees'] satisfies (keyof BlockMapDevice)[],
    choose(analysis, { needle }, choice) {
      const rows = blockDeviceRows(analysis, needle);
      if (!rows.ok) return rows;
      return chooseRows(plainTable(rows.value, { owner: { of: (r) => r.owner } }), choice);
    },
  },
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
} satisfies Readonly<Record<string, LeavingTable>>;
