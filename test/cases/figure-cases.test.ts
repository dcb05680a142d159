/**
 * Golden files of figures. After a change that was meant: `npx vitest run --project unit test/cases/figure-cases.test.ts -u`,
 * then look at the pictures before the files go in.
 */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { figureMarkup, renderFigure } from '#electron/node/figures/render-figure.ts';
import { deriveSummary } from '#shared/derive/index.ts';
import { captionOf } from '#shared/figures/caption.ts';
import { goldenFigure, goldenFigures } from '#test/builders/figure-hosts.ts';

const names = Object.keys(goldenFigures);
const captioned = (name: string) => {
  const { figure, analysis } = goldenFigure(name);
  return { figure, caption: captionOf(deriveSummary(analysis)) };
};

describe('a figure is what it was', () => {
  it.each(names)('%s, line by line', async (name) => {
    const { figure, caption } = captioned(name);
    const lines = figureMarkup(figure, 'light', caption).replaceAll('><', '>\n<');
    await expect(`${lines}\n`).toMatchFileSnapshot(`figures/${name}.svg`);
  });

  it('byte for byte, in every format and both themes', async () => {
    const hashes = names.flatMap((name) =>
      (['svg', 'png', 'pdf'] as const).flatMap((format) =>
        (['light', 'dark'] as const).map((theme) => {
          const bytes = renderFigure({ ...captioned(name), theme, format });
          return `${createHash('sha256').update(bytes).digest('hex')}  ${name}-${theme}.${format}`;
        }),
      ),
    );
    await expect(`${hashes.join('\n')}\n`).toMatchFileSnapshot('figures/SHA256SUMS');
  }, 60_000);
});
