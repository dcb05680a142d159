/**
 * The one sentence that is said before anything else can be loaded. Not part of the catalogue's
 * index: on an old Node the rest does not load.
 */
export const oldNode = (p: { readonly has: string; readonly needs: number }): string =>
  `Undermount needs Node ${p.needs} or newer, and this is ${p.has}. From a clone, "npm run --silent undermount" brings its own.`;
