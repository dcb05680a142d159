import { type GalleryBridge, galleryCapture } from '#renderer/gallery/gallery-bridge.ts';
import { galleryProgress } from '#renderer/gallery/progress-fixture.ts';
import { startCapture } from '#renderer/store/captures.ts';
import type { CaptureProgress, Prompt } from '#shared/ipc/payloads.ts';

const target = {
  host: 'lab-node1',
  port: 22,
  user: 'support',
  keyId: null,
  useAgent: true,
  elevation: 'sudo',
} as const;
const promptBase = { promptId: 'p1', captureId: galleryCapture };

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

const before = (step: CaptureProgress['step']): CaptureProgress => ({
  ...galleryProgress,
  sourceId: null,
  collectors: [],
  bytes: 0,
  step,
});

async function playPrompt(bridge: GalleryBridge, prompt: Prompt): Promise<void> {
  await startCapture(target);
  bridge.tell('capture.progress', before(prompt.kind === 'host-key' ? 'host-key' : 'authenticating'));
  bridge.tell('prompt.ask', prompt);
}

/** Scenes of a connection: started as the user would, then told what services would tell. */
export const connectionScenes: Readonly<Record<string, (bridge: GalleryBridge) => Promise<void>>> = {
  ...Object.fromEntries(
    Object.entries(prompts).map(([name, prompt]) => [name, (bridge: GalleryBridge) => playPrompt(bridge, prompt)]),
  ),
  async progress(bridge) {
    await startCapture(target);
    bridge.tell('capture.progress', galleryProgress);
  },
  async 'key-changed'(bridge) {
    await startCapture(target);
    bridge.tell('capture.progress', before('host-key'));
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
  },
};
