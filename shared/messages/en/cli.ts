/** What the command line says beside the answers themselves, and what `verify` found. */
export const cliWords = {
  'verify.bad-header': (p: { because: string }) => `is no member of a bundle: ${p.because}`,
  'verify.cut': () => 'is cut off here',
  'verify.missing': () => 'is missing',
  'verify.after': () => 'is followed by bytes that do not belong to the bundle',
  'verify.extra': () => 'stands behind the seal',
  'verify.header': () => 'has a header or padding that differs from the one form a bundle has',
  'verify.unfinished': () => 'is that of a capture that was cut; nothing was sealed',
  'verify.unreadable': () => 'is not a manifest this version can read',
  'verify.sum': () => 'does not add up: the sum over its records is another one',
  'verify.seal': () => 'differs from what was sealed; every record is as the manifest says',
  'verify.place': (p: { wanted: string }) => `stands where ${p.wanted} belongs`,
  'verify.changed': () => 'has other bytes than the manifest says',
  'verify.facts': () => 'does not agree with the manifest about what was captured',
} as const;
