import { type Absent, isAbsent } from '#shared/base/absent.ts';
import type { ImageGroup, ImageGroups } from '#shared/derive/layers/image-groups.ts';
import { shortDigest } from '#shared/derive/layers/words.ts';
import type { PartState, StoredBox } from '#shared/derive/layers-figure.ts';
import { byteText } from '#shared/derive/thin/sizes.ts';
import { msg, say } from '#shared/messages/index.ts';
import type { StoredImage } from '#shared/model/layers.ts';

const kindOf: Readonly<Record<Absent['absent'], PartState>> = {
  'not-collected': 'not-collected',
  unreadable: 'unreadable',
  unparsable: 'unreadable',
  'not-applicable': 'none',
};

/** From the image's name down to its configuration, as far as it is stored: each names the next. */
export function storedBoxes(groups: ImageGroups, group: ImageGroup): readonly StoredBox[] {
  const { images } = group;
  const image = images.find((i) => !isAbsent(i.manifest)) ?? images[0];
  const command = images.map((i) => i.command).find((c) => !isAbsent(c) && c.length > 0);
  const boxes = [
    imageBox(group),
    ...(image.index === null
      ? []
      : [blobBox(groups, image, 'index', image.index, say(msg('layersfig.link.manifests')))]),
    manifestBox(groups, group, image),
    blobBox(
      groups,
      images.find((i) => !isAbsent(i.config)) ?? image,
      'config',
      image.config,
      'rootfs.diff_ids',
      command && !isAbsent(command) ? say(msg('layersfig.command', { command: command.join(' ') })) : '',
    ),
  ];
  return boxes.map((box) => ({ ...box, key: `stored:${box.key}` }));
}

function imageBox({ images, name }: ImageGroup): StoredBox {
  const places = [...new Set(images.map((i) => i.namespace ?? engineWord(i)))];
  const names = [...new Set(images.flatMap((i) => i.names.filter((n) => !n.startsWith('sha256:'))))];
  return {
    key: 'image',
    kind: say(msg('layersfig.kind.image')),
    title: name,
    aside: places.slice(0, 3).join(', ') + (places.length > 3 ? ` + ${places.length - 3}` : ''),
    size: names.length > 1 ? say(msg('layersfig.names', { n: names.length })) : '',
    state: 'present',
    because: '',
    link: say(msg('layersfig.link.names')),
    name: say(msg('layersfig.object.image', { names: names.join(', ') || name, places: places.join(', ') })),
    subject: { kind: 'image', id: images[0].key, name },
    source: images[0].sources[0] ?? null,
  };
}

export const engineWord = ({ kind }: Pick<StoredImage, 'kind'>): string =>
  kind === 'containers-storage' ? 'podman, CRI-O' : kind;

function manifestBox(groups: ImageGroups, { images }: ImageGroup, image: StoredImage): StoredBox {
  const all = new Set(images.flatMap((i) => (isAbsent(i.manifest) ? [] : [i.manifest])));
  const aside = all.size > 1 ? say(msg('layersfig.manifests', { n: all.size })) : '';
  return blobBox(groups, image, 'manifest', image.manifest, 'config, layers', aside);
}

function blobBox(
  { blobs }: ImageGroups,
  image: StoredImage,
  kind: 'index' | 'manifest' | 'config',
  digest: string | Absent,
  link: string,
  aside = '',
): StoredBox {
  const word = say(msg(`layersfig.kind.${kind}`));
  const base = { key: kind, kind: word, aside, link, subject: null };
  if (isAbsent(digest)) {
    return {
      ...base,
      title: say(msg(`layersfig.absent.${digest.absent}`)),
      size: '',
      state: kindOf[digest.absent],
      because: digest.because,
      name: `${word}: ${digest.because}`,
      source: null,
    };
  }
  const blob = blobs.get(`${image.engineRoot}/${digest}`);
  const state = blobState(image, blob?.present);
  return {
    ...base,
    title: shortDigest(digest),
    size: blob && !isAbsent(blob.size) ? byteText(blob.size) : '',
    state,
    because: state === 'missing' ? say(msg('layersfig.blob-missing')) : '',
    name: `${word} ${digest}`,
    source: blob?.source ?? image.sources[0] ?? null,
  };
}

/** Only containerd keeps blobs in a store of its own; the others have what they read, or say why not. */
export function blobState(image: Pick<StoredImage, 'kind'>, there: boolean | Absent | undefined): PartState {
  if (image.kind !== 'containerd') return 'present';
  if (there === undefined) return 'missing';
  return isAbsent(there) ? kindOf[there.absent] : there ? 'present' : 'missing';
}
