import type { Message } from '#shared/base/message.ts';
import { msg } from '#shared/messages/index.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { blastRadius } from '#shared/model/layers/blast-radius.ts';
import { layerIndexOf } from '#shared/model/layers/layer-index.ts';
import type { StoredImage, StoredLayer } from '#shared/model/layers.ts';
import { shell } from '#shared/model/shell-quote.ts';
import type { RemedyStep } from '#shared/model/subject.ts';

/**
 * Removes an image and every snapshot on a layer, children before parents, and pulls it again. Nothing is forced: an engine
 * refuses to remove what a container still uses, so the containers are named first.
 */
export function pullAgainRunbook(model: HostModel, layer: string): readonly RemedyStep[] {
  const index = layerIndexOf(model);
  const { layers, images, containers } = blastRadius(model, layer);
  const kind = index.stores.get(index.layers.get(layer)?.store ?? '')?.kind;
  return [
    ...(containers.length > 0
      ? [
          step(
            msg('layers.pull.containers', {
              count: containers.length,
              first: containers
                .slice(0, 5)
                .map((c) => c.container.name)
                .join(', '),
            }),
            null,
          ),
        ]
      : []),
    ...(images.length === 0 ? [step(msg('layers.pull.unknown'), null)] : []),
    ...images.flatMap((image) => removal(image, kind)),
    ...(kind === 'containerd'
      ? layers
          .filter((l) => l.role === 'layer')
          .toReversed()
          .flatMap((l) => snapshotRemoval(l))
      : []),
    ...images.map((image) => step(msg('layers.pull.pull', { image: nameOf(image) }), pull(image))),
  ];
}

const nameOf = ({ names, key }: StoredImage): string => names.find((n) => !n.startsWith('sha256:')) ?? names[0] ?? key;

function removal(image: StoredImage, kind: string | undefined): readonly RemedyStep[] {
  const name = nameOf(image);
  const command =
    kind === 'docker'
      ? shell`docker rmi ${name}`
      : kind === 'containers-storage'
        ? shell`podman rmi ${name}`
        : image.namespace === 'k8s.io'
          ? shell`crictl rmi ${name}`
          : shell`ctr -n ${image.namespace ?? 'default'} images rm ${name}`;
  return [step(msg('layers.pull.remove', { image: name }), command)];
}

/** `rm` fails where the image's removal has collected the snapshot already, which is what was wanted. */
function snapshotRemoval({ names, store }: StoredLayer): readonly RemedyStep[] {
  const driver = store.slice(store.lastIndexOf('.') + 1);
  return names.flatMap(({ namespace, name }) => {
    const command = shell`ctr -n ${namespace ?? 'default'} snapshots --snapshotter ${driver} rm ${name} || true`;
    return [step(msg('layers.pull.snapshot', { name: name.slice(0, 19), namespace: namespace ?? '' }), command)];
  });
}

function pull(image: StoredImage): string | null {
  const name = nameOf(image);
  if (image.kind === 'docker') return shell`docker pull ${name}`;
  if (image.kind === 'containers-storage') return shell`podman pull ${name}`;
  return image.namespace === 'k8s.io'
    ? shell`crictl pull ${name}`
    : shell`ctr -n ${image.namespace ?? 'default'} images pull ${name}`;
}

const step = (say: Message, command: string | null): RemedyStep => ({ say, command, runIn: 'host' });
