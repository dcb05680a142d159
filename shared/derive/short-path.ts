/** Ids show 12 characters; the whole one is in tooltips, accessible names and everything copied. */
export const shortId = (id: string): string => (/^[0-9a-f]{16,}$/.test(id) ? id.slice(0, 12) : id);

/** Ids inside a text, shortened. */
export const shortIds = (text: string): string =>
  text.replace(/(?<![0-9a-f])[0-9a-f]{32,}(?![0-9a-f])/g, (id) => `${id.slice(0, 12)}…`);

/**
 * A path for one row of a figure: whole while it is short, else its last two parts after `…/`, ids cut to 12.
 * Never for anything one could paste.
 */
export function shortPath(path: string, room = 28): string {
  if (path.length <= room) return path;
  const parts = path.split('/').filter((part) => part !== '');
  const tail = parts.slice(-2).map(shortId).join('/');
  return parts.length > 2 ? `…/${tail}` : `/${tail}`;
}
