import { z } from 'zod';
import type { AppError } from '#shared/base/errors.ts';
import type { Result } from '#shared/base/result.ts';
import { collectorIds } from '#shared/collectors/ids.ts';
import type { BlockMapAnswer, BlockOwners } from '#shared/derive/block-map.ts';
import type { ChainFigure } from '#shared/derive/chain-figure.ts';
import type { DeviceMap, PoolRow, ThinDeviceRow } from '#shared/derive/device-map.ts';
import type { DiffOverview } from '#shared/derive/diff/diff-overview.ts';
import type { DifferenceRow } from '#shared/derive/diff/difference-rows.ts';
import type { LayerDifferenceRow, OverlayRow, StoredImageRow, StoredLayerRow } from '#shared/derive/layer-tables.ts';
import type { LayersFigure } from '#shared/derive/layers-figure.ts';
import type { NamespaceFigure } from '#shared/derive/namespace-figure.ts';
import type { Recheck } from '#shared/derive/recheck/recheck.ts';
import { tableNames } from '#shared/derive/rows/table-names.ts';
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
import { tokenClasses } from '#shared/export/redaction/classes.ts';
import type {
  CaptureProgress,
  Opening,
  OpenSource,
  Prompt,
  RecentSource,
  RecheckOf,
  RecheckPlan,
  SavedHost,
} from '#shared/ipc/payloads.ts';
import { AskedFor, CaptureRequest, CaptureTarget, PromptAnswer, SavedHostInput } from '#shared/ipc/payloads.ts';
import type { RedactionPreview, RedactionState, TokenRow } from '#shared/ipc/redaction-payloads.ts';
import type { LedgerEntry } from '#shared/model/ledger.ts';
import { type Note, NoteAbout, NoteText } from '#shared/notes/note.ts';

const sourceId = z.string().min(1).max(64);
const page = { offset: z.int().min(0), limit: z.int().min(1).max(500) };
const rowsSort = z.strictObject({ column: z.string().max(64), descending: z.boolean() }).nullable();
const rowsQuery = z.strictObject({
  sourceId,
  filter: z.string().max(1024),
  sort: rowsSort,
  ...page,
});
/** Keys hold host words: paths, names of layers. */
const rowKey = z.string().max(8192);

/** Rows that a user marked: runs between two keys in the order that is shown, less single ones. */
const chosenRows = z.strictObject({
  all: z.boolean(),
  spans: z
    .array(z.strictObject({ first: rowKey, last: rowKey }))
    .max(10_000)
    .readonly(),
  except: z.array(rowKey).max(10_000).readonly(),
});
/** `needle` for the table of its holders, and the pool of block devices; `picture` for the objects of one; `before` for the comparison of `sourceId` with that earlier source. */
const rowsExport = {
  sourceId,
  table: z.enum(tableNames),
  needle: z.string().max(4096).optional(),
  picture: z
    .strictObject({
      view: z.enum(['namespaces', 'pool', 'chain', 'layers']),
      focus: z.string().max(4096).nullable(),
      expanded: z.array(z.string().max(256)).max(500),
      onlyTrouble: z.boolean(),
    })
    .optional(),
  before: sourceId.optional(),
  filter: z.string().max(1024),
  sort: rowsSort,
  chosen: chosenRows,
  format: z.enum(['tsv', 'csv', 'markdown', 'json']),
};

/** A number of a data block; exact as a JS number. */
const block = z.int().min(0);

/** Pairs a request's schema with its reply's type. Replies come from our own process; requests do not. */
const channel = <Q extends z.ZodType, Reply>(request: Q, _reply: () => Reply) => ({
  request,
  reply: undefined as unknown as Reply,
});
const gives =
  <T>() =>
  (): Result<T, AppError> => {
    throw new Error('type only');
  };

/**
 * Every request the renderer may make.
 *
 * The renderer shows text from hosts under investigation, so the services treat
 * it as untrusted: the request is parsed, the reply is a Result, and no channel
 * takes a command line or a path outside a dialog's answer. Secrets travel only
 * in `prompt.answer`, once, towards the connection that asked.
 */
