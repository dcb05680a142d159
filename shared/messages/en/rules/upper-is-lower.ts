/** O-07 */
export const upperIsLowerWords = {
  'rule.upper-is-lower.name': () => 'What one overlay writes, another one reads as a lower',
  'rule.upper-is-lower.title': (p: { upper: string }) => `${p.upper} is written by one overlay and a lower of another`,
  'rule.upper-is-lower.statement': (p: { upper: string; lower: string; writer: string; reader: string }) =>
    p.upper === p.lower
      ? `Overlay ${p.writer} writes to ${p.upper}, and overlay ${p.reader} has the same folder as a lower.`
      : `Overlay ${p.writer} writes to ${p.upper}, and overlay ${p.reader} has ${p.lower} as a lower: one lies in the other.`,
  'rule.upper-is-lower.why': () =>
    'overlayfs takes it that lowers do not change while they are mounted. What the second one shows is left open: old names, or I/O errors.',
  'rule.upper-is-lower.wrong-if': () => 'It is wrong if the first one is mounted and nobody writes to it any more.',
  'rule.upper-is-lower.stop': (p: { writer: string }) =>
    `Stop what writes to overlay ${p.writer}, or give the other a copy (a committed snapshot) as its lower.`,
  'rule.upper-is-lower.none': () => 'No overlay is mounted on this host.',
  'rule.upper-is-lower.clear': (p: { overlays: number }) =>
    `Of ${p.overlays} overlays none reads what another one writes.`,
};
