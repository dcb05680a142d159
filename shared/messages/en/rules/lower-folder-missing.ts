import { type Standing, standing } from '#shared/messages/en/rules/layer-rules.ts';

/** O-01 */
export const lowerFolderMissingWords = {
  'rule.lower-folder-missing.name': () => 'The folder of a lower layer of a mounted overlay is gone',
  'rule.lower-folder-missing.title': (p: { folder: string }) => `${p.folder} is mounted as a lower and is not there`,
  'rule.lower-folder-missing.statement': (p: Standing & { folder: string; overlays: number }) =>
    `${p.overlays} mounted overlay(s) have ${p.folder} as a lower, and no such folder is there.${standing(p)}`,
  'rule.lower-folder-missing.why': () =>
    'The kernel keeps the folder that it opened when the overlay was mounted, so containers go on with what is left of it; nothing new can be mounted on it.',
  'rule.lower-folder-missing.wrong-if': () =>
    'It is wrong if the engine sees its data root at another place than this capture did.',
  'rule.lower-folder-missing.none': () => 'No overlay is mounted on this host.',
  'rule.lower-folder-missing.unread': (p: { folder: string }) => `Whether ${p.folder} is there was not read.`,
  'rule.lower-folder-missing.clear': (p: { overlays: number }) =>
    `Of ${p.overlays} mounted overlays every lower that belongs to an engine has its folder.`,
};
