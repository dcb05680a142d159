import { present } from '#shared/base/absent.ts';
import type { AppError } from '#shared/base/errors.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import { deriveNamespaceFigure } from '#shared/derive/derive-namespace-figure.ts';
import * as derive from '#shared/derive/index.ts';
import type { Channel, EventName, Events, HostBridge, Reply, Request } from '#shared/ipc/contract.ts';
import type { SavedHost } from '#shared/ipc/payloads.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';

export const gallerySource = 'gallery';
export const galleryCapture = 'gallery-capture';

export type GalleryHandlers = { readonly [C in Channel]?: (request: Request<C>) => Reply<C> };

/**
 * The contract answered in the page, for the gallery and the renderer's tests. Queries come from a real
 * analysis; what needs services (SSH, files) is played: `tell` sends events as they would.
 */
export interface GalleryBridge extends HostBridge {
  tell<E extends EventName>(name: E, payload: Events[E]): void;
  /** Every request so far, oldest first. */
  readonly asked: readonly { readonly channel: Channel; readonly request: unknown }[];
}

const found = <T>(value: T | null, needle: string): Result<T, AppError> =>
  value === null ? err({ kind: 'needle-not-found', needle }) : ok(value);

export function galleryBridge(analysis: Analysis | null, others: GalleryHandlers = {}): GalleryBridge {
  const listeners = new Map<EventName, Set<(payload: never) => void>>();
  const asked: { channel: Channel; request: unknown }[] = [];
  const handlers: GalleryHandlers = { ...played, ...(analysis ? answersOf(analysis) : {}), ...others };
  return {
    asked,
    request(channel, request) {
      asked.push({ channel, request });
      const handler = handlers[channel] as ((request: unknown) => unknown) | undefined;
      const reply = handler ? handler(request) : err({ kind: 'no-such-source', sourceId: 'gallery' } as const);
      return Promise.resolve(structuredClone(reply)) as Promise<never>;
    },
    on(name, listener) {
      const known = listeners.get(name) ?? new Set();
      known.add(listener as (payload: never) => void);
      listeners.set(name, known);
      return () => known.delete(listener as (payload: never) => void);
    },
    tell(name, payload) {
      for (const listener of listeners.get(name) ?? []) listener(payload as never);
    },
  };
}

const answersOf = (analysis: Analysis): GalleryHandlers => ({
  'sources.list': () =>
    ok([
      {
        sourceId: gallerySource,
        title: analysis.source.title,
        kind: analysis.source.kind,
        colour: 0,
        complete: true,
        host: present(analysis.model.host.name),
        capturedAt: present(analysis.model.capture.capturedAt),
      },
    ]),
  'query.summary': () => ok(derive.deriveSummary(analysis)),
  'query.outcomes': () => ok(derive.deriveOutcomes(analysis)),
  'query.findings': () => ok(derive.deriveFindings(analysis)),
  'query.finding': ({ findingId }) => found(derive.deriveFindingDetail(analysis, findingId), findingId),
  'query.who': ({ needle }) => {
    const answer = derive.deriveWho(analysis, needle);
    return answer.resolved.length === 0 ? err({ kind: 'needle-not-found', needle }) : ok(answer);
  },
  'query.namespaceFigure': ({ focus, expanded }) => ok(deriveNamespaceFigure(analysis, focus, expanded)),
  'query.deviceMap': (query) => ok(derive.deriveDeviceMap(analysis, query)),
  'query.chain': ({ needle }) => found(derive.deriveChain(analysis, needle), needle),
  'query.layers': (query) => derive.deriveLayers(analysis, query),
  'query.blockMap': (query) => ok(derive.deriveBlockMap(analysis, query)),
  'query.blockOwners': (query) => found(derive.deriveBlockOwners(analysis, query), query.pool),
  'query.pools': (query) => ok(derive.derivePoolRows(analysis, query)),
  'query.thinDevices': (query) => ok(derive.deriveThinDeviceRows(analysis, query)),
  'query.storedImages': (query) => ok(derive.deriveStoredImageRows(analysis, query)),
  'query.storedLayers': (query) => ok(derive.deriveStoredLayerRows(analysis, query)),
  'query.overlays': (query) => ok(derive.deriveOverlayRows(analysis, query)),
  'query.layerDifferences': (query) => ok(derive.deriveLayerDifferenceRows(analysis, query)),
  'query.mounts': (query) => ok(derive.deriveMountRows(analysis, query)),
  'query.processes': (query) => ok(derive.deriveProcessRows(analysis, query)),
  'query.namespaces': (query) => ok(derive.deriveNamespaceRows(analysis, query)),
  'query.evidenceList': (query) => ok(derive.deriveEvidenceRows(analysis, query)),
  'query.evidenceLines': ({ id, from, limit }) => found(derive.deriveEvidenceLines(analysis, id, from, limit), id),
  'query.ledger': () => ok(analysis.ledger),
  'query.search': ({ text, limit }) => ok(derive.deriveSearch(analysis, text, limit)),
  'export.finding': ({ findingId }) => ok({ text: `# ${findingId}\n` }),
});

const savedHosts: readonly SavedHost[] = [
  {
    id: 'a',
    label: 'customer A, node 1',
    host: 'node1.customer-a.example',
    port: 22,
    user: 'support',
    keyId: null,
    useAgent: true,
    elevation: 'sudo',
    colour: 4,
  },
  {
    id: 'b',
    label: 'lab',
    host: '192.0.2.17',
    port: 2222,
    user: 'root',
    keyId: 'id_ed25519',
    useAgent: true,
    elevation: 'none',
    colour: 1,
  },
];

const played: GalleryHandlers = {
  'app.info': () => ok({ version: '0.1.0', mode: 'hosted', scriptSha256: '0'.repeat(64) }),
  'script.show': () =>
    ok({ text: '#!/bin/sh\nexport LC_ALL=C\n# the script is not part of the gallery\n', sha256: '0'.repeat(64) }),
  'hosts.list': () => ok(savedHosts),
  'hosts.save': (input) => ok({ ...input, id: input.id ?? 'new' }),
  'hosts.remove': () => ok(null),
  'keys.list': () => ok([{ id: 'id_ed25519', label: '~/.ssh/id_ed25519 (ED25519)' }]),
  'sources.list': () => ok([]),
  'sources.recent': () =>
    ok([{ id: 'r1', title: 'lab-node1', kind: 'bundle', openedAt: Date.UTC(2026, 10, 20, 16, 28) }]),
  'sources.openDemo': () => ok({ sourceId: gallerySource }),
  'sources.close': () => ok(null),
  'capture.start': () => ok({ captureId: galleryCapture }),
  'capture.list': () => ok([]),
  'capture.cancel': () => ok(null),
  'recheck.plan': () =>
    ok({
      code: 'R-01',
      collectors: ['host', 'processes'],
      asks: [],
      way: 'kept',
      target: { host: 'lab-node1', port: 22, user: 'support' },
      elevation: 'sudo',
    }),
  'notes.list': () => ok([]),
  'prompt.answer': () => ok(null),
  'clipboard.write': () => ok(null),
  'clipboard.writeCard': () => ok(null),
};
