import type { SourceRef } from '#shared/base/source-ref.ts';
import type { MapTrouble } from '#shared/derive/device-map.ts';
import type { LayersFigure } from '#shared/derive/layers-figure.ts';
import { msg, say } from '#shared/messages/index.ts';
import type { Subject } from '#shared/model/subject.ts';

/** One object of the layers figure: what the picture draws as one focusable node and its table twin as one row. */
export interface LayersObject {
  readonly key: string;
  readonly kind: 'stored' | 'layer' | 'plate' | 'standing' | 'served';
  /** Members, for a group. */
  readonly count: number;
  readonly expandable: boolean;
  /** Whole ids: accessible name. */
  readonly name: string;
  /** Which column, or which copy. */
  readonly place: string;
  readonly title: string;
  readonly aside: string;
  readonly says: string;
  readonly trouble: MapTrouble;
  readonly subject: Subject | null;
  readonly source: SourceRef | null;
}

export function layersObjects(figure: LayersFigure): readonly LayersObject[] {
  const places = new Map(figure.copies.map((c) => [c.key, c.title]));
  return [
    ...figure.stored.map((box) => ({
      key: box.key,
      kind: 'stored' as const,
      count: 1,
      expandable: false,
      name: box.name,
      place: box.kind,
      title: box.title,
      aside: [box.aside, box.size].filter(Boolean).join(', '),
      says: box.because,
      trouble: box.state === 'missing' ? ('crit' as const) : ('none' as const),
      subject: box.subject,
      source: box.source,
    })),
    ...figure.layers.map((row) => ({
      key: row.key,
      kind: 'layer' as const,
      count: row.count,
      expandable: row.count > 1,
      name: row.name,
      place: say(msg('layersfig.kind.layer')),
      title: row.title,
      aside: row.aside,
      says: row.line,
      trouble: row.state === 'missing' ? ('crit' as const) : ('none' as const),
      subject: null,
      source: row.source,
    })),
    ...figure.copies.flatMap((copy) =>
      copy.plates.map((plate) => ({
        key: plate.key,
        kind: 'plate' as const,
        count: plate.count,
        expandable: plate.count > 1,
        name: [plate.name, plate.says, ...plate.holes.map((h) => `${h.path} ${h.verdict}`)].filter(Boolean).join(', '),
        place: copy.title,
        title: plate.title,
        aside: plate.aside,
        says: [plate.says, ...plate.holes.map((h) => `${h.path} ${h.verdict}`), servesText(plate.serves)]
          .filter(Boolean)
          .join('; '),
        trouble: plate.trouble,
        subject: plate.subject,
        source: plate.source,
      })),
    ),
    ...figure.standing.map((row) => ({
      key: row.key,
      kind: 'standing' as const,
      count: row.count,
      expandable: row.count > 1 && row.shape !== 'image',
      name: row.name,
      place: places.get(row.copy) ?? '',
      title: row.title,
      aside: [row.id, row.layer].filter(Boolean).join(', '),
      says: [row.says, row.saysAside].filter(Boolean).join(', '),
      trouble: row.trouble,
      subject: row.subject,
      source: row.source,
    })),
    ...(figure.served?.steps ?? []).map((step) => ({
      key: step.key,
      kind: 'served' as const,
      count: 1,
      expandable: false,
      name: `${step.label}: ${step.title} ${step.aside}`.trim(),
      place: step.label,
      title: step.title,
      aside: step.aside,
      says: '',
      trouble: step.trouble,
      subject: null,
      source: step.cited[0]?.source ?? null,
    })),
  ];
}

export const servesText = (serves: LayersFigure['copies'][number]['plates'][number]['serves']): string =>
  serves === null ? '' : say(msg(`served.mark.${serves}`));

/** What opening a group adds to the expanded ones. */
export const expandKeyOf = (object: Pick<LayersObject, 'key' | 'kind'>): string =>
  object.kind === 'plate' ? object.key.replace(/^plate:\d+:/, '') : object.key;
