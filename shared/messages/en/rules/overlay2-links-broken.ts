/** O-09 */
export const overlay2LinksBrokenWords = {
  'rule.overlay2-links-broken.name': () => 'The links between overlay2 layers are broken',
  'rule.overlay2-links-broken.title': (p: { store: string }) => `Layers of ${p.store} have lost what links them`,
  'rule.overlay2-links-broken.statement': (p: { store: string; files: number; layers: number; lines: number }) =>
    `${[p.files > 0 ? `${p.files} "link" or "lower" file(s) of ${p.layers} layer(s) below ${p.store} are empty` : '', p.lines > 0 ? `${p.lines} line(s) of the log say "readlink …: invalid argument" below ${p.store}` : ''].filter((t) => t !== '').join('; ')}.`,
  'rule.overlay2-links-broken.why': () =>
    'After a power cut a new file may have its name and none of its bytes. docker then cannot put the stack of a layer together.',
  'rule.overlay2-links-broken.wrong-if': () => 'It is wrong if the layer was being made while the capture ran.',
  'rule.overlay2-links-broken.save': () =>
    'Save what is worth keeping: volumes lie elsewhere, and "docker export" still works of containers that run.',
  'rule.overlay2-links-broken.wipe': (p: { store: string }) =>
    `Stop the engine, move ${p.store} and its image database aside together (one without the other is worse), start it, and pull the images again.`,
  'rule.overlay2-links-broken.clear': (p: { stores: number }) =>
    `In ${p.stores} store(s) no "link" or "lower" file is empty, and no such line is in the log.`,
};
