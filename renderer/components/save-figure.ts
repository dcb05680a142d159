import { saveFile } from '#renderer/components/export.ts';
import type { Request } from '#shared/ipc/contract.ts';

/** Which figure, whatever it shall look like. */
export type FigureQuestion = Omit<Request<'export.figure'>, 'theme' | 'format'>;
export type FigureLook = Pick<Request<'export.figure'>, 'theme' | 'format'>;

export const figureLooks: readonly FigureLook[] = (['png', 'svg', 'pdf'] as const).flatMap((format) =>
  (['light', 'dark'] as const).map((theme) => ({ theme, format })),
);

/** The whole figure at its full size, beyond what the window shows of it. */
export const saveFigure = (figure: FigureQuestion, look: FigureLook): Promise<void> =>
  saveFile('export.figure', { ...figure, ...look });
