import path from 'node:path';
import type { AnalysisChannel, QuestionOf } from '#electron/analysis/protocol.ts';
import { toolVersion } from '#electron/node/package-root.ts';
import { isLive } from '#electron/node/sources/open-source.ts';
import { parseTarget } from '#electron/node/ssh/target.ts';
import { type Captures, createCaptures } from '#electron/services/captures.ts';
import { createComparisons } from '#electron/services/comparisons.ts';
import { figureFile } from '#electron/services/figure-export.ts';
import type { Handlers } from '#electron/services/handlers.ts';
import { listKeys } from '#electron/services/keys.ts';
import { nextScript } from '#electron/services/next-script.ts';
import { createNotes } from '#electron/services/notes.ts';
import { type OpenedSource, openSources } from '#electron/services/open-sources.ts';
import type { Deliverable, Platform } from '#electron/services/platform.ts';
import { createPrompts } from '#electron/services/prompts.ts';
import { recentSources } from '#electron/services/recent-sources.ts';
import { createRechecks } from '#electron/services/rechecks.ts';
import { maskError, maskEvent } from '#electron/services/redaction/mask-messages.ts';
import { maskedHandlers } from '#electron/services/redaction/masked-handlers.ts';
import { maskedPlatform } from '#electron/services/redaction/masked-platform.ts';
import { redactionHandlers } from '#electron/services/redaction/redaction-handlers.ts';
import { rowExports } from '#electron/services/row-exports.ts';
import { savedHosts } from '#electron/services/saved-hosts.ts';
import { bundleFile, reportFile } from '#electron/services/source-exports.ts';
import { createUploads } from '#electron/services/uploads.ts';
import type { AppError } from '#shared/base/errors.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { EventName, Events, Reply, Request } from '#shared/ipc/contract.ts';
import { type Opening, type Prompt, recentKinds } from '#shared/ipc/payloads.ts';

export interface Services {
  readonly handlers: Handlers;
  /** What the command line named: a file (absolute or relative to the caller), `demo`, or `ssh://…`, whose capture begins. */
  openNamed(source: string): Promise<Result<unknown, AppError>>;
  /** A file or folder that was dropped on the desktop window, by its absolute path. */
  openDropped(file: string): Promise<Result<{ sourceId: string }, AppError>>;
  /** Questions that still wait for a person; sent again to a page that connects. */
  pendingPrompts(): readonly Prompt[];
  /** Files that are being opened now; told to a page that connects meanwhile. */
  openings(): readonly Opening[];
  /** A capture runs: the server must not fall asleep, the window must not close unasked. */
  isBusy(): boolean;
  /** Ends captures and analyses, removes what uploads left. */
  close(): Promise<void>;
}

