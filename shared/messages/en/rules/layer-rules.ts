/** Said by several rules about layers. */
export const layerRuleWords = {
  'rules.layers.none': (p: { stores: string }) => `No folders of unpacked layers are on this host (${p.stores}).`,
  'rules.layers.unread': (p: { store: string; because: string }) => `${p.store} was not read whole: ${p.because}.`,
};

/** Who stands on a layer, as the end of a statement. */
export const standing = (p: {
  images: string;
  running: string;
  stopped: string;
  namespaces: string;
  sandboxes: boolean;
}): string =>
  [
    p.images === '' ? '' : ` Images on it: ${p.images}${p.namespaces === '' ? '' : ` (namespace ${p.namespaces})`}.`,
    p.running === '' ? '' : ` Running on what they had loaded: ${p.running}.`,
    p.stopped === '' ? '' : ` Not running, and failing at their next start: ${p.stopped}.`,
    p.sandboxes ? ' The sandbox of every new pod comes from it.' : '',
  ].join('');

export interface Standing {
  images: string;
  running: string;
  stopped: string;
  namespaces: string;
  sandboxes: boolean;
}
