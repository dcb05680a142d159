import { type GalleryBridge, galleryBridge, galleryCapture, gallerySource } from '#renderer/gallery/gallery-bridge.ts';
import { analyseHere } from '#renderer/gallery/in-page-services.ts';
import { galleryProgress } from '#renderer/gallery/progress-fixture.ts';
import { installBridge } from '#renderer/platform/bridge.ts';
import { startCapture } from '#renderer/store/captures.ts';
import { go, type Place, where } from '#renderer/store/place.ts';
import { start } from '#renderer/store/start.ts';
import { chooseTheme } from '#renderer/store/theme.ts';
import type { Prompt } from '#shared/ipc/payloads.ts';
import evidence from './evidence/lab-node1.out.gz?url';

declare global {
  interface Window {
    /** For tests of the renderer: what was asked, and a way to tell it things. */
    gallery?: GalleryBridge;
  }
}

const target = {
  host: 'lab-node1',
  port: 22,
  user: 'support',
  keyId: null,
  useAgent: true,
  elevation: 'sudo',
} as const;
const promptBase = { promptId: 'p1', captureId: galleryCapture };

const places: Readonly<Record<string, Place>> = {
  findings: { view: 'findings', finding: null },
  who: { view: 'who', needle: 'victim-A3' },
  graph: { view: 'graph', focus: 'victim-A3', expanded: [], show: 'both' },
  overview: { view: 'graph', focus: null, expanded: [], show: 'both' },
  mounts: { view: 'mounts', filter: '', sort: null },
  processes: { view: 'processes', filter: '', sort: null },
  namespaces: { view: 'namespaces', filter: '', sort: null },
  evidence: { view: 'evidence', record: null, line: 0, filter: '' },
  completeness: { view: 'completeness' },
  form: { view: 'connect', form: { target: 'support@lab-node1', savedHost: null } },
};

const prompts: Readonly<Record<string, Prompt>> = {
  hostkey: {
    ...promptBase,
    kind: 'host-key',
    host: 'lab-node1',
    port: 22,
    keyType: 'ssh-ed25519',
    fingerprint: 'SHA256:qT39KfBx0LwZr7mPdYh2uNcJs5EaGo8iXt1VbRke4M',
    knownHostsFile: '~/.ssh/known_hosts',
    knownHosts: 14,
  },
  password: { ...promptBase, kind: 'secret', what: 'password', forWhom: 'support@lab-node1', attempt: 2 },
  server: {
    ...promptBase,
    kind: 'from-server',
    name: 'Duo two-factor',
    instructions: 'Enter a passcode\nor select one of:\n 1. Push\u001b[31m to XX-4711',
    fields: [{ text: 'Passcode or option (1-1): ', echo: false }],
  },
};

/** Opens the scene that `?scene=` names, in the theme of `?theme=`: every view from fixture data, by address. */
export async function openScene(query: URLSearchParams): Promise<void> {
  const scene = query.get('scene') ?? 'findings';
  const theme = query.get('theme');
  if (theme === 'light' || theme === 'dark') chooseTheme(theme);
  const analysis = scene === 'start' ? null : await analyseHere(evidence);
  const bridge = galleryBridge(
    scene === 'start' || scene in prompts || scene === 'form' || scene === 'key-changed' ? null : analysis,
  );
  window.gallery = bridge;
  installBridge(bridge);
  await start();
  const place = places[scene];
  if (place?.view === 'evidence') {
    const mount = analysis?.model.mountTables.find((t) => t.format === 'mountinfo');
    go({ view: 'evidence', record: mount?.evidence ?? null, line: 12, filter: '' });
  } else if (place) go(place, place.view === 'connect' ? {} : { sourceId: gallerySource });
  const prompt = prompts[scene];
  if (prompt || scene === 'progress' || scene === 'key-changed') await startCapture(target);
  if (prompt) {
    bridge.tell('capture.progress', {
      ...galleryProgress,
      sourceId: null,
      collectors: [],
      bytes: 0,
      step: prompt.kind === 'host-key' ? 'host-key' : 'authenticating',
    });
    bridge.tell('prompt.ask', prompt);
  }
  if (scene === 'progress') bridge.tell('capture.progress', galleryProgress);
  if (scene === 'key-changed') {
    bridge.tell('capture.progress', { ...galleryProgress, sourceId: null, collectors: [], bytes: 0, step: 'host-key' });
    bridge.tell('capture.ended', {
      captureId: galleryCapture,
      sourceId: null,
      error: {
        kind: 'ssh-host-key-changed',
        host: 'lab-node1',
        keyType: 'ssh-ed25519',
        known: 'SHA256:Vb8R2kePzzm1qT39KfBx0LwZr7mPdYh2uNcJs5EaGo8',
        offered: 'SHA256:qT39KfBx0LwZr7mPdYh2uNcJs5EaGo8iXt1VbRke4M',
        knownHostsFile: '~/.ssh/known_hosts',
        line: 9,
      },
    });
  }
  if (scene === 'start') where.set({ place: { view: 'connect', form: null }, sourceId: null, selection: null });
}
