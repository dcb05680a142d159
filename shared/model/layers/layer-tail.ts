/** The end of a layer's folder that tells it from the others of its store: `snapshots/79/fs`, `overlay2/<id>/diff`. For titles. */
export const layerTail = (folder: string): string => folder.split('/').slice(-3).join('/');
