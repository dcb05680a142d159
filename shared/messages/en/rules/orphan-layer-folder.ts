/** O-05 */
export const orphanLayerFolderWords = {
  'rule.orphan-layer-folder.name': () => "A layer's folder that its engine does not know",
  'rule.orphan-layer-folder.title': (p: { folder: string }) => `${p.folder} is in no database`,
  'rule.orphan-layer-folder.statement': (p: { folder: string; engine: string; store: string }) =>
    `${p.folder} is a layer's folder of ${p.engine}, and its database has no such layer. Nothing is mounted from it.`,
  'rule.orphan-layer-folder.why': () =>
    'A removal that was cut short, or a database that was put back, leaves folders. They keep their space and nothing else.',
  'rule.orphan-layer-folder.wrong-if': () =>
    'It is wrong if a second engine shares this data root, or the layer was being made while the capture ran.',
  'rule.orphan-layer-folder.collect': () =>
    'containerd removes folders that its database does not have when it collects garbage, which it does after a start; containers go on meanwhile.',
  'rule.orphan-layer-folder.stop': () =>
    'Stop docker (running containers go on only with live-restore). Nothing else may use the folder.',
  'rule.orphan-layer-folder.aside': () => 'Move it aside, out of the driver’s folder; nothing is deleted.',
  'rule.orphan-layer-folder.start': () =>
    'Start docker, see that every container and image works, and only then delete what was moved.',
  'rule.orphan-layer-folder.clear': (p: { stores: number; young: number }) =>
    `Every folder of a layer in ${p.stores} store(s) is in its engine's database${p.young > 0 ? `, but ${p.young} younger than an hour, which may be being made` : ''}.`,
};
