import { compareHandlers, galleryBefore, hostileComparison } from '#renderer/gallery/compare-fixture.ts';
import { connectionScenes } from '#renderer/gallery/connection-scenes.ts';
import { type GalleryBridge, galleryBridge, gallerySource } from '#renderer/gallery/gallery-bridge.ts';
import { hostileHandlers } from '#renderer/gallery/hostile-fixture.ts';
import { analyseHere } from '#renderer/gallery/in-page-services.ts';
import { type DrawnHost, drawnHosts } from '#renderer/gallery/storage/hosts.ts';
import { constructedName, withStorage } from '#renderer/gallery/storage/storage-model.ts';
import { installBridge } from '#renderer/platform/bridge.ts';
import { forgetCaptures } from '#renderer/store/captures.ts';
import { forgetNotes } from '#renderer/store/notes.ts';
import { go, type Place, resetPlace } from '#renderer/store/place.ts';
import { forgetAnswers } from '#renderer/store/queries.ts';
import { openSources } from '#renderer/store/sources.ts';
import { start } from '#renderer/store/start.ts';
import { chooseTheme } from '#renderer/store/theme.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';
import { rules } from '#shared/rules/index.ts';
import { runRules } from '#shared/rules/run-rules.ts';
import engines from './evidence/engines-damaged.out.gz?url';
import layers from './evidence/lab-layers.out.gz?url';
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
  'device-map': { view: 'device-map', focus: null, expanded: [], onlyTrouble: false, show: 'picture' },
  'block-map': { view: 'block-map', pool: null, device: null, window: null, show: 'both' },
  chain: { view: 'chain', needle: 'kubesql-server', show: 'picture' },
  pools: { view: 'pools', filter: '', sort: null },
  'thin-devices': { view: 'thin-devices', filter: '', sort: null },
  layers: { view: 'layers', focus: null, expanded: [], show: 'picture' },
  images: { view: 'images', filter: '', sort: null },
  snapshots: { view: 'snapshots', filter: '', sort: null },
  overlays: { view: 'overlays', filter: '', sort: null },
  differences: { view: 'differences', filter: '', sort: null },
  evidence: { view: 'evidence', record: 'mount-table/4026531841', line: 12, filter: '' },
  completeness: { view: 'completeness' },
  compare: { view: 'compare', before: galleryBefore, filter: '', sort: null },
};
const form: Place = { view: 'connect', form: { target: 'support@lab-node1', savedHost: null } };

/** Captures that a scene may stand on, by `evidence=`; without it, the lab's broken host. */
const captures = { lab: evidence, layers, engines } as const;
const analyses = new Map<string, Promise<Analysis>>();

function analysisOf(name: string | null): Promise<Analysis> {
  const url = name !== null && Object.hasOwn(captures, name) ? captures[name as keyof typeof captures] : evidence;
  const known = analyses.get(url) ?? analyseHere(url);
  analyses.set(url, known);
  return known;
}

/**
 * Shows the scene that `scene=` names, in the theme of `theme=`; with `hostile=1` every host word is replaced
 * by a hostile one, with `host=` the storage is that of a constructed host, and `needle=`, `device=` ask about one of its
 * devices. `show` renders the window anew.
 */
export async function openScene(search: string, show: () => void): Promise<void> {
  window.openScene = (next) => openScene(next, show);
  const query = new URLSearchParams(search);
  const scene = query.get('scene') ?? 'findings';
  const theme = query.get('theme');
  if (theme === 'light' || theme === 'dark') chooseTheme(theme);
  const place = asked(places[scene], query);
  const withEvidence = place !== undefined || scene === 'progress';
  const shown = withEvidence ? constructed(await analysisOf(query.get('evidence')), query.get('host')) : null;
  const hostile = query.has('hostile') ? { ...hostileHandlers, ...hostileComparison } : {};
  const compared = shown && scene === 'compare' ? compareHandlers(shown) : {};
  const bridge = galleryBridge(shown, { ...compared, ...hostile });
  window.gallery = bridge;
  installBridge(bridge);
  resetPlace();
  forgetCaptures();
  forgetAnswers();
  forgetNotes();
  openSources.set([]);
  await start();
  if (place) go(place, { sourceId: gallerySource });
  else resetPlace();
  if (scene === 'form') go(form);
  await connectionScenes[scene]?.(bridge);
  show();
}

/** The same evidence with the storage of a drawn host in place of its own. */
function constructed(real: Analysis, host: string | null): Analysis {
  if (host === null || !Object.hasOwn(drawnHosts, host)) return real;
  // What the drawing stands for counts as read; the rest of the ledger is the real one.
  const drawn = new Set<string>(['dm-table', 'dm-status', 'lvm-backup', 'docker-images', 'thin-metadata']);
  const ledger = real.ledger.map((e) => (drawn.has(e.collector) ? { ...e, status: 'ok' as const, because: '' } : e));
  const model = withStorage(real.model, drawnHosts[host as DrawnHost]());
  return {
    ...real,
    source: { ...real.source, title: constructedName },
    ledger,
    model,
    outcomes: runRules(rules, { model, ledger }),
  };
}

/** A scene about one device, where the address names one. */
function asked(place: Place | undefined, query: URLSearchParams): Place | undefined {
  const needle = query.get('needle');
  const device = query.get('device');
  if (place?.view === 'chain' && needle !== null) return { ...place, needle };
  if (place?.view === 'block-map' && device !== null) return { ...place, device };
  const focus = query.get('focus');
  if (place?.view === 'layers' && focus !== null) return { ...place, focus };
  return place;
}
