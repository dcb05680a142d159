/** Layers: runbooks, and why one is refused. */
export const layerWords = {
  'layers.unpack.deleter': (p: { folder: string }) =>
    `Find what took it away first, or it happens again: look in cron, systemd timers and scripts for ${p.folder.replace(/\/[^/]+\/(?:fs|diff)$/, '')} and for finds below /var/lib; "auditctl -w FOLDER -p wa" on that folder names the next one. On a Kubernetes node, cordon it.`,
  'layers.unpack.proof': (p: { blob: string }) =>
    `Prove that the blob is whole: its name is the hash of its bytes. This must print "${p.blob}: OK"; if it does not, stop and pull the image again.`,
  'layers.unpack.names': (p: { folder: string; names: number; first: string }) =>
    p.names === 1
      ? `Unpack ${p.first} again, and nothing else, into ${p.folder}.`
      : `Unpack the ${p.names} names that differ again, and nothing else, into ${p.folder} (${p.first}, …).`,
  'layers.unpack.check': (p: { folder: string; names: number }) =>
    `Compare them in ${p.folder} with the blob: it must print nothing.`,
  'layers.unpack.after': () =>
    'New containers see the files at once. What runs already goes on with what it had loaded; restart what behaves oddly. Capture again: nothing may differ.',
  'layers.unpack.refused-blob': () =>
    'The blob of this layer is not on the host (it may be discarded after unpacking), so the image must be pulled again.',
  'layers.unpack.refused-kind': (p: { path: string; kind: string }) =>
    `Unpacking again does not mend ${p.path} (${p.kind}), so the image must be pulled again.`,
  'layers.unpack.refused-name': () =>
    'A name that differs cannot be shown safely in a command, so the image must be pulled again.',
  'layers.pull.containers': (p: { count: number; first: string }) =>
    `${p.count} container(s) use these layers (${p.first}${p.count > 5 ? ', …' : ''}). Stop and remove them first: nothing below removes what is in use.`,
  'layers.pull.remove': (p: { image: string }) => `Remove ${p.image}.`,
  'layers.pull.snapshot': (p: { name: string; namespace: string }) =>
    `Remove snapshot ${p.name}… of namespace ${p.namespace} if it is still there; upper ones come first.`,
  'layers.pull.pull': (p: { image: string }) => `Pull ${p.image} again.`,
  'layers.pull.unknown': () =>
    'No image that was read has this layer. Where it is a container’s own, what that container wrote is lost: remove the container and make it anew.',
};