export const requests = {
  'app.info': channel(z.null(), gives<{ version: string; mode: 'electron' | 'hosted'; scriptSha256: string }>()),
  /** The script of the next capture; null: one that asks for nothing more. `only`: of a re-check that reads these. */
  'script.show': channel(
    z
      .strictObject({ with: AskedFor, only: z.array(z.enum(collectorIds)).max(collectorIds.length).optional() })
      .nullable(),
    gives<{ text: string; sha256: string }>(),
  ),

  'hosts.list': channel(z.null(), gives<readonly SavedHost[]>()),
  'hosts.save': channel(SavedHostInput, gives<SavedHost>()),
  'hosts.remove': channel(z.strictObject({ id: z.string() }), gives<null>()),
  /** Keys that may be chosen: those in ~/.ssh that look like private keys, and the agent's. Ids, not paths. */
  'keys.list': channel(z.null(), gives<readonly { id: string; label: string }[]>()),

  'sources.recent': channel(z.null(), gives<readonly RecentSource[]>()),
  'sources.list': channel(z.null(), gives<readonly OpenSource[]>()),
  'sources.openDemo': channel(z.null(), gives<{ sourceId: string }>()),
  'sources.openRecent': channel(z.strictObject({ id: z.string() }), gives<{ sourceId: string }>()),
  /** Electron: shows the system's file dialog; null when it was cancelled. Hosted mode answers with error `usage`: use upload. */
  'sources.openDialog': channel(
    z.strictObject({ what: z.enum(['file', 'folder']) }),
    gives<{ sourceId: string } | null>(),
  ),
  /** Gives up an opening that `source.opening` told of, or an upload by its `uploadId`. Ended ones are fine. */
  'sources.cancelOpening': channel(z.strictObject({ openingId: z.string().max(64) }), gives<null>()),
  /**
   * A file the user chose in the browser, in chunks of at most 1 MiB, in order; the reply to the last one has the source.
   * Several may be on the way at once, so each says how many bytes came before it: one that arrives after its upload
   * was given up, or has failed, begins no other.
   */
  'sources.upload': channel(
    z.strictObject({
      uploadId: z.uuid(),
      name: z.string().max(255),
      from: z.int().min(0),
      chunk: z.instanceof(Uint8Array).refine((b) => b.length <= 1 << 20),
      last: z.boolean(),
    }),
    gives<{ sourceId: string } | null>(),
  ),
  /** Electron: save dialog, the path is returned for display only. Hosted: the bundle's bytes to download. */
  'sources.save': channel(
    z.strictObject({ sourceId }),
    gives<{ savedAs: string } | { name: string; bytes: Uint8Array } | null>(),
  ),
  'sources.close': channel(z.strictObject({ sourceId }), gives<null>()),

  'capture.start': channel(CaptureRequest, gives<{ captureId: string }>()),
  /** Those that run: begun by the command line, or by this page before it was loaded again. Their questions come as `prompt.ask`. */
  'capture.list': channel(
    z.null(),
    gives<readonly { captureId: string; target: CaptureRequest; recheck: RecheckOf | null }[]>(),
  ),
  'capture.cancel': channel(z.strictObject({ captureId: z.string() }), gives<null>()),
  /** Whether and how a finding can be checked again on its host. */
  'recheck.plan': channel(z.strictObject({ sourceId, findingId: z.string().max(512) }), gives<RecheckPlan>()),
  /**
   * Captures again what the finding rests on. `target` null: as the source itself was captured, in this window. It is a
   * capture like any other, with the same questions and events; its source answers `recheck.answer`.
   */
  'recheck.start': channel(
    z.strictObject({ sourceId, findingId: z.string().max(512), target: CaptureTarget.nullable(), with: AskedFor }),
    gives<{ captureId: string; target: CaptureRequest }>(),
  ),
  /** Of a re-check's source; null while its capture runs. */
  'recheck.answer': channel(z.strictObject({ sourceId }), gives<Recheck | null>()),
  /** The engineer's own words on findings and objects, oldest first. They are kept beside the evidence, never in it. */
  'notes.list': channel(z.strictObject({ sourceId }), gives<readonly Note[]>()),
  /** `id` null: a new one. */
  'notes.put': channel(
    z.strictObject({ sourceId, id: z.uuid().nullable(), about: NoteAbout, text: NoteText }),
    gives<Note>(),
  ),
  'notes.remove': channel(z.strictObject({ sourceId, id: z.uuid() }), gives<null>()),
  'prompt.answer': channel(PromptAnswer, gives<null>()),

  'query.summary': channel(z.strictObject({ sourceId }), gives<Summary>()),
  'query.outcomes': channel(z.strictObject({ sourceId }), gives<readonly OutcomeRow[]>()),
  'query.findings': channel(z.strictObject({ sourceId }), gives<readonly FindingListItem[]>()),
  'query.finding': channel(z.strictObject({ sourceId, findingId: z.string().max(512) }), gives<FindingDetail>()),
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

  /** Text for the clipboard; safe to paste into a ticket. */
  'export.finding': channel(
    z.strictObject({
      sourceId,
      findingId: z.string().max(512),
      format: z.enum(['markdown', 'text', 'json', 'csv', 'tsv', 'commands']),
    }),
    gives<{ text: string }>(),
  ),
  /** Rows of a table for the clipboard; `too-large-to-copy` rather than cut. */
  'export.rows': channel(z.strictObject(rowsExport), gives<{ text: string; rows: number; of: number }>()),
  /** The same as a file, of at most some 64 MB: one that was cut says so itself. */
  'export.rowsFile': channel(
    z.strictObject(rowsExport),
    gives<{ savedAs: string } | { name: string; bytes: Uint8Array } | null>(),
  ),
  /** The whole comparison: JSON is that of `diff --json`. */
  'export.diff': channel(
    z.strictObject({ sourceId, before: sourceId, format: z.enum(['md', 'json', 'csv']) }),
    gives<{ text: string }>(),
  ),
  'export.diffFile': channel(
    z.strictObject({ sourceId, before: sourceId, format: z.enum(['md', 'json', 'csv']) }),
    gives<{ savedAs: string } | { name: string; bytes: Uint8Array } | null>(),
  ),
  /** What `report` prints, byte for byte. `theme` is of the figures in HTML; light when left out. */
  'export.report': channel(
    z.strictObject({
      sourceId,
      format: z.enum(['md', 'html', 'json', 'csv']),
      theme: z.enum(['light', 'dark']).optional(),
    }),
    gives<{ savedAs: string } | { name: string; bytes: Uint8Array } | null>(),
  ),
  'export.figure': channel(
    z.strictObject({
      sourceId,
      /** Left out: the namespace graph. `focus` is the needle of the chain, the pool or device of the map, the pool of the blocks, the finding of the card. */
      view: z.enum(['namespaces', 'pool', 'chain', 'blocks', 'layers', 'card']).optional(),
      focus: z.string().max(4096).nullable(),
      expanded: z.array(z.string().max(256)).max(500),
      /** `pool` only. */
      onlyTrouble: z.boolean().optional(),
      /** `blocks` only: the selected device, and the window of the detail. */
      device: z.string().max(4096).nullable().optional(),
      window: z.strictObject({ from: block, to: block }).nullable().optional(),
      theme: z.enum(['light', 'dark']),
      format: z.enum(['svg', 'png', 'pdf']),
    }),
    gives<{ savedAs: string } | { name: string; bytes: Uint8Array } | null>(),
  ),
  /** Electron only writes text; hosted mode uses the browser's own clipboard. */
  'clipboard.write': channel(z.strictObject({ text: z.string().max(4 << 20) }), gives<null>()),
  /** The card of a finding as PNG, onto the system's clipboard. Electron only, as above. */
  'clipboard.writeCard': channel(
    z.strictObject({ sourceId, findingId: z.string().max(512), theme: z.enum(['light', 'dark']) }),
    gives<null>(),
  ),

  'redaction.state': channel(z.null(), gives<RedactionState>()),
  /** From its arrival on every query, export and telling hides names; back at once. Loses nothing. */
  'redaction.switch': channel(z.strictObject({ on: z.boolean(), turn: z.uuid() }), gives<RedactionState>()),
  /** Ids and words of places in the window, as they are on the other side of the switch; null: it has none that is this one. */
  'redaction.translate': channel(
    z.strictObject({
      sourceId,
      to: z.enum(['pseudonyms', 'names']),
      texts: z.array(z.string().max(4096)).max(5000),
    }),
    gives<readonly (string | null)[]>(),
  ),
  /** Makes the list that `redaction.tokens` pages through. Neither needs the switch, neither heeds it: they are the engineer's. */
  'redaction.preview': channel(z.strictObject({ sourceId }), gives<RedactionPreview>()),
  'redaction.tokens': channel(rowsQuery.extend({ class: z.enum(tokenClasses).nullable() }), gives<Rows<TokenRow>>()),
  'redaction.saveMap': channel(z.null(), gives<{ savedAs: string } | { name: string; bytes: Uint8Array } | null>()),
  /** Electron: by its file dialog. Hosted: the bytes of the file that was chosen in the page. Null: nothing was chosen. */
  'redaction.loadMap': channel(
    z.strictObject({ bytes: z.instanceof(Uint8Array).refine((b) => b.length <= 12 << 20) }).nullable(),
    gives<RedactionState | null>(),
  ),
  /** What `undermount redact` writes with this map, whether the switch is on or not. */
  'redaction.saveBundle': channel(
    z.strictObject({ sourceId }),
    gives<{ savedAs: string } | { name: string; bytes: Uint8Array } | null>(),
  ),
} as const;

