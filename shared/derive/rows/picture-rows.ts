import type { AppError } from '#shared/base/errors.ts';
import { ok, type Result } from '#shared/base/result.ts';
import type { SourceRef } from '#shared/base/source-ref.ts';
import type { BlockMapDevice } from '#shared/derive/block-map.ts';
import { chainObjects } from '#shared/derive/chain-objects.ts';
import { deriveChain } from '#shared/derive/derive-chain.ts';
import { deriveFigure, type FigureQuestion } from '#shared/derive/derive-figure.ts';
import { deriveLayers } from '#shared/derive/derive-layers.ts';
import { deriveNamespaceFigure } from '#shared/derive/derive-namespace-figure.ts';
import type { DeviceMap } from '#shared/derive/device-map.ts';
import { deviceMapObjects } from '#shared/derive/device-map-objects.ts';
import { figureObjects } from '#shared/derive/figure-objects.ts';
import { layersObjects } from '#shared/derive/layers-objects.ts';
import type { NamespaceFigure } from '#shared/derive/namespace-figure.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';

/** Which picture's objects. */
export interface PictureQuestion extends Pick<FigureQuestion, 'focus' | 'expanded' | 'onlyTrouble'> {
  readonly view: 'namespaces' | 'pool' | 'chain' | 'layers';
}

/** One object of a picture, the same as its table twin has. */
export interface PictureRow {
  readonly key: string;
  readonly kind: string;
  /** The part of the picture, or the object that it stands in. */
  readonly place: string;
  readonly title: string;
  readonly aside: string;
  /** All that a screen reader is told of it: whole ids and paths. */
  readonly name: string;
  readonly trouble: 'crit' | 'warn' | 'none';
  readonly evidence: SourceRef | null;
}

/** Errors are those of `deriveFigure`. */
export function pictureRows(analysis: Analysis, question: PictureQuestion): Result<readonly PictureRow[], AppError> {
  const { view, focus, expanded } = question;
  switch (view) {
    case 'namespaces':
      return ok(namespaceRows(deriveNamespaceFigure(analysis, focus, expanded)));
    case 'pool': {
      const map = deriveFigure(analysis, question);
      return map.ok ? ok(mapRows(map.value as DeviceMap)) : map;
    }
    case 'chain': {
      const chain = focus === null ? null : deriveChain(analysis, focus);
      if (!chain) return { ok: false, error: { kind: 'needle-not-found', needle: focus ?? '' } };
      const cited = new Map(chain.hops.map((hop) => [hop.key, hop.cited[0]?.source ?? null]));
      return ok(chainObjects(chain).map((o) => ({ ...o, place: '', evidence: cited.get(o.key) ?? null })));
    }
    case 'layers': {
      const layers = deriveLayers(analysis, { focus, expanded });
      return layers.ok
        ? ok(layersObjects(layers.value).map((o) => ({ ...o, aside: joined(o.aside, o.says), evidence: o.source })))
        : layers;
    }
  }
}

const joined = (...parts: readonly string[]): string => parts.filter((p) => p !== '').join('; ');

function namespaceRows(figure: NamespaceFigure): readonly PictureRow[] {
  const sources = new Map<string, SourceRef | null>([
    ...[...(figure.origin ? [figure.origin] : []), ...figure.holding].map((box) => [box.key, box.source] as const),
    ...figure.otherHolders.map((holder) => [holder.key, holder.source] as const),
  ]);
  return figureObjects(figure).map((o) => ({
    key: o.key,
    kind: o.kind,
    place: o.inside ?? o.part,
    title: o.title,
    aside: o.aside,
    name: o.name,
    trouble: o.fault ? 'crit' : 'none',
    evidence: sources.get(o.key) ?? null,
  }));
}

function mapRows(map: DeviceMap): readonly PictureRow[] {
  const sources = new Map<string, SourceRef>();
  for (const pool of map.pools) {
    sources.set(pool.key, pool.source);
    for (const row of pool.rows) if (row.source) sources.set(row.key, row.source);
  }
  return deviceMapObjects(map).map((o) => ({
    key: o.key,
    kind: o.kind,
    place: o.inside ?? '',
    title: o.title,
    aside: o.aside,
    name: o.name,
    trouble: o.trouble,
    evidence: sources.get(o.key) ?? null,
  }));
}

/** The devices of one pool's block map, the one that frees most first; `pool` empty: the first whose blocks are known. */
export function blockDeviceRows(analysis: Analysis, pool: string): Result<readonly BlockMapDevice[], AppError> {
  const map = deriveFigure(analysis, { view: 'blocks', focus: pool === '' ? null : pool, expanded: [] });
  if (!map.ok) return map;
  return ok('devices' in map.value ? (map.value.devices as readonly BlockMapDevice[]) : []);
}
