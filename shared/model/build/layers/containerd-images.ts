import { type Absent, unreadable } from '#shared/base/absent.ts';
import type { SourceRef } from '#shared/base/source-ref.ts';
import type { ContainerdMetadata } from '#shared/containerd-metadata/containerd-metadata.ts';
import { uncompressedDigest } from '#shared/containerd-metadata/label-meanings.ts';
import { chainIds } from '#shared/model/build/layers/chain-ids.ts';
import {
  configurationOf,
  type ImageJson,
  indexOf,
  type Manifest,
  manifestOf,
} from '#shared/model/build/layers/content.ts';
import type { DatabaseFile } from '#shared/model/build/layers/databases.ts';
import { layerRefs } from '#shared/model/build/layers/layer-parts.ts';
import { groupBy } from '#shared/model/group-by.ts';
import type { StoredImage } from '#shared/model/layers.ts';

/**
 * The images of each namespace, by what they lead to: CRI gives one image three names. An index leads to the manifest of one
 * platform: the one whose layers this namespace has unpacked, else the first whose blobs are here.
 */
export function containerdImages(
  { root, evidence }: DatabaseFile<unknown>,
  metadata: ContainerdMetadata,
  content: ImageJson,
): readonly StoredImage[] {
  const unpacked = new Set(metadata.snapshots.map((s) => `${s.namespace} ${s.key}`));
  const diffIdOf = new Map(metadata.blobs.map((b) => [b.digest, uncompressedDigest(b.labels)]));
  const groups = groupBy(metadata.images, (i) => `${i.namespace}#${i.target.digest}`);
  return [...groups].map(([key, images]): StoredImage => {
    const [{ namespace, target }] = images as [(typeof images)[0]];
    const sources: SourceRef[] = images.map((i) => ({ evidence, line: 0, bucket: `v1/${namespace}/images/${i.name}` }));
    const found = manifestsFrom(root, target.digest, content).map((m) => resolved(root, m, content, diffIdOf));
    const best = found.find((f) => f.chain.length > 0 && unpacked.has(`${namespace} ${f.chain.at(-1)}`)) ?? found[0];
    return {
      key: `${root}#${key}`,
      engineRoot: root,
      kind: 'containerd',
      namespace,
      names: images.map((i) => i.name),
      index: best && best.digest !== target.digest ? target.digest : null,
      manifest: best?.digest ?? unreadable(`blob ${target.digest} is not in the content store, or was not read`),
      config: best?.manifest.config ?? unreadable('its manifest was not read'),
      layers: best?.layers ?? unreadable('its manifest was not read'),
      command: best?.command ?? unreadable('its configuration was not read'),
      sources: [...sources, ...(best?.sources ?? [])],
    };
  });
}

interface Found {
  readonly digest: string;
  readonly manifest: Manifest;
  readonly source: SourceRef;
}

/** Manifests whose blobs are here, from a manifest or an index (of indexes, which OCI allows). */
function manifestsFrom(root: string, digest: string, content: ImageJson, depth = 0): readonly Found[] {
  const blob = content.read(root, digest);
  if (!blob || depth > 3) return [];
  const manifest = manifestOf(blob.json);
  if (manifest) return [{ digest, manifest, source: blob.source }];
  return (indexOf(blob.json) ?? []).flatMap((d) => manifestsFrom(root, d, content, depth + 1));
}

function resolved(
  root: string,
  { digest, manifest, source }: Found,
  content: ImageJson,
  diffIdOf: ReadonlyMap<string, string>,
) {
  const blob = content.read(root, manifest.config);
  const config = blob ? configurationOf(blob.json) : null;
  // Without a configuration the label that containerd gives a blob once it is unpacked says the same.
  const labelled = manifest.layers.map((l) => diffIdOf.get(l.digest) ?? '');
  const diffIds = config?.diffIds ?? (labelled.includes('') ? null : labelled);
  const chain = diffIds ? chainIds(diffIds) : [];
  const lost: Absent = unreadable(`configuration ${manifest.config} is not in the content store, or was not read`);
  const fits = diffIds?.length === manifest.layers.length;
  return {
    digest,
    manifest,
    chain,
    layers: diffIds
      ? layerRefs(diffIds, chain, (i) =>
          fits ? manifest.layers[i]! : unreadable('manifest and configuration differ in the number of layers'),
        )
      : lost,
    command: config?.command ?? lost,
    sources: [source, ...(blob ? [blob.source] : [])],
  };
}
