const num = (value: number) => value.toLocaleString('en');
const s = (n: number, one: string, many = `${one}s`) => `${num(n)} ${n === 1 ? one : many}`;

/** Words of the layers figure: an image as stored, as unpacked, and who stands on it. */
export const layersFigureWords = {
  'layersfig.name': (p: { title: string }) => `Layers of ${p.title}`,
  'layersfig.counts': (p: { compared: number; plates: number; damaged: number }) =>
    `${num(p.compared)} of ${s(p.plates, 'unpacked layer')} compared, ${num(p.damaged)} damaged`,
  'layersfig.title-container': (p: { container: string; image: string }) => `${p.container} on ${p.image}`,
  'layersfig.title-path': (p: { path: string; container: string }) => `${p.path} in ${p.container}`,

  'layersfig.head.stored': () => 'image, as stored: every part is there',
  'layersfig.head.stored-part': () => 'image, as stored: as far as it was read',
  'layersfig.head.blobs-missing': (p: { n: number }) => `image, as stored: ${s(p.n, 'part')} missing`,
  'layersfig.head.no-image': () => 'no image that was read has these layers',
  'layersfig.head.damaged': (p: { n: number; of: number }) =>
    `unpacked, as used: ${num(p.n)} of ${s(p.of, 'layer')} damaged`,
  'layersfig.head.packed': () => 'unpacked, as used: every name as packed',
  'layersfig.head.part': (p: { n: number; of: number }) => `unpacked, as used: ${num(p.n)} of ${num(p.of)} compared`,
  'layersfig.head.not-unpacked': () => 'not unpacked anywhere',
  'layersfig.head.standing': () => 'who stands on it',
  'layersfig.head.nobody': () => 'nobody stands on it',

  'layersfig.kind.image': () => 'image',
  'layersfig.kind.index': () => 'index',
  'layersfig.kind.manifest': () => 'manifest',
  'layersfig.kind.config': () => 'config',
  'layersfig.kind.layer': () => 'layer',
  'layersfig.link.names': () => 'names',
  'layersfig.link.manifests': () => 'manifests',
  'layersfig.link.unpacks': () => 'unpacks to',
  'layersfig.names': (p: { n: number }) => `${num(p.n)} names`,
  'layersfig.manifests': (p: { n: number }) => `${num(p.n)} manifests of one configuration`,
  'layersfig.command': (p: { command: string }) => `starts ${p.command}`,
  'layersfig.blob-missing': () => 'its blob is not in the content store',
  'layersfig.absent.not-collected': () => 'not collected',
  'layersfig.absent.unreadable': () => 'not readable',
  'layersfig.absent.unparsable': () => 'not understood',
  'layersfig.absent.not-applicable': () => 'none kept',

  'layersfig.place': (p: { n: number; of: number }) =>
    p.of === 1
      ? 'the only layer'
      : `${num(p.n)} of ${num(p.of)}${p.n === p.of ? ', uppermost' : p.n === 1 ? ', lowest' : ''}`,
  'layersfig.layers': (p: { from: number; to: number; n: number }) =>
    `${num(p.n)} layers, ${num(p.from)} to ${num(p.to)}`,
  'layersfig.no-list': () => 'layer',
  'layersfig.no-blob': () => 'no blob kept',
  'layersfig.diff-is-chain': (p: { id: string }) => `diff_id = chain id ${p.id}`,
  'layersfig.diff-chain': (p: { diff: string; chain: string }) => `diff_id ${p.diff}, chain id ${p.chain}`,

  'layersfig.namespace': (p: { name: string; engine: string }) => `${p.engine} namespace ${p.name}`,
  'layersfig.snapshot': (p: { id: string }) => `snapshot ${p.id}`,
  'layersfig.layer': (p: { id: string }) => `layer ${p.id}`,
  'layersfig.plates': (p: { first: string; last: string; n: number }) => `${num(p.n)}: ${p.first} … ${p.last}`,
  'layersfig.committed': (p: { time: string }) => `made ${p.time} UTC`,
  'layersfig.packed': (p: { n: number }) => `${s(p.n, 'name')} as packed`,
  'layersfig.damaged': (p: { compared: number; missing: number; extra: number; changed: number }) =>
    `${num(Math.max(0, p.compared - p.missing))} of ${s(p.compared, 'name')} present, ${num(p.extra)} extra, ${num(p.changed)} changed`,
  'layersfig.gone': () => 'its folder is not there',
  'layersfig.not-listed': () => 'not listed',
  'layersfig.not-unpacked': () => 'not unpacked here',
  'layersfig.role.layer': () => 'image layer',
  'layersfig.role.container': () => 'read-write, own',
  'layersfig.role.init': () => 'init layer, own',
  'layersfig.role.view': () => 'read-only view',
  'layersfig.role.unknown': () => 'only a folder',
  'layersfig.group.packed': () => 'every name as packed',
  'layersfig.group.damaged': () => 'damaged',
  'layersfig.group.gone': () => 'folders are not there',
  'layersfig.group.not-collected': () => 'not listed',
  'layersfig.group.unreadable': () => 'not compared',
  'layersfig.group.not-applicable': () => 'nothing to compare',
  'layersfig.group.not-unpacked': () => 'not unpacked here',
  'layersfig.group.writable': () => 'read-write',

  'layersfig.verdict.missing': () => 'missing',
  'layersfig.verdict.extra': () => 'extra',
  'layersfig.verdict.type': () => 'other type',
  'layersfig.verdict.size': () => 'other size',
  'layersfig.verdict.mode': () => 'other mode',
  'layersfig.verdict.link': () => 'other link',
  'layersfig.verdict.device': () => 'other device',
  'layersfig.verdict.whiteout': () => 'no longer hidden',
  'layersfig.verdict.opaque': () => 'no longer opaque',
  'layersfig.verdict-long.missing': () => 'gone since it was unpacked',
  'layersfig.verdict-long.extra': () => 'put there since it was unpacked',
  'layersfig.verdict-long.type': () => 'another kind of file stands there',
  'layersfig.verdict-long.size': () => 'its content is not the packed one',
  'layersfig.verdict-long.mode': () => 'its permissions were changed',
  'layersfig.verdict-long.link': () => 'it links to something else',
  'layersfig.verdict-long.device': () => 'it is another device',
  'layersfig.verdict-long.whiteout': () => 'what the layer removed is back',
  'layersfig.verdict-long.opaque': () => 'what the layer hid is back',
  'layersfig.was': (p: { what: string }) => `was ${p.what}`,
  'layersfig.now': (p: { what: string }) => `is ${p.what}`,
  'layersfig.was-now': (p: { was: string; now: string }) => `was ${p.was}, is ${p.now}`,
  'layersfig.as-packed': () => 'as packed',
  'layersfig.difference-layer': (p: { n: number; of: number; id: string }) => `${num(p.n)} of ${num(p.of)}, ${p.id}`,

  'layersfig.failed': () => 'failed to start',
  'layersfig.will-fail': () => 'will fail',
  'layersfig.will-use': () => 'starts from it',
  'layersfig.fails-next': () => 'next start uses it',
  'layersfig.stopped': () => 'not running',
  'layersfig.runs-on': (p: { pid: number }) => (p.pid > 0 ? `runs on, pid ${p.pid}` : 'runs on'),
  'layersfig.runs': (p: { pid: number }) => (p.pid > 0 ? `runs, pid ${p.pid}` : 'runs'),
  'layersfig.loaded-before': () => 'with what it had loaded',
  'layersfig.program-missing': (p: { program: string }) =>
    p.program === '' ? 'its program was not found' : `${p.program} is not there`,
  'layersfig.containers': (p: { n: number }) => s(p.n, 'container'),
  'layersfig.images': (p: { n: number }) => s(p.n, 'other image'),
  'layersfig.has-it-too': () => 'has the damaged layer too',
  'layersfig.failed-already': (p: { n: number }) => `${s(p.n, 'start')} failed already`,
  'layersfig.sandbox': () => 'sandbox of a pod',
  'layersfig.every-pod': () => 'every new pod sandbox on this node',
  'layersfig.group-how.failed': () => 'failed to start',
  'layersfig.group-how.will-fail': () => 'will fail',
  'layersfig.group-how.runs-on': () => 'run',
  'layersfig.group-how.fails-next': () => 'next start uses it',
  'layersfig.group-how.stopped': () => 'not running',
  'layersfig.group-how.image': () => '',
  'layersfig.inferred': () => 'inferred',
  'layersfig.more-holes': (p: { n: number }) => `+ ${num(p.n)} more that differ`,

  'layersfig.note.copies-containerd': (p: { copies: number; damaged: number }) =>
    `Each containerd namespace unpacks its own copy of a layer: ${num(p.copies)} copies, ${p.damaged === p.copies ? 'all' : num(p.damaged)} damaged.`,
  'layersfig.note.copies': (p: { copies: number; damaged: number }) =>
    `Each engine unpacks its own copy of a layer: ${num(p.copies)} copies, ${p.damaged === p.copies ? 'all' : num(p.damaged)} damaged.`,
  'layersfig.note.more-copies': (p: { n: number }) =>
    `${s(p.n, 'more copy', 'more copies')} of it not drawn: ask for a layer or a container to see its copy.`,
  'layersfig.note.host': () =>
    'No container can have done it: what a container writes goes to its own upper folder. It was done on the host.',
  'layersfig.looked-at': (p: { compared: number; plates: number; copies: number; others: number }) =>
    `Compared by name, type, size, mode and link: ${num(p.compared)} of ${s(p.plates, 'unpacked layer')} in ${s(p.copies, 'copy', 'copies')}; ${num(p.others)} other layers of this host are not in this picture`,
  'layersfig.not-compared': (p: { n: number; because: string }) => `${s(p.n, 'layer')}: ${p.because}`,
  'layersfig.not-looked': (p: { what: string }) => `Not looked at: ${p.what}`,

  'layersfig.row.damaged': (p: { n: number }) => `${s(p.n, 'layer')} damaged`,
  'layersfig.row.differ': (p: { n: number }) => `${s(p.n, 'name differs', 'names differ')}`,
  'layersfig.row.not-unpacked': () => 'not unpacked',
  'layersfig.row.not-compared': (p: { n: number }) => `${s(p.n, 'layer')} not compared`,
  'layersfig.row.packed': () => 'as packed',
  'layersfig.row.orphan-folder': () => 'a folder that no database has',
  'layersfig.row.orphan-snapshot': () => 'nobody uses it',
  'layersfig.overlay.damaged': (p: { n: number }) => `${num(p.n)} damaged below`,
  'layersfig.overlay.cut': () => 'its option text is cut',
  'layersfig.overlay.read-only': () => 'read-only',
  'layersfig.overlay.one-by-one': () => 'lowers given one by one',

  'layersfig.object.image': (p: { names: string; places: string }) => `image ${p.names} in ${p.places}`,
  'layersfig.object.layer': (p: { place: string; blob: string; diff: string; chain: string }) =>
    `layer ${p.place}${p.blob === '' ? '' : `, blob ${p.blob}`}, diff_id ${p.diff}, chain id ${p.chain}`,
  'layersfig.object.plate': (p: { title: string; folder: string }) => `${p.title}, ${p.folder}`,
  'layersfig.object.container': (p: { name: string; id: string; image: string; says: string }) =>
    `container ${p.name} ${p.id}${p.image === '' ? '' : ` of ${p.image}`}: ${p.says}`,

  'served.heading': () => 'What serves it',
  'served.by-mount': (p: { path: string; id: number; fsType: string; point: string; source: string; device: string }) =>
    `${p.path} is served by mount ${p.id} (${p.fsType} at ${p.point}), not by a layer: it is ${p.source} of device ${p.device}.`,
  'served.by-volume': (p: {
    path: string;
    id: number;
    fsType: string;
    point: string;
    source: string;
    device: string;
    kind: string;
    from: string;
  }) =>
    `${p.path} is served by a ${p.kind === 'other' ? 'volume' : p.kind} of the container, mount ${p.id} at ${p.point}, not by a layer: on the host it lies at ${p.source} (from ${p.from}).`,
  'served.will-be-volume': (p: { path: string; from: string }) =>
    `The container does not run; when it does, ${p.path} comes from a volume and lies at ${p.from} on the host.`,
  'served.by-layer': (p: { path: string; layer: string; own: boolean; container: string }) =>
    p.own
      ? `${p.path} is served by ${p.layer}, the read-write layer of ${p.container}: it was written or changed in this container.`
      : `${p.path} is served by ${p.layer}, a read-only layer of the image.`,
  'served.by-layer-unless': (p: { path: string; layer: string; above: string }) =>
    `${p.path} is served by ${p.layer}, unless ${p.above === '' ? 'a folder above' : p.above}, which was not listed, has it too or hides it.`,
  'served.hidden': (p: { path: string; layer: string }) =>
    `${p.path} is not there: ${p.layer} hides what lies below it.`,
  'served.lost': (p: { path: string; layer: string }) =>
    `${p.path} is not there: ${p.layer} was packed with it and has lost it.`,
  'served.nowhere': (p: { path: string; layers: number }) => `${p.path} is in none of the ${s(p.layers, 'layer')}.`,
  'served.unknown': (p: { path: string; because: string }) => `What serves ${p.path} cannot be told: ${p.because}.`,
  'served.step.link': () => 'symbolic link',
  'served.step.mount': () => 'mount',
  'served.step.volume': (p: { kind: string }) => (p.kind === 'other' ? 'volume' : p.kind),
  'served.step.file': () => 'on the device',
  'served.step.layer': () => 'layer',
  'served.step.hidden': () => 'hidden by',
  'served.step.lost': () => 'lost by',
  'served.step.not-listed': () => 'not listed',
  'served.mount': (p: { id: number; point: string; fsType: string }) => `${p.id} ${p.point} ${p.fsType}`,
  'served.mount-aside': (p: { device: string; root: string; namespace: number }) =>
    `device ${p.device}, root ${p.root}, in namespace ${p.namespace}`,
  'served.no-table': () => 'no mount table',
  'served.no-store': () => 'a folder in no store that was read',
  'served.volume': (p: { from: string; to: string; readOnly: boolean }) =>
    `${p.from} at ${p.to}${p.readOnly ? ', read-only' : ''}`,
  'served.also-in': (p: { n: number }) => `${s(p.n, 'layer')} below ${p.n === 1 ? 'has' : 'have'} it too, unseen`,
  'served.in-none': (p: { n: number }) => `in none of ${num(p.n)}`,
  'served.also-at': () => 'The same file elsewhere',
  'served.also-short': () => 'also seen at',
  'served.also-more': (p: { n: number }) => `+ ${num(p.n)} more`,
  'served.also-none': () => 'Seen nowhere else in what was read.',
  'served.in-namespaces': (p: { first: string; n: number }) => `${p.first} and ${num(p.n)} more namespaces`,
  'served.by-same-layer': (p: { name: string; place: string }) => `${p.name} (${p.place}), by the same layer`,
  'served.host': () => "the host's namespace",
  'served.namespace': (p: { inode: number }) => `namespace ${p.inode}`,
  'served.doubt.table': (p: { because: string }) => `The mount table of the container was not there: ${p.because}.`,
  'served.doubt.layer': (p: { because: string }) => `A layer above was not listed: ${p.because}.`,
  'served.doubt.time': () =>
    'Folders and mounts were read one after the other; a file written in between may be missed.',
  'served.mark.serves': () => 'serves it',
  'served.mark.hides': () => 'hides it',
  'served.mark.also': () => 'has it too, unseen',
  'served.mark.lost': () => 'has lost it',
  'served.mark.unknown': () => 'may have it',
};
