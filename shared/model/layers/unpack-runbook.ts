import { isAbsent, present } from '#shared/base/absent.ts';
import type { Message } from '#shared/base/message.ts';
import { msg } from '#shared/messages/index.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { type LayerIntegrity, layerIntegrity, tarOf } from '#shared/model/layers/integrity.ts';
import type { LayerDifference } from '#shared/model/layers/layer-difference.ts';
import { type LayerIndex, layerIndexOf } from '#shared/model/layers/layer-index.ts';
import { pullAgainRunbook } from '#shared/model/layers/pull-again-runbook.ts';
import { tarTree } from '#shared/model/layers/tar-tree.ts';
import type { ContentBlob, StoredLayer } from '#shared/model/layers.ts';
import { isUnsafeToPrint, shell } from '#shared/model/shell-quote.ts';
import type { RemedyStep } from '#shared/model/subject.ts';

/** Kinds of difference that unpacking the name again mends. What is there too much, nothing of a tar takes away. */
const mended = new Set<LayerDifference['kind']>(['missing', 'type', 'size', 'mode', 'link']);
const longestCommand = 4000;

/**
 * Incident I-5: the blob is proven to be whole by its digest, then exactly the names that differ are unpacked again, in every
 * folder that was made from it (each containerd namespace has one), and compared. Where that cannot be, the image is pulled again.
 */
export function unpackRunbook(model: HostModel, damaged: LayerIntegrity): readonly RemedyStep[] {
  const facts = unpackFacts(model, damaged);
  if ('refused' in facts) return [step(facts.refused, null), ...pullAgainRunbook(model, damaged.layer)];
  const { blob, targets, unpack } = facts;
  const hex = blob.digest.slice('sha256:'.length);
  const from = shell`${blob.path}`;
  const steps = [
    step(msg('layers.unpack.deleter', { folder: targets[0].layer.folder }), null),
    step(msg('layers.unpack.proof', { blob: blob.path }), shell`echo ${`${hex}  ${blob.path}`} | sha256sum -c`),
    ...targets.flatMap(({ layer, names }) => {
      const words = names.map((n) => shell`${n}`);
      const options = shell`-C ${layer.folder} --no-recursion --numeric-owner`;
      const folder = layer.folder;
      const ofTar = (verb: string, more: string) =>
        options === null || from === null || words.includes(null)
          ? null
          : `tar ${verb} ${from} ${options}${more} -- ${words.join(' ')}`;
      return [
        step(
          msg('layers.unpack.names', { folder, names: names.length, first: names[0]! }),
          ofTar(`${unpack}xpf`, ` --xattrs --xattrs-include='*'`),
        ),
        step(msg('layers.unpack.check', { folder, names: names.length }), ofTar(`${unpack}df`, '')),
      ];
    }),
    step(msg('layers.unpack.after'), null),
  ];
  const spoken = new Set(['layers.unpack.deleter', 'layers.unpack.after']);
  const isWhole = steps.every(
    (s) => (s.command !== null && s.command.length <= longestCommand) || spoken.has(s.say.key),
  );
  return isWhole ? steps : [step(msg('layers.unpack.refused-name'), null), ...pullAgainRunbook(model, damaged.layer)];
}

interface Target {
  readonly layer: StoredLayer;
  /** As the tar writes them. */
  readonly names: readonly string[];
}

interface UnpackFacts {
  readonly blob: ContentBlob;
  readonly targets: readonly [Target, ...Target[]];
  /** Option of tar for how the blob is packed. */
  readonly unpack: '-z' | '--zstd -' | '-';
}

function unpackFacts(model: HostModel, damaged: LayerIntegrity): UnpackFacts | { readonly refused: Message } {
  const index = layerIndexOf(model);
  const own = index.layers.get(damaged.layer);
  const root = index.stores.get(own?.store ?? '')?.engineRoot;
  const digests = [...(index.blobsOfDiff.get(present(own?.diffId ?? null) ?? '') ?? [])];
  const blob = model.contentBlobs.find((b) => b.root === root && digests.includes(b.digest) && b.present === true);
  if (blob === undefined || !/^sha256:[0-9a-f]{64}$/.test(blob.digest))
    return { refused: msg('layers.unpack.refused-blob') };
  const integrity = layerIntegrity(model);
  const others = model.storedLayers.filter(
    (l) =>
      l.key !== damaged.layer &&
      l.store === own?.store &&
      present(l.diffId) === present(own?.diffId ?? null) &&
      integrity.get(l.key)?.verdict === 'damaged',
  );
  const targets: Target[] = [];
  for (const layer of [...(own ? [own] : []), ...others]) {
    const { differences } = integrity.get(layer.key)!;
    const other = differences.find((d) => !mended.has(d.kind) || d.inTar === null || d.inFolder?.type === 'directory');
    const names = namesInTar(index, layer, differences);
    const unsafe = names.some((n) => isUnsafeToPrint(n) || n.startsWith('-') || n === '');
    if (!other && !unsafe) targets.push({ layer, names });
    else if (layer === own) {
      return {
        refused: other
          ? msg('layers.unpack.refused-kind', { path: other.path, kind: other.kind })
          : msg('layers.unpack.refused-name'),
      };
    }
  }
  const [first, ...rest] = targets;
  if (first === undefined) return { refused: msg('layers.unpack.refused-blob') };
  return { blob, targets: [first, ...rest], unpack: packingOf(model, blob.digest) };
}

/** As the tar writes them. Names of one file go together: to unpack one of them alone would tear it from the others. */
function namesInTar(index: LayerIndex, layer: StoredLayer, differences: readonly LayerDifference[]): readonly string[] {
  const tar = tarOf(index, layer);
  const { entries } = tarTree(isAbsent(tar) ? [] : tar.entries);
  const fileOf = (path: string) => entries.get(path)?.sameAs ?? path;
  const files = new Set(differences.map((d) => fileOf(d.path)));
  const together = [...entries].flatMap(([path, node]) => (files.has(fileOf(path)) ? [node.named] : []));
  return together.map((e) => e.written ?? e.path);
}

function packingOf({ storedImages }: HostModel, digest: string): UnpackFacts['unpack'] {
  for (const { layers } of storedImages) {
    const ref = isAbsent(layers) ? undefined : layers.find((l) => l.blob === digest);
    if (ref?.mediaType.endsWith('zstd')) return '--zstd -';
    if (ref && !/gzip/.test(ref.mediaType)) return '-';
  }
  return '-z';
}

const step = (say: Message, command: string | null): RemedyStep => ({ say, command, runIn: 'host' });
