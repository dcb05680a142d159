import { createHash } from 'node:crypto';

/** sha256 of some bytes, lower-case hex: what shared/ takes as `Sha256`. */
export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
