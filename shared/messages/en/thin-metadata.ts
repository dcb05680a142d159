/** Thin metadata: what reading it changed on the host (kept in custody), and what was damaged in it. */
export const thinMetadataWords = {
  'custody.capacity': () => 'capacity: asked each local filesystem how much is free (statfs); nothing was written',
  'custody.thin-metadata.released': (p: { readonly pool: string; readonly what: string }) =>
    `thin-metadata (${p.what}, ${p.pool}): a metadata snapshot was reserved, read and released; the kernel committed the pool's metadata for it.`,
  'custody.thin-metadata.unsure': (p: { readonly pool: string; readonly what: string }) =>
    `thin-metadata (${p.what}, ${p.pool}): a metadata snapshot was reserved; that it was released is not confirmed. A pool that still holds one shows a block number in place of "-" in "dmsetup status --noflush".`,
  'thin-metadata.damage.block': (p: DamageParams & { readonly block: number }) =>
    `Metadata block ${p.block} is bad (${p.what}: ${p.because})${lost(p.devices)}`,
  'thin-metadata.damage.byte': (p: DamageParams & { readonly offset: number }) =>
    `thin_dump's XML is bad at byte ${p.offset} (${p.what}: ${p.because})${lost(p.devices)}`,
  'thin-metadata.damage.more': (p: { readonly count: number }) => `${p.count} more places are bad.`,
};

export interface DamageParams {
  readonly what: string;
  readonly because: string;
  /** Ids, comma-separated; empty: not known. */
  readonly devices: string;
}

const lost = (devices: string) => (devices === '' ? '.' : `; mappings of device ${devices} are lost by it.`);
