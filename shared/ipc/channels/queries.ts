import { z } from 'zod';
import type { BlockMapAnswer, BlockOwners } from '#shared/derive/block-map.ts';
import type { ChainFigure } from '#shared/derive/chain-figure.ts';
import type { DeviceMap, PoolRow, ThinDeviceRow } from '#shared/derive/device-map.ts';
import type { DiffOverview } from '#shared/derive/diff/diff-overview.ts';
import type { DifferenceRow } from '#shared/derive/diff/difference-rows.ts';
import type { LayerDifferenceRow, OverlayRow, StoredImageRow, StoredLayerRow } from '#shared/derive/layer-tables.ts';
import type { LayersFigure } from '#shared/derive/layers-figure.ts';
import type { NamespaceFigure } from '#shared/derive/namespace-figure.ts';
import type {
  EvidenceItem,
  EvidenceLines,
  FindingDetail,
  FindingListItem,
  MountRow,
  NamespaceRow,
  OutcomeRow,
  ProcessRow,
  Rows,
  SearchHit,
  Summary,
  WhoAnswer,
} from '#shared/derive/view-types.ts';
import { block, channel, findingId, gives, rowsQuery, sourceId } from '#shared/ipc/channels/channel.ts';
import type { LedgerEntry } from '#shared/model/ledger.ts';

/** What an analysis is asked. */
export const queryChannels = {
  'query.summary': channel(z.strictObject({ sourceId }), gives<Summary>()),
  'query.outcomes': channel(z.strictObject({ sourceId }), gives<readonly OutcomeRow[]>()),
  'query.findings': channel(z.strictObject({ sourceId }), gives<readonly FindingListItem[]>()),
  'query.finding': channel(z.strictObject({ sourceId, findingId }), gives<FindingDetail>()),
  'query.who': channel(z.strictObject({ sourceId, needle: z.string().min(1).max(4096) }), gives<WhoAnswer>()),
  'query.namespaceFigure': channel(
    z.strictObject({
      sourceId,
      focus: z.string().max(4096).nullable(),
      expanded: z.array(z.string().max(256)).max(500),
    }),
    gives<NamespaceFigure>(),
  ),
  'query.deviceMap': channel(
    z.strictObject({
      sourceId,
      focus: z.string().max(4096).nullable(),
      expanded: z.array(z.string().max(256)).max(500),
      onlyTrouble: z.boolean(),
    }),
    gives<DeviceMap>(),
  ),
  /** The chain of a container, layer, thin device, dm device or pool; `needle-not-found` when it is none of them. */
  'query.chain': channel(z.strictObject({ sourceId, needle: z.string().min(1).max(4096) }), gives<ChainFigure>()),
  /** An image, container, layer or CONTAINER:PATH; null: the image in most trouble. `layers-not-known` where no store was read. */
  'query.layers': channel(
    z.strictObject({
      sourceId,
      focus: z.string().max(4096).nullable(),
      expanded: z.array(z.string().max(256)).max(500),
    }),
    gives<LayersFigure>(),
  ),
  'query.blockMap': channel(
    z.strictObject({
      sourceId,
      pool: z.string().max(256).nullable(),
      device: z.string().max(4096).nullable(),
      window: z.strictObject({ from: block, to: block }).nullable(),
      stripCells: z.int().min(1).max(8192),
      detailCells: z
        .int()
        .min(1)
        .max(1 << 20),
      devices: z.boolean(),
    }),
    gives<BlockMapAnswer>(),
  ),
  'query.blockOwners': channel(
    z.strictObject({ sourceId, pool: z.string().max(256), from: block, to: block, limit: z.int().min(1).max(100) }),
    gives<BlockOwners>(),
  ),
  'query.pools': channel(rowsQuery, gives<Rows<PoolRow>>()),
  'query.thinDevices': channel(rowsQuery, gives<Rows<ThinDeviceRow>>()),
  'query.storedImages': channel(rowsQuery, gives<Rows<StoredImageRow>>()),
  'query.storedLayers': channel(rowsQuery, gives<Rows<StoredLayerRow>>()),
  'query.overlays': channel(rowsQuery, gives<Rows<OverlayRow>>()),
  'query.layerDifferences': channel(rowsQuery, gives<Rows<LayerDifferenceRow>>()),
  'query.mounts': channel(rowsQuery, gives<Rows<MountRow>>()),
  'query.processes': channel(rowsQuery, gives<Rows<ProcessRow>>()),
  'query.namespaces': channel(rowsQuery, gives<Rows<NamespaceRow>>()),
  'query.evidenceList': channel(rowsQuery, gives<Rows<EvidenceItem>>()),
  'query.evidenceLines': channel(
    z.strictObject({ sourceId, id: z.string().max(512), from: z.int().min(1), limit: z.int().min(1).max(2000) }),
    gives<EvidenceLines>(),
  ),
  /** The later capture is `sourceId`, the earlier one `before`. */
  'query.diff': channel(z.strictObject({ sourceId, before: sourceId }), gives<DiffOverview>()),
  'query.differences': channel(rowsQuery.extend({ before: sourceId }), gives<Rows<DifferenceRow>>()),
  'query.ledger': channel(z.strictObject({ sourceId }), gives<readonly LedgerEntry[]>()),
  'query.search': channel(
    z.strictObject({ sourceId, text: z.string().max(1024), limit: z.int().min(1).max(100) }),
    gives<readonly SearchHit[]>(),
  ),
} as const;
