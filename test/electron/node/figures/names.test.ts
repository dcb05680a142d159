/** Names as hosts have them, in every card: nothing is lost, whatever does not fit stands in full at the foot. */
import { beforeAll, describe, expect, it } from 'vitest';
import { renderFigure } from '#electron/node/figures/render-figure.ts';
import { reportFigures } from '#electron/node/figures/report-figures.ts';
import { escapeForDisplay } from '#shared/base/escape.ts';
import {
  deriveEvidenceCard,
  deriveFigure,
  deriveFindings,
  deriveSummary,
  undrawnFigures,
} from '#shared/derive/index.ts';
import { reportHtml } from '#shared/export/index.ts';
import { captionOf } from '#shared/figures/caption.ts';
import { say } from '#shared/messages/index.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';
import { labOfTheWorld, namesOfTheWorld } from '#test/builders/figure-hosts.ts';

let analysis: Analysis;
beforeAll(() => {
  analysis = labOfTheWorld();
});

/** What a reader can read, without the breaks of lines. */
const readable = (markup: string): string =>
  markup
    .replaceAll(/<style>.*?<\/style>/gs, '')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&#x27;|&#39;/g, "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replaceAll(/\s/g, '');
const names = Object.values(namesOfTheWorld).map((name) => name.replace('hostname=', ''));
const namesIn = (text: string): readonly string[] => names.filter((name) => text.includes(name));
const shown = (text: string): string => escapeForDisplay(text).replaceAll(/\s/g, '');

describe('names of several scripts', () => {
  it('stand in every card that is about them, whole, with the name of the host', () => {
    const caption = captionOf(deriveSummary(analysis));
    let about = 0;
    for (const item of deriveFindings(analysis)) {
      if (item.type !== 'finding') continue;
      const { id } = item.finding;
      const card = deriveEvidenceCard(analysis, id)!;
      const text = readable(
        Buffer.from(renderFigure({ figure: card, theme: 'light', format: 'svg', caption })).toString(),
      );
      const said = [card.title, card.statement, ...card.why].map((m) => say(m)).join(' ');
      for (const name of [...namesIn(said), '上海-数据中心-节点-01']) expect(text, id).toContain(shown(name));
      about += namesIn(said).length;
    }
    expect(about).toBeGreaterThan(20);
  });

  it.each(['namespaces', 'pool'] as const)('stand in the whole picture of %s, or in full at its foot', (view) => {
    const drawn = deriveFigure(analysis, { view, focus: null, expanded: [] });
    if (!drawn.ok) throw new Error(drawn.error.kind);
    const caption = captionOf(deriveSummary(analysis));
    const text = readable(
      Buffer.from(renderFigure({ figure: drawn.value, theme: 'dark', format: 'svg', caption })).toString(),
    );
    const wanted = view === 'pool' ? ['victim-A1', 'victim-A3', 'kubesql-server', 'lab-oods'] : ['/run/mntns/backup'];
    for (const name of wanted) expect(text).toContain(shown(namesOfTheWorld[name]!));
  });

  it('stand in the report as they are', async () => {
    const text = readable(reportHtml(analysis, await reportFigures(undrawnFigures(analysis), 'light')));
    // No rule of this capture is about that pod.
    const missing = names.filter((name) => !text.includes(shown(name)));
    expect(missing).toEqual([namesOfTheWorld['web-5d8c']]);
  });
});
