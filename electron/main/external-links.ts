/** Documentation that our own words may point to. Evidence never becomes a link. */
const allowedHosts: readonly string[] = ['www.kernel.org', 'docs.kernel.org'];

/**
 * The address to give to the system's browser, or null.
 *
 * The system opens whatever it is handed with whatever program claims it (`file:`, `smb:`, `ms-msdt:` run
 * things), so only https, only these hosts, no user name, no port, and no text the parser had to repair.
 */
export function externalLink(text: string): string | null {
  // Control characters and spaces are dropped or escaped by the parser; a link of ours has none.
  if (!/^[\x21-\x7e]{1,2048}$/.test(text) || text.includes('\\') || !text.startsWith('https://')) return null;
  const url = URL.parse(text);
  if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '' || url.port !== '') return null;
  return allowedHosts.includes(url.hostname) ? url.href : null;
}
