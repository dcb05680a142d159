import { isAbsent } from '#shared/base/absent.ts';
import type { SourceRef } from '#shared/base/source-ref.ts';
import type { CollectorId } from '#shared/collectors/index.ts';
import { msg } from '#shared/messages/index.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { type BlastRadius, blastRadius } from '#shared/model/layers/blast-radius.ts';
import type { LayerStore, StoredImage, StoredLayer } from '#shared/model/layers.ts';
import { cannotTell, notApplicable } from '#shared/rules/answer.ts';
import type { RuleEvidence, RuleOutcome, Subject } from '#shared/rules/rule.ts';
import { containerSubject, distinctSubjects, podSubject } from '#shared/rules/subjects.ts';

/** Where the engines write down their layers, and the folders themselves. */
const layerBooks = [
  'layer-folders',
  'containerd-databases',
  'containerd-snapshotters',
  'docker-images',
  'docker-containers',
  'containers-storage',
] as const satisfies readonly CollectorId[];

const storeNames = {
  containerd: 'containerd',
  docker: 'docker overlay2',
  'containers-storage': 'podman, CRI-O',
} as const;

/** The answer of a rule about stores of some kind on a host that has none; null: it has one. */
export function withoutStores(
  evidence: RuleEvidence,
  kinds: readonly LayerStore['kind'][] = ['containerd', 'docker', 'containers-storage'],
): RuleOutcome | null {
  if (evidence.model.layerStores.some((s) => kinds.includes(s.kind))) return null;
  return notApplicable(
    evidence,
    layerBooks,
    msg('rules.layers.none', { stores: kinds.map((k) => storeNames[k]).join(', ') }),
  );
}

/** The first store whose folders or database were not read whole, as an answer; null: all were. */
export function unreadStore(stores: readonly LayerStore[]): RuleOutcome | null {
  for (const { path, foldersRead, databaseRead } of stores) {
    const because = isAbsent(foldersRead) ? foldersRead : isAbsent(databaseRead) ? databaseRead : null;
    if (because) return cannotTell(msg('rules.layers.unread', { store: path, because: because.because }));
  }
  return null;
}

/** containerd calls it a snapshot; its number alone says nothing without its store. */
export const layerSubject = (layer: StoredLayer, store: LayerStore | undefined): Subject => ({
  kind: store?.kind === 'containerd' ? 'snapshot' : 'layer',
  id: layer.key,
  name: layer.folder,
});

export const imageSubject = (image: StoredImage): Subject => ({ kind: 'image', id: image.key, name: imageName(image) });

export const imageName = ({ names, key }: StoredImage): string =>
  names.find((n) => !n.startsWith('sha256:')) ?? names[0] ?? key;

/** Who stands on it, as subjects: images, then containers with their pods. */
export function standingSubjects({ images, containers }: BlastRadius): readonly Subject[] {
  return distinctSubjects([
    ...images.map(imageSubject),
    ...containers.flatMap(({ container: c }) => [
      containerSubject(c),
      ...(c.podUid === null ? [] : [podSubject(c.podUid, c.isSandbox ? c.name : c.podUid)]),
    ]),
  ]);
}

/** The same in numbers, for a statement. */
export function radiusOf(model: HostModel, layer: string) {
  const radius = blastRadius(model, layer);
  const names = (how: 'runs-on' | 'fails-next' | 'failed') =>
    radius.containers.filter((c) => c.how === how).map((c) => c.container.name);
  return {
    radius,
    params: {
      images: [...new Set(radius.images.map(imageName))].join(', '),
      running: names('runs-on').join(', '),
      stopped: [...names('failed'), ...names('fails-next')].join(', '),
      namespaces: radius.namespaces.join(', '),
      sandboxes: radius.sandboxImages.length > 0,
    },
  };
}

export const radiusSources = ({ sandboxImages, containers }: BlastRadius): readonly SourceRef[] => [
  ...sandboxImages.map((s) => s.source),
  ...containers.flatMap((c) => c.line?.source ?? []),
];
