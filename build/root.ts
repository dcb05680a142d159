import path from 'node:path';

/** The top of the clone. */
export const root = path.join(import.meta.dirname, '..');

export const fromRoot = (...parts: readonly string[]): string => path.join(root, ...parts);
