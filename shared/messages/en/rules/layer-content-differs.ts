import { type Standing, standing } from '#shared/messages/en/rules/layer-rules.ts';

const counts = (p: { missing: number; extra: number; changed: number }): string =>
  [
    p.missing > 0 ? `${p.missing} missing` : '',
    p.changed > 0 ? `${p.changed} changed` : '',
    p.extra > 0 ? `${p.extra} too many` : '',
  ]
    .filter((part) => part !== '')
    .join(', ');

/** O-02 */
export const layerContentDiffersWords = {
  'rule.layer-content-differs.name': () => 'An unpacked layer is not what its image says',
  'rule.layer-content-differs.title': (p: { folder: string; missing: number; extra: number; changed: number }) =>
    `${p.folder} differs from its layer: ${counts(p)}`,
  'rule.layer-content-differs.statement': (
    p: Standing & {
      folder: string;
      missing: number;
      extra: number;
      changed: number;
      first: string;
      failed: number;
      pods: string;
    },
  ) =>
    `${p.folder} was compared name by name with the tar it was unpacked from: ${counts(p)} (${p.first}${p.missing + p.extra + p.changed > 3 ? ', …' : ''}).${p.failed > 0 ? ` ${p.failed} start(s) failed on a program of it${p.pods === '' ? '' : ` (${p.pods})`}.` : ''}${standing(p)}`,
  'rule.layer-content-differs.title-log': (p: { program: string; images: string }) =>
    `${p.program} of ${p.images} was not found in its own root filesystem`,
  'rule.layer-content-differs.statement-log': (p: { program: string; images: string; failed: number; pods: string }) =>
    `${p.failed} start(s) failed with "stat ${p.program}: no such file or directory", and ${p.program} is what ${p.images} starts${p.pods === '' ? '' : ` (it was to be ${p.pods})`}. The layers were not compared.`,
  'rule.layer-content-differs.why': () =>
    'A container writes to its own upper folder, never to a lower one. What is missing here was taken away on the host itself, by a clean-up script, a scanner or a damaged disk.',
  'rule.layer-content-differs.wrong-if': () =>
    'It is wrong if the image was being unpacked or removed at that moment, or a tool unpacks lazily into this folder.',
  'rule.layer-content-differs.wrong-if-log': () =>
    'It is wrong if the image never had this program, a volume covers it, or it is a script whose interpreter is missing.',
  'rule.layer-content-differs.part': (p: { because: string }) => `Not everything was compared: ${p.because}.`,
  'rule.layer-content-differs.not-content': () =>
    'Names, types, sizes, permissions and links were compared; the bytes of files, their owners and times were not.',
  'rule.layer-content-differs.need-listings': () =>
    'The content of layers was not compared: capture with --with layer-listings, which lists the folders and the tars.',
  'rule.layer-content-differs.some': (p: { open: number; layers: number; layer: string; because: string }) =>
    `${p.open} of ${p.layers} layers could not be compared, among them ${p.layer}: ${p.because}.`,
  'rule.layer-content-differs.prove': () =>
    'Capture again with --with layer-listings: it compares each layer with its tar and prints the commands that mend it.',
  'rule.layer-content-differs.clear': (p: { layers: number }) =>
    `Each of ${p.layers} layers has exactly the names, types, sizes and permissions of its tar.`,
};
