import type { BlockMap } from '#shared/derive/block-map.ts';
import { blockMapObjects, listedDevices, shadeLabel } from '#shared/derive/block-objects.ts';
import { byteText } from '#shared/derive/thin/sizes.ts';
import { BlockDevices } from '#shared/figures/BlockDevices.tsx';
import { blockColumns, bracketPlaces, cellGrid } from '#shared/figures/block-layout.ts';
import { Cells } from '#shared/figures/Cells.tsx';
import type { FigureProps } from '#shared/figures/FigureFrame.tsx';
import { FigureFrame, objectsOf } from '#shared/figures/FigureFrame.tsx';
import { FigureObject } from '#shared/figures/FigureObject.tsx';
import { Label } from '#shared/figures/Label.tsx';
import type { Tokens } from '#shared/figures/tokens.ts';
import { tokens } from '#shared/figures/tokens.ts';
import { msg, say } from '#shared/messages/index.ts';

export interface BlockMapFigureProps extends FigureProps {
  readonly map: BlockMap;
}

const { map: column, stripY, stripHeight, detailY, detailHeight, width } = blockColumns;

/** The block map without a canvas, for exports: strip, detail, brackets, owners, devices. */
export function BlockMapFigure({ map, ...as }: BlockMapFigureProps) {
  const colours = tokens[as.theme];
  const object = objectsOf(blockMapObjects(map), as);
  const histogramY = detailY + detailHeight + 30;
  const height = histogramY + map.histogram.length * 22 + 30;
  const strip = { x: column.x, y: stripY, width: column.width, height: stripHeight };
  const detail = { x: column.x, y: detailY, width: column.width, height: detailHeight };
  return (
    <FigureFrame
      {...as}
      name={say(msg('blocks.name', { pool: map.pool.name }))}
      width={width}
      height={height}
      counts={blockMapCounts(map)}
    >
      <Label x={column.x} y={18} text={map.pool.name} face="sans600" size={15} fill={colours.tx1} room={420} />
      <Label
        x={column.x}
        y={36}
        text={say(msg('blocks.whole', { blocks: map.pool.total, size: byteText(map.pool.blockSize) }))}
        fill={colours.tx2}
        room={column.width}
      />
      <FigureObject {...object('strip')} frame={strip}>
        <Cells cells={map.strip} place={strip} grid={oneLine(map.strip.cells.length)} theme={colours} />
        <rect {...strip} fill="none" stroke={colours.line2} strokeWidth={1} />
      </FigureObject>
      <StripMarks map={map} theme={colours} />
      <FigureObject {...object('detail')} frame={detail}>
        <Cells
          cells={map.detail}
          place={detail}
          grid={cellGrid(map.detail.cells.length, column.width, detailHeight)}
          theme={colours}
        />
        <rect {...detail} fill="none" stroke={colours.line2} strokeWidth={1} />
      </FigureObject>
      <Numbers map={map} theme={colours} />
      {bracketPlaces(map, detailY, detailHeight).map((place, i) => {
        const bracket = map.brackets[i]!;
        const fill = bracket.selected ? colours.acc : colours.tx1;
        return (
          <FigureObject
            {...object(`bracket:${bracket.from}`)}
            key={bracket.from}
            frame={{ x: blockColumns.bracket.x, y: place.text - 12, width: 170, height: 32 }}
          >
            <path
              d={`M${blockColumns.bracket.x} ${place.from} h5 V${place.to} h-5`}
              fill="none"
              stroke={bracket.selected ? colours.acc : colours.line2}
              strokeWidth={1.2}
            />
            <Label
              x={blockColumns.bracket.text}
              y={place.text}
              text={bracket.title}
              face="sans500"
              size={11}
              fill={fill}
              room={blockColumns.bracket.room}
            />
            <Label
              x={blockColumns.bracket.text}
              y={place.text + 14}
              text={bracket.line}
              size={11}
              fill={colours.tx3}
              room={blockColumns.bracket.room}
            />
          </FigureObject>
        );
      })}
      <Label x={column.x} y={histogramY - 10} text={say(msg('blocks.by-owners'))} fill={colours.tx2} />
      {map.histogram.map((bar, i) => (
        <FigureObject
          {...object(`shade:${bar.shade}`)}
          key={bar.shade}
          frame={{ x: column.x, y: histogramY + i * 22, width: 470, height: 18 }}
        >
          <HistogramBar map={map} bar={bar} y={histogramY + i * 22} theme={colours} />
        </FigureObject>
      ))}
      <BlockDevices map={map} object={object} theme={colours} />
      <Label
        x={column.x}
        y={height - 10}
        text={say(
          msg('blocks.sharing', {
            devices: map.devicesRead,
            mapped: map.mappedBlocks,
            used: map.pool.used,
            without: byteText(map.mappedBlocks * map.pool.blockSize),
            with: byteText(map.pool.used * map.pool.blockSize),
          }),
        )}
        size={11}
        fill={colours.tx2}
        room={width - 80}
      />
    </FigureFrame>
  );
}

