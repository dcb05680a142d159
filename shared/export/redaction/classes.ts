/** What a token is. Where one word is several, the first of this list counts. */
export const tokenClasses = [
  'ipv4',
  'ipv6',
  'mac',
  'id',
  'login',
  'host',
  'domain',
  'registry',
  'image',
  'pod',
  'namespace',
  'container',
  'volume',
  'path',
] as const;
export type TokenClass = (typeof tokenClasses)[number];
