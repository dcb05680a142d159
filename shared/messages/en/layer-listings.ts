/** Layer listings: what reading them changed on the host, kept in custody. */
export const layerListingWords = {
  'custody.layer-listings.read': () =>
    'layer-listings: folders of unpacked layers were listed and layer archives read; a filesystem that keeps access times may have renewed theirs.',
};
