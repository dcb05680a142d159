import type { Labels } from '#shared/containerd-metadata/rows.ts';

/** What one object keeps alive through its labels. */
export interface GcReference {
  readonly type: 'content' | 'snapshot' | 'image';
  /** Of a snapshot; else empty. */
  readonly snapshotter: string;
  /** Digest, snapshot key or image name. */
  readonly id: string;
}

/**
 * `containerd.io/gc.ref.content[.NAME]`, `containerd.io/gc.ref.snapshot.SNAPSHOTTER[/NAME]`, `containerd.io/gc.ref.image[.NAME]`.
 * core/metadata/gc.go: names after `.` or `/` only tell labels apart. A manifest names its configuration and layers so,
 * a configuration the snapshot of its highest layer.
 */
export function gcReferences(labels: Labels): readonly GcReference[] {
  return Object.entries(labels).flatMap(([label, id]): GcReference[] => {
    const plain = /^containerd\.io\/gc\.ref\.(content|image)(?:[./]|$)/.exec(label);
    if (plain) return [{ type: plain[1] as 'content' | 'image', snapshotter: '', id }];
    const snapshot = /^containerd\.io\/gc\.ref\.snapshot\.([^/]*)/.exec(label);
    return snapshot ? [{ type: 'snapshot', snapshotter: snapshot[1]!, id }] : [];
  });
}

/** diff_id of a layer's blob: the digest of what is in it, unpacked. Empty: not a layer, or never unpacked. */
export const uncompressedDigest = (labels: Labels): string => labels['containerd.io/uncompressed'] ?? '';

/** `containerd.io/distribution.source.REGISTRY`: repositories, with commas, from which a blob can be pulled again. */
export function distributionSources(labels: Labels) {
  const prefix = 'containerd.io/distribution.source.';
  return Object.entries(labels)
    .filter(([label]) => label.startsWith(prefix))
    .map(([label, repositories]) => ({ registry: label.slice(prefix.length), repositories: repositories.split(',') }));
}
