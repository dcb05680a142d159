import { type GalleryHandlers, gallerySource } from '#renderer/gallery/gallery-bridge.ts';
import { hostileName } from '#renderer/gallery/hostile-fixture.ts';
import { present } from '#shared/base/absent.ts';
import { ok } from '#shared/base/result.ts';
import * as derive from '#shared/derive/index.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';

/** The earlier capture of the scene. */
export const galleryBefore = 'gallery-before';

/** Real evidence set against the same without some of its containers and pools. Constructed: no second capture is in the gallery. */
export function compareHandlers(analysis: Analysis): GalleryHandlers {
  const { model } = analysis;
  const mended: Analysis = {
    ...analysis,
    model: { ...model, containers: model.containers.slice(6), thinPools: model.thinPools.slice(2) },
    outcomes: analysis.outcomes.map((o) =>
      o.outcome.answer === 'fires' && o.code === 'R-15'
        ? { ...o, outcome: { answer: 'fires', findings: [o.outcome.findings[0]] } }
        : o,
    ),
  };
  const diff = derive.compareDigests(derive.diffDigest(analysis), derive.diffDigest(mended));
  const source = {
    title: analysis.source.title,
    kind: analysis.source.kind,
    colour: 0,
    complete: true,
    host: present(model.host.name),
  };
  const at = present(model.capture.capturedAt) ?? 0;
  return {
    'sources.list': () =>
      ok([
        { ...source, sourceId: galleryBefore, capturedAt: at },
        { ...source, sourceId: gallerySource, capturedAt: at + 3_600_000 },
      ]),
    'query.diff': () => ok(derive.diffOverview(diff)),
    'query.differences': (query) => ok(derive.windowRows(derive.differenceTable(diff), query)),
  };
}

const place = { open: { kind: 'container', id: hostileName }, source: { evidence: hostileName, line: 3 } } as const;

/** The same view with a hostile word wherever one from a host can stand. */
export const hostileComparison: GalleryHandlers = {
  'query.diff': () =>
    ok({
      before: { first: hostileName, second: hostileName },
      after: { first: hostileName, second: hostileName },
      kinds: [
        {
          kind: 'container',
          before: 1,
          after: 1,
          unchanged: null,
          new: 0,
          gone: 0,
          changed: 1,
          because: [hostileName],
          becauseMore: 2,
        },
      ],
      doubts: [hostileName],
    }),
  'query.differences': () =>
    ok({
      rows: [
        {
          key: hostileName,
          change: 'changed',
          kind: 'container',
          name: hostileName,
          id: hostileName,
          before: hostileName,
          after: hostileName,
          facts: [{ name: 'state', before: hostileName, after: { absent: 'unreadable', because: hostileName } }],
          placeBefore: place,
          placeAfter: place,
        },
      ],
      offset: 0,
      matching: 1,
      total: 1,
    }),
};
