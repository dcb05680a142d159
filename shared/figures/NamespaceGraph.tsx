import { escapeForDisplay } from '#shared/base/escape.ts';
import { figureObjects } from '#shared/derive/figure-objects.ts';
import type { NamespaceFigure } from '#shared/derive/namespace-figure.ts';
import type { FigureProps } from '#shared/figures/FigureFrame.tsx';
import { FigureFrame, objectsOf } from '#shared/figures/FigureFrame.tsx';
import { FigureObject } from '#shared/figures/FigureObject.tsx';
import { GroupFigure, LineFigure } from '#shared/figures/GroupFigure.tsx';
import { KeptFigure, OtherHolderFigure } from '#shared/figures/KeptFigure.tsx';
import { Label } from '#shared/figures/Label.tsx';
import { NamespaceBoxFigure } from '#shared/figures/NamespaceBoxFigure.tsx';
import { NamespaceEdges } from '#shared/figures/namespace-edges.tsx';
import type { NamespaceLayout } from '#shared/figures/namespace-layout.ts';
import { columns, layoutNamespaceFigure } from '#shared/figures/namespace-layout.ts';
import { textWidth } from '#shared/figures/text.ts';
import type { Tokens } from '#shared/figures/tokens.ts';
import { tokens } from '#shared/figures/tokens.ts';
import { msg, say } from '#shared/messages/index.ts';

export interface NamespaceGraphProps extends FigureProps {
  readonly figure: NamespaceFigure;
}

/** The namespace graph, read 1 → 2 (down: where the unmount arrived) → 3 (right: walls) → 4. */
export function NamespaceGraph({ figure, ...as }: NamespaceGraphProps) {
  const colours = tokens[as.theme];
  const layout = layoutNamespaceFigure(figure);
  const objects = figureObjects(figure);
  const names = new Map(objects.map((o) => [o.key, o.name]));
  const object = objectsOf(objects, as);
  const title = figure.focus
    ? say(msg('figure.graph-name', { title: figure.focus.device ?? figure.focus.title }))
    : say(msg('figure.overview-name'));
  return (
    <FigureFrame {...as} name={title} width={layout.width} height={layout.height} counts={countsText(figure)}>
      <Headings figure={figure} layout={layout} theme={colours} />
      {layout.boxes.map((placed) => (
        <NamespaceBoxFigure
          key={placed.box.key}
          placed={placed}
          names={names}
          strong={placed.box !== figure.origin}
          interaction={as.interaction}
          theme={colours}
        />
      ))}
      {layout.lines.map((placed) => (
        <FigureObject
          {...object(placed.line.key)}
          key={placed.line.key}
          frame={placed}
          expandable={placed.line.inodes.length > 1}
        >
          <LineFigure {...placed} theme={colours} />
        </FigureObject>
      ))}
      {layout.groups.map((placed) => (
        <FigureObject
          {...object(placed.group.key)}
          key={placed.group.key}
          frame={placed}
          expandable={placed.group.count > 1}
        >
          <GroupFigure {...placed} theme={colours} />
        </FigureObject>
      ))}
      {layout.others.map((placed) => (
        <FigureObject {...object(placed.holder.key)} key={placed.holder.key} frame={placed}>
          <OtherHolderFigure {...placed} theme={colours} />
        </FigureObject>
      ))}
      {/* After the boxes: the dots and arrows at the ends of edges sit on their outlines. */}
      <NamespaceEdges figure={figure} layout={layout} theme={colours} />
      <KeptLinks layout={layout} theme={colours} />
      {layout.kept.map((placed) => (
        <FigureObject {...object(placed.thing.key)} key={placed.thing.key} frame={placed}>
          <KeptFigure {...placed} theme={colours} />
        </FigureObject>
      ))}
    </FigureFrame>
  );
}

/** `33 of 33 mount namespaces: 5 drawn in full, 8 reached ones as 6 rows, 20 others as 3`, and what was not read. */
export function countsText({ counts, reached, others, holdingGroups, notRead }: NamespaceFigure): string {
  const drawn = msg('figure.namespaces-drawn', {
    all: counts.namespaces,
    full: counts.drawnInFull,
    lines: counts.asLines,
    rows: reached.length,
    groups: counts.inGroups,
    boxes: others.length + holdingGroups.length,
  });
  return [say(drawn), ...(notRead.length > 0 ? [say(msg('figure.not-read', { n: notRead.length }))] : [])].join(' · ');
}

const headingRoom = (part: (typeof order)[number]): number =>
  part === 'kept' ? columns.kept.width : part === 'holding' ? columns.holding.width + 60 : columns.origin.width + 100;

const order = ['origin', 'reached', 'holding', 'kept', 'others'] as const;

/** Columns are numbered 1–4, so that a colleague can write "see 3". What was not reached at all has no number. */
function Headings({
  figure,
  layout,
  theme,
}: {
  readonly figure: NamespaceFigure;
  readonly layout: NamespaceLayout;
  readonly theme: Tokens;
}) {
  const faulty = figure.edges.some((e) => e.kind === 'fault');
  return order.map((part, i) => {
    const at = layout.headings[part];
    if (!at) return null;
    const heading = figure.headings[part];
    const shown = part === 'others' ? heading.title : `${i + 1}  ${heading.title}`;
    const room = headingRoom(part);
    const width = Math.min(room, textWidth(escapeForDisplay(shown), 'sans600', 12));
    return (
      <g key={part}>
        <HeadingText
          number={part === 'others' ? null : i + 1}
          title={heading.title}
          x={at.x}
          y={at.y}
          room={room}
          fill={part === 'holding' && faulty ? theme.crit : theme.tx1}
        />
        <Label x={at.x + width + 12} y={at.y} text={heading.aside} fill={theme.tx3} room={room - width - 12} />
        {heading.inferred ? (
          <path
            d={`M${at.x} ${at.y + 5} h${width}`}
            stroke={theme.tx2}
            strokeWidth={1.2}
            strokeDasharray="5 3"
            fill="none"
          />
        ) : null}
      </g>
    );
  });
}

function HeadingText({
  number,
  title,
  x,
  y,
  room,
  fill,
}: {
  readonly number: number | null;
  readonly title: string;
  readonly x: number;
  readonly y: number;
  readonly room: number;
  readonly fill: string;
}) {
  return (
    <g>
      {number === null ? null : <Label x={x} y={y} text={String(number)} face="sans600" fill={fill} />}
      <Label
        x={number === null ? x : x + 12}
        y={y}
        text={title}
        face="sans600"
        fill={fill}
        room={number === null ? room : room - 12}
      />
    </g>
  );
}

/** Owner above device above what it stands on. */
function KeptLinks({ layout, theme }: { readonly layout: NamespaceLayout; readonly theme: Tokens }) {
  return layout.kept.slice(1).map((lower, i) => {
    const upper = layout.kept[i]!;
    const x = upper.x + upper.width / 2;
    return (
      <path
        key={lower.thing.key}
        d={`M${x} ${upper.y + upper.height} V${lower.y}`}
        stroke={theme.line2}
        strokeWidth={1.5}
        fill="none"
      />
    );
  });
}