/** Everything the services may tell the renderer unasked. */
export interface Events {
  readonly 'prompt.ask': Prompt;
  readonly 'capture.progress': CaptureProgress;
  /** Of a file that is opened: at its start, at most every 100 ms, and when it ended. Each tells all. */
  readonly 'source.opening': Opening;
  /** Findings may be looked at before the capture ends; `generation` counts up, the queries answer for the newest. */
  readonly 'source.changed': { readonly sourceId: string; readonly generation: number; readonly complete: boolean };
  readonly 'capture.ended': {
    readonly captureId: string;
    readonly sourceId: string | null;
    readonly error: AppError | null;
  };
  /** The switch was turned, or a source came further. What was told before with the other kind of names is told again after it. */
  readonly 'redaction.changed': RedactionState;
}
export const eventNames = [
  'prompt.ask',
  'capture.progress',
  'source.opening',
  'source.changed',
  'capture.ended',
  'redaction.changed',
] as const satisfies readonly (keyof Events)[];

/** Between the preload and the desktop's main process alone; a page cannot name it. */
export type DroppedChannel = 'sources.openDropped';

export type Channel = keyof typeof requests;
export type Request<C extends Channel> = z.infer<(typeof requests)[C]['request']>;
export type Reply<C extends Channel> = (typeof requests)[C]['reply'];
export type EventName = keyof Events;

/** What the preload (or the hosted client) gives the page: the whole surface between the two worlds. */
export interface HostBridge {
  request<C extends Channel>(channel: C, request: Request<C>): Promise<Reply<C>>;
  on<E extends EventName>(name: E, listener: (payload: Events[E]) => void): () => void;
  /**
   * Opens a file or folder that was dropped on the window (a `File` of the page's), from where it lies. Only Electron has
   * it; the path never passes through the page. Null: the `File` has no place on a disk, so its bytes must be sent.
   */
  openDropped?(file: unknown): Promise<Result<{ sourceId: string }, AppError> | null>;
  /**
   * Sends a `File` of the page's whole, in place of `sources.upload` chunk by chunk. Only hosted mode has it. Null when
   * `signal` aborted.
   */
  sendFile?(
    file: unknown,
    uploadId: string,
    signal: AbortSignal,
    onProgress: (bytes: number) => void,
  ): Promise<Reply<'sources.upload'> | null>;
}
