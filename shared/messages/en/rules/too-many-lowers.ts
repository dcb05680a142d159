/** O-12 */
export const tooManyLowersWords = {
  'rule.too-many-lowers.name': () => 'More lower layers than one mount takes',
  'rule.too-many-lowers.title': (p: { device: string }) =>
    `The options of overlay ${p.device} fill the page they must fit in`,
  'rule.too-many-lowers.statement': (p: { device: string; lowers: number; bytes: number }) =>
    `Overlay ${p.device} was mounted with ${p.lowers} lowers in ${p.bytes} bytes; mount(2) takes 4,095 bytes of options, so its list may be cut.`,
  'rule.too-many-lowers.title-image': (p: { image: string }) => `${p.image} has more layers than its driver takes`,
  'rule.too-many-lowers.statement-image': (p: { image: string; layers: number; most: number }) =>
    `${p.image} has ${p.layers} layers; the driver mounts ${p.most} and the container's own.`,
  'rule.too-many-lowers.why': () =>
    'Every layer is one path in the options of one mount. Engines shorten the paths, and stop at a number of layers.',
  'rule.too-many-lowers.wrong-if': () =>
    'It is wrong if engine and kernel use the new mount API, which takes lowers one by one.',
  'rule.too-many-lowers.flatten': () => 'Build the image with fewer layers: join RUN steps, or squash it.',
  'rule.too-many-lowers.none': () => 'No overlay is mounted on this host, and no store of layers is here.',
  'rule.too-many-lowers.clear': (p: { overlays: number; most: number }) =>
    `Of ${p.overlays} overlays the tallest has ${p.most} lowers, and no list of options reaches its page.`,
};
