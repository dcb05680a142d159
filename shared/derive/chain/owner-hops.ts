import { isAbsent, present } from '#shared/base/absent.ts';
import { cite, lineOfFile, linesOf } from '#shared/derive/chain/cite.ts';
import type { ChainHop } from '#shared/derive/chain-figure.ts';
import { shortId } from '#shared/derive/short-path.ts';
import { ownerOf, type ThinOwner } from '#shared/derive/thin/owners.ts';
import { byteText } from '#shared/derive/thin/sizes.ts';
import { msg, say } from '#shared/messages/index.ts';
import type { Container } from '#shared/model/container.ts';
import { thinIndex } from '#shared/model/thin/thin-index.ts';
import type { ThinDevice } from '#shared/model/thin.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';

export const bareHop = {
  lineTrouble: 'none',
  standing: 'proven',
  cited: [],
  says: '',
  link: '',
  subject: null,
} as const;

/** From whoever the thin device belongs to down to the file that names its id. */
export function ownerHops(analysis: Analysis, device: ThinDevice): readonly ChainHop[] {
  const owner = ownerOf(analysis.model, device);
  switch (owner.role) {
    case 'container':
      return [...containerHops(analysis, owner.container!), ...dockerHop(analysis, owner)];
    case 'init':
      return [
        ...(owner.container ? containerHops(analysis, owner.container, true) : []),
        ...dockerHop(analysis, owner),
      ];
    case 'image-layer':
    case 'base':
      return [...layerHop(analysis, owner), ...dockerHop(analysis, owner)];
    case 'volume':
    case 'snapshot':
      return volumeHop(analysis, device, owner);
    case 'nobody':
      return [nobodyHop(analysis, device, owner)];
    case 'unknown':
      return owner.docker ? dockerHop(analysis, owner) : [unknownHop(owner)];
  }
}

function containerHops(analysis: Analysis, container: Container, init = false): readonly ChainHop[] {
  const mountId = present(container.mountId);
  const state = container.state;
  const head: ChainHop = {
    ...bareHop,
    key: `container:${container.id}`,
    mark: 'container',
    kind: say(msg('hops.kind.container')),
    title: container.name,
    line: say(msg('hops.container-state', { id: container.id.slice(0, 12), state })),
    lineTrouble: state === 'removing' || state === 'dead' ? 'crit' : 'none',
    cited: cite(analysis, container.source, [
      container.id,
      `"Name":"/${container.name}"`,
      /"(?:Dead|RemovalInProgress)":\s*true/,
      /no space left on device/,
    ]),
    link: say(msg('hops.link.mount-id')),
    subject: { kind: 'container', id: container.id, name: container.name },
  };
  if (mountId === null) return [head];
  const wanted = init ? `${mountId}-init` : mountId;
  const file = lineOfFile(analysis, 'docker-containers/layers', [container.id, wanted]);
  return [
    head,
    {
      ...bareHop,
      key: `mount-id:${wanted}`,
      mark: 'layer',
      kind: say(init ? msg('hops.kind.init') : msg('hops.kind.mount-id')),
      title: shortId(mountId) + (init ? '-init' : ''),
      line: say(msg('hops.read-write')),
      standing: file ? 'proven' : 'inferred',
      cited: file ? cite(analysis, file, [wanted]) : [],
      says: file ? '' : isAbsent(container.mountId) ? container.mountId.because : '',
      link: say(msg('hops.link.metadata-file')),
      subject: { kind: 'layer', id: wanted, name: shortId(wanted) },
    },
  ];
}

function layerHop(analysis: Analysis, owner: ThinOwner): readonly ChainHop[] {
  const { layer } = owner;
  if (!layer) return [];
  return [
    {
      ...bareHop,
      key: `layer:${layer.chainId}`,
      mark: 'layer',
      kind: say(msg('hops.kind.layer')),
      title: shortId(layer.chainId.replace(/^sha256:/, '')),
      line: say(msg('hops.of-images', { images: owner.image })),
      cited: cite(analysis, layer.source, [present(layer.cacheId) ?? layer.chainId]),
      link: say(msg('hops.link.metadata-file')),
      subject: { kind: 'layer', id: layer.chainId, name: layer.chainId },
    },
  ];
}

function dockerHop(analysis: Analysis, { docker }: ThinOwner): readonly ChainHop[] {
  if (!docker) return [];
  const size = isAbsent(docker.size) ? '' : byteText(docker.size);
  return [
    {
      ...bareHop,
      key: `device-id:${docker.engineRoot}/${docker.hash}`,
      mark: 'file',
      kind: say(msg('hops.kind.device-id')),
      title: String(docker.deviceId),
      line: docker.deleted ? say(msg('hops.deleted', { size })) : size,
      lineTrouble: docker.deleted ? 'warn' : 'none',
      cited: cite(analysis, docker.source, [/"device_id":\s*\d+/, /"deleted":\s*(?:true|false)/]),
      link: say(msg('hops.link.thin')),
      subject: { kind: 'layer', id: docker.hash, name: shortId(docker.hash) },
    },
  ];
}

function volumeHop(analysis: Analysis, device: ThinDevice, owner: ThinOwner): readonly ChainHop[] {
  const known = device.knownFrom.find((k) => k.from === 'lvm' || k.from === 'containerd');
  if (!known)
    return [poolOwner(analysis, device) === 'nobody' ? nobodyHop(analysis, device, owner) : unknownHop(owner)];
  const name = known.from === 'lvm' ? (thinIndex(analysis.model).volume.get(known.volume)?.name ?? '') : '';
  return [
    {
      ...bareHop,
      key: `volume:${owner.title}`,
      mark: 'volume',
      kind: say(msg('hops.kind.volume')),
      title: owner.title,
      line: known.from === 'lvm' ? known.volume : known.root,
      cited: cite(analysis, known.source, [name, /device_id\s*=\s*\d+/]),
      link: say(msg('hops.link.thin')),
    },
  ];
}

/** An absence that matters: somebody keeps books, and this is not in them. */
function nobodyHop(analysis: Analysis, device: ThinDevice, owner: ThinOwner): ChainHop {
  const kind = poolOwner(analysis, device);
  const files = linesOf(analysis, 'docker-device-metadata');
  return {
    ...bareHop,
    key: 'nobody',
    mark: 'absent',
    kind: say(msg('hops.kind.nobody')),
    title: say(msg('hops.nobody-title')),
    line: say(owner.orphan ? msg('hops.nobody-line') : msg('hops.no-owner-line')),
    lineTrouble: owner.orphan ? 'warn' : 'none',
    standing: owner.orphan || kind === 'nobody' ? 'absence' : 'unknown',
    says: !owner.orphan
      ? ''
      : kind === 'lvm'
        ? say(msg('hops.nobody-says-lvm'))
        : say(msg('hops.nobody-says', { files })),
  };
}

function poolOwner({ model }: Analysis, device: ThinDevice): string | null {
  const pool = thinIndex(model).pool.get(device.pool);
  return pool ? (present(pool.owner)?.kind ?? null) : null;
}

const unknownHop = (owner: ThinOwner): ChainHop => ({
  ...bareHop,
  key: 'owner',
  mark: 'unknown',
  kind: say(msg('hops.kind.unknown')),
  title: say(msg('devmap.owner-unknown')),
  line: owner.title,
  standing: 'unknown',
});
