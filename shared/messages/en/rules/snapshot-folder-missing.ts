import { type Standing, standing } from '#shared/messages/en/rules/layer-rules.ts';

/** O-03 */
export const snapshotFolderMissingWords = {
  'rule.snapshot-folder-missing.name': () => "A layer is in its engine's database and its folder is gone",
  'rule.snapshot-folder-missing.title': (p: { folder: string }) => `${p.folder} is in the database and not on the disk`,
  'rule.snapshot-folder-missing.statement': (
    p: Standing & { folder: string; name: string; mounted: number; complaints: number },
  ) =>
    `The engine has ${p.name} in its database, and its folder ${p.folder} is not there. ${p.mounted} overlay(s) in use have it${p.complaints > 0 ? `, ${p.complaints} line(s) of the log name it` : ''}.${standing(p)}`,
  'rule.snapshot-folder-missing.why': () =>
    'The engine believes its database: it mounts the folder without looking, and the mount fails. Somebody removed the folder on the host.',
  'rule.snapshot-folder-missing.wrong-if': () =>
    'It is wrong if the layer was removed in order while the capture ran (its database is read before its folders), the snapshotter fetches layers when they are read, or the folder is a mount that was not in place.',
  'rule.snapshot-folder-missing.clear': (p: { layers: number }) =>
    `Each of ${p.layers} layers in a database has its folder.`,
};
