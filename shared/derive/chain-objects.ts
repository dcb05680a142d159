import type { ChainFigure } from '#shared/derive/chain-figure.ts';
import type { MapTrouble } from '#shared/derive/device-map.ts';
import { msg, say } from '#shared/messages/index.ts';
import type { Subject } from '#shared/model/subject.ts';

/** One object of a chain: what the picture draws as one focusable node and its table twin as one row. */
export interface ChainObject {
  readonly key: string;
  readonly kind: 'hop' | 'gauge';
  readonly name: string;
  readonly title: string;
  readonly aside: string;
  readonly trouble: MapTrouble;
  readonly subject: Subject | null;
}

export const chainObjects = (figure: ChainFigure): readonly ChainObject[] => [
  ...figure.hops.map((hop, i) => ({
    key: hop.key,
    kind: 'hop' as const,
    name: say(
      msg('hops.object.hop', {
        n: i + 1,
        kind: hop.kind,
        title: hop.subject?.kind === 'container' ? `${hop.title} ${hop.subject.id}` : hop.title,
        line: [hop.line, hop.says].filter(Boolean).join(', '),
      }),
    ),
    title: hop.title,
    aside: hop.line,
    trouble: hop.lineTrouble,
    subject: hop.subject,
  })),
  ...figure.gauges.map((gauge) => ({
    key: `gauge:${gauge.key}`,
    kind: 'gauge' as const,
    name: say(msg('hops.object.gauge', { title: gauge.title, value: gauge.value, line: gauge.line })),
    title: gauge.title,
    aside: `${gauge.value} ${gauge.line}`.trim(),
    trouble: gauge.trouble,
    subject: null,
  })),
];
