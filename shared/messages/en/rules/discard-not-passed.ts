/** T-27 */
export const discardNotPassedWords = {
  'rule.discard-not-passed.name': () => 'A thin pool does not pass discards on',
  'rule.discard-not-passed.title': (p: { pool: string; ignored: boolean }) =>
    p.ignored ? `Pool ${p.pool} ignores discards` : `Pool ${p.pool} does not pass discards on`,
  'rule.discard-not-passed.statement': (p: { pool: string; word: string; ignored: boolean; onFiles: boolean }) =>
    `Pool ${p.pool} works with ${p.word}: ${p.ignored ? 'blocks that a filesystem frees stay taken in the pool' : 'freed blocks return to the pool, but the device below is not told'}${p.onFiles ? '; it stands on a file, which therefore never shrinks' : ''}.`,
  'rule.discard-not-passed.wrong-if': () => 'On a disk or an array that is fully provisioned it does no harm.',
  'rule.discard-not-passed.clear': (p: { pools: number }) => `All of ${p.pools} pools pass discards on.`,
};
