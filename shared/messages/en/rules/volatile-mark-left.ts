/** O-10 */
export const volatileMarkLeftWords = {
  'rule.volatile-mark-left.name': () => 'A volatile overlay was not ended in order',
  'rule.volatile-mark-left.title': (p: { folder: string }) =>
    `${p.folder} cannot be mounted again: a volatile mark is left`,
  'rule.volatile-mark-left.statement': (p: { folder: string; containers: string; lines: number }) =>
    `Beside ${p.folder} stands incompat/volatile, nothing is mounted from it, and ${p.lines} line(s) of the log say that an overlay was refused.${p.containers === '' ? '' : ` It belongs to ${p.containers}.`}`,
  'rule.volatile-mark-left.why': () =>
    'A volatile mount does not write to disk in order. After a crash its content may be torn, so overlayfs refuses that upper for good.',
  'rule.volatile-mark-left.wrong-if': () =>
    'It is wrong if the line of the kernel meant another overlay: it names none.',
  'rule.volatile-mark-left.remove': () =>
    'Remove the container and make it anew. Removing the mark by hand makes a file tree mountable that nobody can vouch for.',
  'rule.volatile-mark-left.clear': (p: { marks: number }) =>
    p.marks > 0
      ? `${p.marks} layer(s) that are not mounted have a volatile mark, and no mount was refused.`
      : 'No layer that is not mounted has a volatile mark.',
};
