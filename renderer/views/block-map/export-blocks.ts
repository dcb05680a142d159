import { saveFile } from '#renderer/components/export.ts';
import type { BlockWindow } from '#renderer/views/block-map/window.ts';

interface Blocks {
  readonly sourceId: string;
  readonly pool: string;
  readonly device: string | null;
  readonly window: BlockWindow | null;
  readonly format: 'svg' | 'png' | 'pdf';
}

/** The map as its SVG twin draws it: the same window, the same device hatched, light for the ticket. */
export const exportBlocks = ({ sourceId, pool, device, window, format }: Blocks): void =>
  void saveFile('export.figure', {
    sourceId,
    view: 'blocks',
    focus: pool,
    expanded: [],
    device,
    window,
    theme: 'light',
    format,
  });