const blockMapCounts = (map: BlockMap): string =>
  [
    say(msg('blocks.devices', { n: listedDevices(map).length, of: map.devicesKnown })),
    say(msg('blocks.cell', { n: map.detail.blocksPerCell })),
    ...(map.damage.length > 0 ? [say(msg('blocks.damaged', { n: map.damage.length }))] : []),
  ].join(' · ');

const oneLine = (cells: number) => ({
  columns: Math.max(1, cells),
  rows: 1,
  cellWidth: column.width / Math.max(1, cells),
  cellHeight: stripHeight,
});

/** The frame that is the detail, its corners led down to it, the low-water mark, and what lies beyond. */
function StripMarks({ map, theme }: { readonly map: BlockMap; readonly theme: Tokens }) {
  const at = (block: number) => column.x + (block / map.pool.total) * column.width;
  const { from, to } = map.detail;
  const [left, right] = [at(from), at(to)];
  const beyond = map.pool.total - to;
  const allFree = map.strip.cells.subarray(Math.ceil(to / map.strip.blocksPerCell)).every((c) => c === 0);
  const low = map.pool.lowWater;
  return (
    <g>
      <rect
        x={left - 1}
        y={stripY - 3}
        width={right - left + 2}
        height={stripHeight + 6}
        fill="none"
        stroke={theme.tx1}
        strokeWidth={2}
      />
      <path
        d={`M${left} ${stripY + stripHeight + 4} L${column.x} ${detailY - 6} M${right} ${stripY + stripHeight + 4} L${column.x + column.width} ${detailY - 6}`}
        stroke={theme.line2}
        strokeWidth={1}
        fill="none"
      />
      {beyond > 0 && allFree && column.x + column.width - right > 250 ? (
        <Label
          x={right + 12}
          y={stripY + 15}
          text={say(msg('blocks.beyond', { n: beyond, from: to }))}
          fill={theme.tx2}
          room={column.x + column.width - right - 20}
        />
      ) : null}
      {low !== null && low < map.pool.total ? (
        <g>
          <path
            d={`M${at(map.pool.total - low)} ${stripY + stripHeight - 5} v9`}
            stroke={theme.tx1}
            strokeWidth={1.6}
            fill="none"
          />
          <Label
            x={column.x + column.width}
            y={stripY + stripHeight + 16}
            text={say(msg('blocks.low-water', { n: low }))}
            size={11}
            fill={theme.tx3}
            anchor="end"
          />
        </g>
      ) : null}
    </g>
  );
}

/** Block numbers at the left of the detail. */
function Numbers({ map, theme }: { readonly map: BlockMap; readonly theme: Tokens }) {
  const { from, to } = map.detail;
  const steps = 7;
  return Array.from({ length: steps + 1 }, (_, i) => {
    const block = Math.round(from + ((to - from) * i) / steps);
    return (
      <g key={block}>
        <Label
          x={column.x - 8}
          y={detailY + 4 + (detailHeight * i) / steps}
          text={block.toLocaleString('en')}
          face="mono"
          size={10.5}
          fill={theme.tx3}
          anchor="end"
        />
      </g>
    );
  });
}

function HistogramBar({
  map,
  bar,
  y,
  theme,
}: {
  readonly map: BlockMap;
  readonly bar: BlockMap['histogram'][number];
  readonly y: number;
  readonly theme: Tokens;
}) {
  const most = Math.max(1, ...map.histogram.filter((h) => h.shade !== 'free').map((h) => h.blocks));
  const share = Math.min(1.15, bar.blocks / most);
  const barWidth = bar.blocks === 0 ? 0 : Math.max(1.5, share * 250);
  const fill = { one: theme.b3, few: theme.b2, many: theme.b1, free: theme.free }[bar.shade];
  const x = column.x + 110;
  return (
    <g>
      <Label x={x - 10} y={y + 12} text={shadeLabel(bar)} size={11.5} fill={theme.tx1} anchor="end" room={108} />
      <rect
        x={x}
        y={y + 2}
        width={barWidth}
        height={12}
        fill={fill}
        stroke={bar.shade === 'free' ? theme.line2 : 'none'}
      />
      {bar.shade === 'free' && bar.blocks / most > 1.15 ? (
        <path
          d={`M${x + barWidth - 36} ${y + 15} l6 -14 M${x + barWidth - 29} ${y + 15} l6 -14`}
          stroke={theme.bg0}
          strokeWidth={3}
          fill="none"
        />
      ) : null}
      <Label x={x + barWidth + 10} y={y + 12} text={bar.blocks.toLocaleString('en')} face="mono" fill={theme.tx1} />
      <Label
        x={x + barWidth + 80}
        y={y + 12}
        text={byteText(bar.blocks * map.pool.blockSize)}
        face="mono"
        fill={theme.tx3}
      />
    </g>
  );
}