/** The transport-neutral half of the program: everything behind the contract. */
export function createServices(desk: Platform): Services {
  const platform = maskedPlatform(
    desk,
    () => redaction,
    () => prompts.pending(),
  );
  const scripts = nextScript();
  const hosts = savedHosts(platform.configDir);
  const recents = recentSources(platform.configDir, Date.now);
  const sources = openSources(platform, () => hosts.list());
  const { redaction } = sources;
  const prompts = createPrompts((prompt) => platform.emit('prompt.ask', prompt));
  const notes = createNotes(platform.configDir, sources);
  const captures: Captures = createCaptures({ platform: { emit: emitOfCapture }, prompts, sources, hosts, scripts });
  const rechecks = createRechecks(captures, sources);
  const uploads = createUploads();
  const comparing = createComparisons(sources);
  const tables = rowExports(sources, comparing);

  function emitOfCapture<E extends EventName>(name: E, payload: Events[E]): void {
    const sourceId = name === 'capture.ended' ? (payload as Events['capture.ended']).sourceId : null;
    if (sourceId !== null) void notes.settle(sourceId);
    platform.emit(name, payload);
  }

  async function openFile(file: string, unasked = false): Promise<Result<{ sourceId: string }, AppError>> {
    const opened = await sources.open(file, { unasked });
    if (!opened.ok) return opened;
    const { sourceId, shown } = opened.value;
    const kind = recentKinds.find((k) => k === shown.kind);
    if (kind !== undefined) await recents.add({ title: shown.title, kind, file });
    return ok({ sourceId });
  }

  /** As the first page's one field does it: keys of the agent, and sudo for everybody but root. */
  async function connect(url: string): Promise<Result<unknown, AppError>> {
    const target = parseTarget(url);
    if (!target.ok) return target;
    const elevation = target.value.user === 'root' ? 'none' : 'sudo';
    return captures.start({ ...target.value, keyId: null, useAgent: true, elevation });
  }

  const idOf = (opened: Result<OpenedSource, AppError>): Result<{ sourceId: string }, AppError> =>
    opened.ok ? ok({ sourceId: opened.value.sourceId }) : opened;

  async function deliver(sourceId: string, file: (source: OpenedSource) => Deliverable) {
    const source = sources.get(sourceId);
    return source.ok ? platform.deliver(file(source.value)) : source;
  }

  /** Passes a question of the contract to the analysis of the source it names. */
  const asked =
    <N extends AnalysisChannel>(name: N) =>
    async (request: Request<N>): Promise<Reply<N>> => {
      const source = sources.get(request.sourceId);
      if (!source.ok) return source as Reply<N>;
      return (await source.value.client.ask(name, request as QuestionOf<N>)) as Reply<N>;
    };

  const handlers: Handlers = {
    'app.info': async () => ok({ version: toolVersion, mode: platform.mode, scriptSha256: scripts.show().sha256 }),
    'script.show': async (request) => {
      const { text, sha256 } = scripts.show(request?.with, request?.only);
      return ok({ text, sha256 });
    },

    'hosts.list': async () => ok(await hosts.list()),
    'hosts.save': (input) => hosts.save(input),
    'hosts.remove': ({ id }) => hosts.remove(id),
    'keys.list': async () => ok(await listKeys()),

    'sources.recent': async () => ok(await recents.list()),
    'sources.list': async () => ok(sources.list()),
    'sources.openDemo': async () => idOf(await sources.open('demo')),
    'sources.openRecent': async ({ id }) => {
      const file = await recents.fileOf(id);
      return file === null ? { ok: false, error: { kind: 'source-not-found', source: id } } : openFile(file);
    },
    'sources.openDialog': async ({ what }) => {
      const chosen = await platform.chooseFile(what);
      return chosen.ok && chosen.value !== null ? openFile(chosen.value) : (chosen as Result<null, AppError>);
    },
    'sources.upload': ({ name, ...upload }) =>
      uploads.take(upload, async (file) =>
        idOf(await sources.open(file, { name: path.basename(name), openingId: upload.uploadId })),
      ),
    'sources.cancelOpening': async ({ openingId }) => {
      sources.cancelOpening(openingId);
      await uploads.cancel(openingId);
      return ok(null);
    },
    'sources.save': async ({ sourceId }) => {
      const delivered = await deliver(sourceId, bundleFile);
      const source = sources.get(sourceId);
      if (delivered.ok && delivered.value && 'savedAs' in delivered.value && source.ok) {
        await recents.add({ title: source.value.shown.title, kind: 'bundle', file: delivered.value.savedAs });
        await notes.savedAs(sourceId, delivered.value.savedAs);
      }
      return delivered;
    },
    'sources.close': async ({ sourceId }) => {
      captures.cancelFor(sourceId);
      rechecks.forget(sourceId);
      sources.close(sourceId);
      return ok(null);
    },

    'capture.start': (target) => captures.start(target),
    'capture.list': async () => ok(captures.list()),
    'capture.cancel': async ({ captureId }) => {
      captures.cancel(captureId);
      return ok(null);
    },
    'recheck.plan': (request) => rechecks.plan(request),
    'recheck.start': (request) => rechecks.start(request),
    'recheck.answer': ({ sourceId }) => rechecks.answer(sourceId),
    'notes.list': ({ sourceId }) => notes.notesOf(sourceId),
    'notes.put': (request) => notes.put(request),
    'notes.remove': (request) => notes.remove(request),
    'prompt.answer': async (answer) => {
      prompts.answer(answer);
      return ok(null);
    },

    'query.summary': asked('query.summary'),
    'query.outcomes': asked('query.outcomes'),
    'query.findings': asked('query.findings'),
    'query.finding': asked('query.finding'),
    'query.who': asked('query.who'),
    'query.namespaceFigure': asked('query.namespaceFigure'),
    'query.deviceMap': asked('query.deviceMap'),
    'query.chain': asked('query.chain'),
    'query.layers': asked('query.layers'),
    'query.storedImages': asked('query.storedImages'),
    'query.storedLayers': asked('query.storedLayers'),
    'query.overlays': asked('query.overlays'),
    'query.layerDifferences': asked('query.layerDifferences'),
    'query.blockMap': asked('query.blockMap'),
    'query.blockOwners': asked('query.blockOwners'),
    'query.pools': asked('query.pools'),
    'query.thinDevices': asked('query.thinDevices'),
    'query.mounts': asked('query.mounts'),
    'query.processes': asked('query.processes'),
    'query.namespaces': asked('query.namespaces'),
    'query.evidenceList': asked('query.evidenceList'),
    'query.evidenceLines': asked('query.evidenceLines'),
    'query.diff': (request) => comparing.overview(request),
    'query.differences': (request) => comparing.rows(request),
    'query.ledger': asked('query.ledger'),
    'query.search': asked('query.search'),

    'export.finding': async ({ sourceId, ...wanted }) => {
      const source = sources.get(sourceId);
      if (!source.ok) return source;
      return source.value.client.ask('findingText', { ...wanted, notes: await notes.forExport(sourceId) });
    },
    'export.rows': (request) => tables.copy(request),
    'export.rowsFile': (request) => deliver(request.sourceId, (source) => tables.file(source, request)),
    'export.diff': (request) => comparing.copy(request),
    'export.diffFile': (request) => deliver(request.sourceId, (source) => comparing.file(source, request)),
    'export.report': async ({ sourceId, ...how }) => {
      const kept = await notes.forExport(sourceId);
      return deliver(sourceId, (source) => reportFile(source, how, kept));
    },
    'export.figure': ({ sourceId, ...figure }) => deliver(sourceId, (source) => figureFile(source, figure)),
    'clipboard.write': async ({ text }) => platform.writeClipboard(text),
    'clipboard.writeCard': async ({ sourceId, findingId, theme }) => {
      const source = sources.get(sourceId);
      if (!source.ok) return source;
      const card = { view: 'card', focus: findingId, expanded: [], theme, format: 'png' } as const;
      const made = await figureFile(source.value, card).bytes();
      return made.ok ? platform.writeClipboardImage(made.value) : made;
    },

    ...redactionHandlers(sources, platform),
  };

  return {
    handlers: maskedHandlers(handlers, redaction),
    async openDropped(file) {
      const opened = await openFile(file);
      return opened.ok || !redaction.isOn() ? opened : err(maskError(opened.error, redaction.mask));
    },
    openNamed: (source) => {
      if (source === 'demo') return sources.open('demo', { unasked: true });
      return isLive(source) ? connect(source) : openFile(path.resolve(source), true);
    },
    pendingPrompts: () =>
      prompts.pending().map((p) => (redaction.isOn() ? maskEvent('prompt.ask', p, redaction.mask) : p)),
    openings: () =>
      sources.openings().map((o) => (redaction.isOn() ? maskEvent('source.opening', o, redaction.mask) : o)),
    isBusy: () => captures.running() > 0,
    async close() {
      await captures.close();
      await notes.quiet();
      sources.closeAll();
      await uploads.close();
    },
  };
}
