import { galleryCapture, gallerySource } from '#renderer/gallery/gallery-bridge.ts';
import { collectorIds } from '#shared/collectors/ids.ts';
import type { CaptureProgress, CollectorProgress } from '#shared/ipc/payloads.ts';

const troubles: Readonly<Record<string, Pick<CollectorProgress, 'status' | 'because'>>> = {
  'mount-tables': { status: 'partial', because: '1 of 33 tables timed out after 2 s' },
  'mapped-files': { status: 'denied', because: 'hidepid=2 hides the processes of other users' },
  'podman-containers': { status: 'not-applicable', because: 'no podman folder on this host' },
  'kubelet-pods': { status: 'timeout', because: 'stopped after 10 s: /var/lib/kubelet is on a filesystem that hangs' },
  'netns-files': { status: 'running', because: '' },
  'kernel-log': { status: 'queued', because: '' },
  'engine-log': { status: 'queued', because: '' },
};

/** A capture near its end in which every state of a collector occurs. Constructed. */
export const galleryProgress: CaptureProgress = {
  captureId: galleryCapture,
  sourceId: gallerySource,
  host: 'lab-node1',
  step: 'collecting',
  elapsedMs: 28_900,
  bytes: 2_202_009,
  collectors: collectorIds.map((collector, i) => ({
    collector,
    status: 'ok',
    because: '',
    bytes: troubles[collector]?.status === 'denied' ? 0 : 900 + ((i * 7919) % 23) * 4099,
    elapsedMs: 90 + ((i * 104_729) % 17) * 130,
    ...troubles[collector],
  })),
};
