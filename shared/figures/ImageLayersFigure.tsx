import type { LayersFigure } from '#shared/derive/layers-figure.ts';
import { layersObjects } from '#shared/derive/layers-objects.ts';
import type { FigureProps } from '#shared/figures/FigureFrame.tsx';
import { FigureFrame, objectsOf } from '#shared/figures/FigureFrame.tsx';
import { FigureObject } from '#shared/figures/FigureObject.tsx';
import { Label } from '#shared/figures/Label.tsx';
import { LayersEdges } from '#shared/figures/layers-edges.tsx';
import { layerColumns, layoutLayers } from '#shared/figures/layers-layout.ts';
import { SeverityMark } from '#shared/figures/marks.tsx';
import { PlateFigure } from '#shared/figures/PlateFigure.tsx';
import { ServedBand } from '#shared/figures/ServedBand.tsx';
import { StandingFigure } from '#shared/figures/StandingFigure.tsx';
import { LayerRowFigure, StoredBoxFigure } from '#shared/figures/StoredParts.tsx';
import { tokens } from '#shared/figures/tokens.ts';
import { msg, say } from '#shared/messages/index.ts';

export interface ImageLayersFigureProps extends FigureProps {
  readonly figure: LayersFigure;
}

/** An image: as stored on the left, unpacked in the middle with what vanished as holes, on the right who stands on it. */
export function ImageLayersFigure({ figure, ...as }: ImageLayersFigureProps) {
  const theme = tokens[as.theme];
  const layout = layoutLayers(figure);
  const all = layersObjects(figure);
  const groups = new Set(all.filter((o) => o.expandable).map((o) => o.key));
  const object = objectsOf(all, as);
  const { stored, unpacked, standing, width } = layerColumns;
  const head = (x: number, { text, trouble }: { text: string; trouble: string }, room: number) => (
    <Label
      x={x}
      y={layout.headY}
      text={text}
      face="sans600"
      size={12.5}
      fill={trouble === 'crit' ? theme.crit : trouble === 'warn' ? theme.warn : theme.tx1}
      room={room}
    />
  );
  const first = layout.layers[0]?.y ?? null;
  return (
    <FigureFrame
      {...as}
      name={say(msg('layersfig.name', { title: figure.title }))}
      width={layout.width}
      height={layout.height}
      counts={say(msg('layersfig.counts', figure.counts))}
    >
      {figure.statement ? (
        <g>
          <SeverityMark severity={figure.statement.severity} x={24} y={layout.statementY - 4} theme={theme} />
          <Label
            x={38}
            y={layout.statementY}
            text={figure.statement.text}
            size={15}
            fill={theme.tx1}
            room={width - 110}
          />
          <Label
            x={width - 16}
            y={layout.statementY}
            text={figure.statement.code}
            face="mono"
            size={11}
            fill={theme.tx3}
            anchor="end"
          />
        </g>
      ) : null}
      {figure.served && layout.served ? (
        <ServedBand served={figure.served} placed={layout.served} object={object} theme={theme} />
      ) : null}
      {head(stored.x, figure.columns.stored, stored.width + 40)}
      {head(unpacked.x, figure.columns.unpacked, unpacked.width + 30)}
      {head(standing.x, figure.columns.standing, standing.width)}
      <LayersEdges layout={layout} theme={theme} />
      {layout.stored.map(({ box, y, height }, i) => (
        <FigureObject {...object(box.key)} key={box.key} frame={{ ...stored, y, height }}>
          <StoredBoxFigure box={box} y={y} height={height} next={layout.stored[i + 1]?.y ?? first} theme={theme} />
        </FigureObject>
      ))}
      {layout.layers.map(({ row, y, height }) => (
        <FigureObject
          {...object(row.key)}
          key={row.key}
          expandable={groups.has(row.key)}
          frame={{ ...stored, y, height }}
        >
          <LayerRowFigure row={row} y={y} height={height} theme={theme} />
        </FigureObject>
      ))}
      {layout.copies.map(({ copy, y, plates }) => (
        <g key={copy.key}>
          <Label
            x={unpacked.x}
            y={y + 14}
            text={copy.title}
            face="sans500"
            size={11.5}
            fill={theme.tx2}
            room={unpacked.width}
          />
          {plates.map(({ plate, y: top, height }) => (
            <FigureObject
              {...object(plate.key)}
              key={plate.key}
              expandable={groups.has(plate.key)}
              frame={{ ...unpacked, y: top, height }}
            >
              <PlateFigure plate={plate} y={top} height={height} theme={theme} />
            </FigureObject>
          ))}
        </g>
      ))}
      {layout.standing.map(({ row, y, height }) => (
        <FigureObject
          {...object(row.key)}
          key={row.key}
          expandable={groups.has(row.key)}
          frame={{ ...standing, y, height }}
        >
          <StandingFigure row={row} y={y} height={height} theme={theme} />
        </FigureObject>
      ))}
      {layout.notes.map(({ y, text, quiet }) => (
        <Label
          key={y}
          x={16}
          y={y}
          text={text}
          size={quiet ? 11 : 12}
          fill={quiet ? theme.tx3 : theme.tx2}
          room={width - 32}
        />
      ))}
    </FigureFrame>
  );
}
