/** What a capture changed on the host because it was asked to. Kept in custody. */
export const custodyWords = {
  'custody.thin-metadata.released': (p: { readonly pool: string; readonly what: string }) =>
    `thin-metadata (${p.what}, ${p.pool}): a metadata snapshot was reserved, read and released; the kernel committed the pool's metadata for it.`,
  'custody.thin-metadata.unsure': (p: { readonly pool: string; readonly what: string }) =>
    `thin-metadata (${p.what}, ${p.pool}): a metadata snapshot was reserved; that it was released is not confirmed. A pool that still holds one shows a block number in place of "-" in "dmsetup status --noflush".`,
};
