/** `SHA256:qT3v9KfB…` as groups of four, the way people read them to each other. Without the prefix. */
export const inGroups = (fingerprint: string): string => (body(fingerprint).match(/.{1,4}/g) ?? []).join(' ');

/** What made it, with its colon: `SHA256:`. */
export const hashName = (fingerprint: string): string => fingerprint.slice(0, fingerprint.indexOf(':') + 1);

/** Equal up to what copying and reading aloud change: spaces, the prefix, the padding, and what stands around it in a line. */
export function compareFingerprints(pasted: string, offered: string): boolean {
  const wanted = body(offered);
  if (wanted === '') return false;
  const inLine = /SHA256:\s*([A-Za-z0-9+/]+)/.exec(pasted)?.[1];
  return inLine === wanted || body(pasted) === wanted;
}

const body = (fingerprint: string): string => fingerprint.replace(/^\s*SHA256:/, '').replace(/[\s=]/g, '');
