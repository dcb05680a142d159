import { type KeyboardEvent, type PointerEvent, useRef, type WheelEvent } from 'react';
import type { Size } from '#renderer/components/use-size.ts';
import { t } from '#renderer/components/words.ts';
import { useStore } from '#renderer/store/create-store.ts';
import { theme } from '#renderer/store/theme.ts';
import { CellCanvas } from '#renderer/views/block-map/CellCanvas.tsx';
import { cellAt } from '#renderer/views/block-map/cell-grid.ts';
import { PictureFrame } from '#renderer/views/block-map/PictureFrame.tsx';
import { layoutPicture } from '#renderer/views/block-map/picture-layout.ts';
import { type BlockWindow, centred, moved, zoomed } from '#renderer/views/block-map/window.ts';
import { escapeForDisplay } from '#shared/base/escape.ts';
import type { BlockMap } from '#shared/derive/block-map.ts';
import { tokens } from '#shared/figures/tokens.ts';

interface Props {
  readonly map: BlockMap;
  readonly size: Size;
  readonly stale: boolean;
  /** First block of the pool's free end, where it is known. */
  readonly freeFrom: number | null;
  /** What is wanted in sight; the map shows the one before until its answer is there. */
  readonly window: BlockWindow;
  /** Block under the pointer, and the one the keyboard stands on. */
  readonly hovered: number | null;
  readonly cursor: number | null;
  readonly describedBy: string;
  readonly onHover: (block: number | null) => void;
  readonly onCursor: (block: number) => void;
  readonly onWindow: (window: BlockWindow) => void;
  /** Enter: the owner of the block is chosen. */
  readonly onChoose: (block: number) => void;
}

/** The strip of the whole pool, its frame, and under it what is in the frame: one cell a block where there is room. */
export function BlockPicture(props: Props) {
  const { map, size, stale, cursor, onCursor, onHover, onWindow } = props;
  const colours = tokens[useStore(theme)];
  const detail = useRef<HTMLDivElement>(null);
  const layout = layoutPicture(map, size);
  if (!layout) return <p className="empty">{t('ui.block-no-room')}</p>;
  const { total } = map.pool;
  const grid = layout.detail;
  const { from, to, blocksPerCell, cells } = map.detail;
  const blockAt = (event: { clientX: number; clientY: number }): number | null => {
    const box = detail.current?.getBoundingClientRect();
    const cell = box ? cellAt(grid, cells.length, event.clientX - box.left, event.clientY - box.top) : null;
    return cell === null ? null : Math.min(total - 1, from + cell * blocksPerCell);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const at = cursor ?? from;
    const row = grid.columns * blocksPerCell;
    const page = to - from;
    const steps: Record<string, number> = {
      ArrowRight: at + blocksPerCell,
      ArrowLeft: at - blocksPerCell,
      ArrowDown: at + row,
      ArrowUp: at - row,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: total - 1,
    };
    const wanted = steps[event.key];
    if (wanted !== undefined) {
      const next = Math.max(0, Math.min(total - 1, wanted));
      onCursor(next);
      if (next < props.window.from || next >= props.window.to) {
        const paged = event.key.startsWith('Page');
        onWindow(paged ? moved(props.window, total, next - at) : centred(props.window, total, next));
      }
    } else if (event.key === 'Enter' || event.key === ' ') {
      if (cursor !== null) props.onChoose(cursor);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onWheel = (event: WheelEvent) => {
    const block = blockAt(event);
    if (block !== null && event.deltaY !== 0) {
      onWindow(zoomed(props.window, total, event.deltaY > 0 ? 1.4 : 1 / 1.4, block));
    }
  };
  const stripBlock = (event: PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    const block = Math.floor(((event.clientX - box.left) / box.width) * total);
    onWindow(centred(props.window, total, block));
  };
  return (
    <div className={`block-picture ${stale ? 'stale' : ''}`}>
      <CellCanvas
        testId="block-strip"
        cells={map.strip.cells}
        grid={layout.strip}
        colours={colours}
        left={layout.left}
        top={layout.stripTop}
      />
      <CellCanvas
        testId="block-detail"
        cells={cells}
        grid={grid}
        colours={colours}
        left={layout.left}
        top={layout.detailTop}
      />
      <PictureFrame {...props} layout={layout} colours={colours} />
      <div
        className="block-strip-ground"
        style={{ left: layout.left, top: layout.stripTop, width: grid.width, height: layout.strip.height }}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          stripBlock(event);
        }}
        onPointerMove={(event) => {
          if (event.buttons === 1) stripBlock(event);
        }}
      />
      <div
        ref={detail}
        className="block-ground"
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes the arrows itself
        tabIndex={0}
        aria-label={t('ui.block-picture', { name: escapeForDisplay(map.pool.name), from, to, total })}
        aria-describedby={props.describedBy}
        style={{ left: layout.left, top: layout.detailTop, width: grid.width, height: grid.height }}
        onKeyDown={onKeyDown}
        onPointerMove={(event) => onHover(blockAt(event))}
        onPointerLeave={() => onHover(null)}
        onClick={(event) => {
          const block = blockAt(event);
          if (block !== null) onCursor(block);
        }}
        onDoubleClick={(event) => {
          const block = blockAt(event);
          if (block !== null) onWindow(zoomed(props.window, total, 0.25, block));
        }}
        onWheel={onWheel}
      />
    </div>
  );
}
