import { describe, expect, it } from 'vitest';
import { cellAt, cellGrid, cellsIn, edges, smallestCell } from '#renderer/views/block-map/cell-grid.ts';
import { centred, moved, zoomed } from '#renderer/views/block-map/window.ts';

describe('the grid of cells', () => {
  it.each([1, 7, 64, 1000, 10_752, 65_536, 83_000])(
    'has a place for each of %i cells, none below two pixels',
    (count) => {
      const [width, height] = [640, 528];
      const cells = Math.min(count, cellsIn(width, height));
      const grid = cellGrid(cells, width, height);
      expect(grid.columns * grid.rows).toBeGreaterThanOrEqual(cells);
      expect((grid.rows - 1) * grid.columns).toBeLessThan(cells);
      expect(width / grid.columns).toBeGreaterThanOrEqual(smallestCell);
      expect(height / grid.rows).toBeGreaterThanOrEqual(smallestCell);
    },
  );

  it('finds the cell under a point, and none beside the last one', () => {
    const grid = cellGrid(100, 640, 400);
    const at = (cell: number) => ({
      x: ((cell % grid.columns) + 0.5) * (grid.width / grid.columns),
      y: (Math.floor(cell / grid.columns) + 0.5) * (grid.height / grid.rows),
    });
    for (const cell of [0, 1, 57, 99]) expect(cellAt(grid, 100, at(cell).x, at(cell).y)).toBe(cell);
    expect(cellAt(grid, 99, at(99).x, at(99).y)).toBeNull();
    expect(cellAt(grid, 100, -1, 10)).toBeNull();
    expect(cellAt(grid, 100, 10, 400)).toBeNull();
  });

  it.each([1, 1.25, 2, 3])('has edges on whole device pixels at %d per CSS pixel, without a gap', (scale) => {
    const all = [...edges(128, 641, scale)];
    expect(all[0]).toBe(0);
    expect(all.at(-1)).toBe(Math.round(641 * scale));
    expect(all.every((edge, i) => i === 0 || edge > all[i - 1]!)).toBe(true);
  });
});

describe('the window of blocks', () => {
  const total = 65_536;

  it('keeps the block under the pointer where it is while zooming', () => {
    const near = zoomed({ from: 0, to: 10_000 }, total, 0.5, 2500);
    expect(near).toEqual({ from: 1250, to: 6250 });
    expect((2500 - near.from) / (near.to - near.from)).toBeCloseTo(0.25);
  });

  it('never leaves the pool and never goes nearer than 64 blocks', () => {
    expect(zoomed({ from: 0, to: total }, total, 2, 100)).toEqual({ from: 0, to: total });
    expect(zoomed({ from: 65_500, to: total }, total, 8, 65_530).to).toBeLessThanOrEqual(total);
    const nearest = zoomed({ from: 1000, to: 1064 }, total, 0.25, 1010);
    expect(nearest.to - nearest.from).toBe(64);
    expect(zoomed({ from: 0, to: 10 }, 10, 0.5, 5)).toEqual({ from: 0, to: 10 });
  });

  it('moves and centres without changing its length', () => {
    expect(moved({ from: 0, to: 1000 }, total, -500)).toEqual({ from: 0, to: 1000 });
    expect(moved({ from: 64_000, to: 65_000 }, total, 5000)).toEqual({ from: 64_536, to: total });
    expect(centred({ from: 0, to: 1000 }, total, 30_000)).toEqual({ from: 29_500, to: 30_500 });
  });
});
