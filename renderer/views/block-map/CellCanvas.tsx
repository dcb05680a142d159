import { useLayoutEffect, useRef } from 'react';
import { usePixelRatio } from '#renderer/components/use-size.ts';
import type { CellGrid } from '#renderer/views/block-map/cell-grid.ts';
import { drawCells } from '#renderer/views/block-map/draw-cells.ts';
import type { Tokens } from '#shared/figures/tokens.ts';

interface Props {
  readonly cells: Uint8Array;
  readonly grid: CellGrid;
  readonly colours: Tokens;
  readonly left: number;
  readonly top: number;
  readonly testId: string;
}

/** Cells on a canvas of its own, sharp on every screen. What it shows is said in words beside it. */
export function CellCanvas({ cells, grid, colours, left, top, testId }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const scale = usePixelRatio();
  // Before the browser paints: a picture never shows the cells of the question before.
  useLayoutEffect(() => {
    if (canvas.current) drawCells(canvas.current, cells, grid, scale, colours);
  }, [cells, grid, scale, colours]);
  return (
    <canvas
      ref={canvas}
      data-testid={testId}
      className="cells"
      style={{ left, top, width: grid.width, height: grid.height }}
    />
  );
}
