import { connectionScenes } from '#renderer/gallery/connection-scenes.ts';
import { type GalleryBridge, galleryBridge, gallerySource } from '#renderer/gallery/gallery-bridge.ts';
import { hostileHandlers } from '#renderer/gallery/hostile-fixture.ts';
import { analyseHere } from '#renderer/gallery/in-page-services.ts';
import { installBridge } from '#renderer/platform/bridge.ts';
import { forgetCaptures } from '#renderer/store/captures.ts';
import { go, type Place, resetPlace } from '#renderer/store/place.ts';
import { forgetAnswers } from '#renderer/store/queries.ts';
import { openSources } from '#renderer/store/sources.ts';
import { start } from '#renderer/store/start.ts';
import { chooseTheme } from '#renderer/store/theme.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';
import evidence from './evidence/lab-node1.out.gz?url';

declare global {
  interface Window {
    /** For tests of the renderer: what was asked, and a way to tell the page things. */
    gallery?: GalleryBridge;
    /** Shows another scene without loading the page again. */
    openScene?: (query: string) => Promise<void>;
  }
}

const places: Readonly<Record<string, Place>> = {
  findings: { view: 'findings', finding: null },
  who: { view: 'who', needle: 'victim-A3' },
  graph: { view: 'graph', focus: 'victim-A3', expanded: [], show: 'both' },
  overview: { view: 'graph', focus: null, expanded: [], show: 'both' },
  mounts: { view: 'mounts', filter: '', sort: null },
  processes: { view: 'processes', filter: '', sort: null },
  namespaces: { view: 'namespaces', filter: '', sort: null },
  evidence: { view: 'evidence', record: 'mount-table/4026531841', line: 12, filter: '' },
  completeness: { view: 'completeness' },
};
const form: Place = { view: 'connect', form: { target: 'support@lab-node1', savedHost: null } };

let analysis: Promise<Analysis> | null = null;

/**
 * Shows the scene that `scene=` names, in the theme of `theme=`; with `hostile=1` every host word is replaced
 * by a hostile one. `show` renders the window anew.
 */
export async function openScene(search: string, show: () => void): Promise<void> {
  window.openScene = (next) => openScene(next, show);
  const query = new URLSearchParams(search);
  const scene = query.get('scene') ?? 'findings';
  const theme = query.get('theme');
  if (theme === 'light' || theme === 'dark') chooseTheme(theme);
  const place = places[scene];
  analysis ??= analyseHere(evidence);
  const withEvidence = place !== undefined || scene === 'progress';
  const bridge = galleryBridge(withEvidence ? await analysis : null, query.has('hostile') ? hostileHandlers : {});
  window.gallery = bridge;
  installBridge(bridge);
  resetPlace();
  forgetCaptures();
  forgetAnswers();
  openSources.set([]);
  await start();
  if (place) go(place, { sourceId: gallerySource });
  else resetPlace();
  if (scene === 'form') go(form);
  await connectionScenes[scene]?.(bridge);
  show();
}
