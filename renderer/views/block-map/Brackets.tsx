import type { CellGrid } from '#renderer/views/block-map/cell-grid.ts';
import type { BlockMap } from '#shared/derive/block-map.ts';
import { Label } from '#shared/figures/Label.tsx';
import type { Tokens } from '#shared/figures/tokens.ts';

interface Props {
  readonly brackets: BlockMap['brackets'];
  readonly window: { readonly from: number; readonly to: number };
  /** Blocks in one row of the picture. */
  readonly perRow: number;
  readonly grid: CellGrid;
  readonly left: number;
  readonly top: number;
  readonly room: number;
  readonly colours: Tokens;
}

/** Lines of a name: title and what is said below it. */
const nameHeight = 28;

/** What stands right of the cells: the largest runs, named. A name that has no place is left to the pointer, its bracket stays. */
export function Brackets({ brackets, window, perRow, grid, left, top, room, colours }: Props) {
  const rowHeight = grid.height / grid.rows;
  let free = top - nameHeight;
  return brackets.map((bracket) => {
    const first = (Math.max(bracket.from, window.from) - window.from) / perRow;
    const last = (Math.min(bracket.to, window.to) - window.from) / perRow;
    const from = top + first * rowHeight;
    const to = Math.max(from + 2, -1 + Math.min(top + grid.height, top + last * rowHeight));
    const name = Math.max(free, Math.min((from + to) / 2 - 2, top + grid.height - nameHeight + 12));
    const fits = name < to + nameHeight / 2 && name <= top + grid.height;
    if (fits) free = name + nameHeight;
    return (
      <g key={`${bracket.from} ${bracket.to}`}>
        <path d={`M${left} ${from + 0.5} h5 V${to - 0.5} h-5`} fill="none" stroke={colours.line2} />
        {fits && (
          <>
            <Label
              x={left + 10}
              y={name}
              face="sans600"
              size={11}
              fill={bracket.selected ? colours.acc : colours.tx1}
              text={bracket.title}
              room={room - 4}
            />
            <Label x={left + 10} y={name + 13} size={10.5} fill={colours.tx3} text={bracket.line} room={room - 4} />
          </>
        )}
      </g>
    );
  });
}
