import { count, size as sizeText } from '#renderer/components/format.ts';
import type { Size } from '#renderer/components/use-size.ts';
import { t } from '#renderer/components/words.ts';
import { Brackets } from '#renderer/views/block-map/Brackets.tsx';
import { numberedRows, type PictureLayout } from '#renderer/views/block-map/picture-layout.ts';
import type { BlockWindow } from '#renderer/views/block-map/window.ts';
import type { BlockMap } from '#shared/derive/block-map.ts';
import { Label } from '#shared/figures/Label.tsx';
import { textWidth } from '#shared/figures/text.ts';
import type { Tokens } from '#shared/figures/tokens.ts';

interface Props {
  readonly map: BlockMap;
  readonly size: Size;
  readonly freeFrom: number | null;
  readonly window: BlockWindow;
  readonly hovered: number | null;
  readonly cursor: number | null;
  readonly layout: PictureLayout;
  readonly colours: Tokens;
}

/** Everything of the picture that is not a cell: numbers, the frame and what it opens to, marks, names. */
export function PictureFrame({ map, size, freeFrom, window, hovered, cursor, layout, colours }: Props) {
  const { left, right, stripTop, detailTop, strip, detail } = layout;
  const { pool } = map;
  const stripX = (block: number) => left + (block / pool.total) * strip.width;
  const frame = { x: stripX(window.from), width: Math.max(3, stripX(window.to) - stripX(window.from)) };
  const stripFoot = stripTop + strip.height;
  const rowHeight = detail.height / detail.rows;
  const perRow = detail.columns * map.detail.blocksPerCell;
  return (
    <svg className="block-frame" width={size.width} height={size.height} aria-hidden="true">
      <Label
        x={left}
        y={16}
        fill={colours.tx2}
        text={t('ui.block-strip', { total: pool.total, blockSize: sizeText(pool.blockSize) })}
        room={strip.width}
      />
      <rect
        x={left - 0.5}
        y={stripTop - 0.5}
        width={strip.width + 1}
        height={strip.height + 1}
        fill="none"
        stroke={colours.line2}
      />
      {freeFrom !== null && (
        <FreeEnd
          from={freeFrom}
          x={stripX(freeFrom) + 12}
          right={right}
          y={stripTop + 15}
          total={pool.total}
          colours={colours}
        />
      )}
      {pool.lowWater !== null && pool.lowWater > 0 && pool.lowWater < pool.total && (
        <>
          <path
            d={`M${stripX(pool.total - pool.lowWater)} ${stripTop - 1} v${strip.height + 2}`}
            stroke={colours.tx1}
            strokeWidth={1.6}
          />
          <Label
            x={right}
            y={stripFoot + 15}
            anchor="end"
            size={10.5}
            fill={colours.tx3}
            text={t('ui.low-water', { blocks: pool.lowWater })}
          />
        </>
      )}
      <rect
        x={frame.x - 1}
        y={stripTop - 3}
        width={frame.width + 2}
        height={strip.height + 6}
        fill="none"
        stroke={colours.tx1}
        strokeWidth={1.6}
      />
      <path
        d={`M${frame.x} ${stripFoot + 3} L${left} ${detailTop - 2} M${frame.x + frame.width} ${stripFoot + 3} L${right} ${detailTop - 2}`}
        fill="none"
        stroke={colours.line2}
      />
      {map.detail.blocksPerCell > 1 && (
        <Label
          x={left + 8}
          y={detailTop - 8}
          size={10.5}
          fill={colours.tx3}
          text={t('ui.blocks-per-cell', { blocks: map.detail.blocksPerCell })}
        />
      )}
      <rect
        x={left - 0.5}
        y={detailTop - 0.5}
        width={detail.width + 1}
        height={detail.height + 1}
        fill="none"
        stroke={colours.line2}
      />
      {numberedRows(detail).map((row) => (
        <Label
          key={row}
          x={left - 8}
          y={detailTop + row * rowHeight + 8}
          anchor="end"
          face="mono"
          size={10.5}
          fill={colours.tx3}
          text={count(map.detail.from + row * perRow)}
        />
      ))}
      <Brackets
        brackets={map.brackets}
        window={map.detail}
        perRow={perRow}
        grid={detail}
        left={right + 6}
        top={detailTop}
        room={size.width - right - 24}
        colours={colours}
      />
      {cursor !== null && <CellMark block={cursor} map={map} layout={layout} colour={colours.acc} />}
      {hovered !== null && hovered !== cursor && (
        <CellMark block={hovered} map={map} layout={layout} colour={colours.tx1} />
      )}
    </svg>
  );
}

function FreeEnd({
  from,
  x,
  right,
  y,
  total,
  colours,
}: {
  readonly from: number;
  readonly x: number;
  readonly right: number;
  readonly y: number;
  readonly total: number;
  readonly colours: Tokens;
}) {
  const text = t('ui.free-beyond', { blocks: total - from, from });
  return textWidth(text, 'sans400', 12) > right - x - 8 ? null : <Label x={x} y={y} fill={colours.tx2} text={text} />;
}

/** A frame round one cell: the one under the pointer, or the one the keyboard stands on. */
function CellMark({
  block,
  map,
  layout,
  colour,
}: {
  readonly block: number;
  readonly map: BlockMap;
  readonly layout: PictureLayout;
  readonly colour: string;
}) {
  const { from, to, blocksPerCell } = map.detail;
  if (block < from || block >= to) return null;
  const { columns, rows, width, height } = layout.detail;
  const cell = Math.floor((block - from) / blocksPerCell);
  const cellWidth = width / columns;
  const cellHeight = height / rows;
  return (
    <rect
      x={layout.left + (cell % columns) * cellWidth - 1}
      y={layout.detailTop + Math.floor(cell / columns) * cellHeight - 1}
      width={Math.max(5, cellWidth + 1)}
      height={Math.max(5, cellHeight + 1)}
      fill="none"
      stroke={colour}
      strokeWidth={1.6}
    />
  );
}
