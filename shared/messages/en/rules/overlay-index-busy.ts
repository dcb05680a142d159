import { mnt } from '#shared/messages/en/namespace-name.ts';

/** */
export const overlayIndexBusyWords = {
  'rule.overlay-index-busy.name': () => 'overlayfs refuses an upper directory that is still mounted elsewhere',
  'rule.overlay-index-busy.title': (p: { upper: string }) => `${p.upper} cannot be mounted again: a copy lives on`,
  'rule.overlay-index-busy.statement': (p: { upper: string; device: string; namespaces: number; refusals: number }) =>
    `overlay has index=on and refused the mount ${p.refusals} time(s); overlay ${p.device} with upperdir ${p.upper} is still mounted in ${p.namespaces} other namespace(s).`,
  'rule.overlay-index-busy.why': () =>
    'With index=on the kernel lets one superblock use an upper directory. A copy of the mount in another namespace keeps the old superblock.',
  'rule.overlay-index-busy.wrong-if': () =>
    'It is wrong if another superblock (another device number) uses the same upperdir: then two mounts share it, which is worse.',
  'rule.overlay-index-busy.free': (p: { namespace: number; mountPoint: string }) =>
    `Free the copy on ${p.mountPoint} in ${mnt(p.namespace)} ("undermount who" names who keeps it).`,
  'rule.overlay-index-busy.update': () =>
    'Use docker 17.12 or later, which removes the merged folder; or load overlay with index=off.',
  'rule.overlay-index-busy.no-overlay': () => 'The overlay module is not loaded, or has no index parameter.',
  'rule.overlay-index-busy.unknown': () => "overlay's index parameter could not be read.",
  'rule.overlay-index-busy.no-copy': (p: { refusals: number; copies: number }) =>
    `${p.refusals} refusal(s) were logged, but which of ${p.copies} left-over overlay(s) they mean cannot be told.`,
  'rule.overlay-index-busy.clear': (p: { refusals: number; index: boolean }) =>
    p.index ? 'overlay has index=on, and no mount was refused as busy.' : 'overlay has index=off.',
};
