import { type Absent, isAbsent } from '#shared/base/absent.ts';
import { msg } from '#shared/messages/index.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { programOf, type StartFailure, startFailures } from '#shared/model/layers/blast-radius.ts';
import { type LayerIntegrity, layerIntegrity } from '#shared/model/layers/integrity.ts';
import type { LayerDifference } from '#shared/model/layers/layer-difference.ts';
import { layerIndexOf } from '#shared/model/layers/layer-index.ts';
import { layerTail } from '#shared/model/layers/layer-tail.ts';
import { unpackRunbook } from '#shared/model/layers/unpack-runbook.ts';
import type { BlobListing, FolderListing, StoredImage } from '#shared/model/layers.ts';
import { cannotTell, clear, finding, firesOr, nonEmpty } from '#shared/rules/answer.ts';
import {
  imageName,
  imageSubject,
  layerSubject,
  radiusOf,
  radiusSources,
  standingSubjects,
  withoutStores,
} from '#shared/rules/layer-rules.ts';
import { remedyStep } from '#shared/rules/remedy.ts';
import type { Finding, Rule, Severity } from '#shared/rules/rule.ts';

/**
 * O-02, incident I-5: an unpacked layer is no longer what its tar says. Certain where both were listed (`--with
 * layer-listings`); without that, a container that failed to start on the very program of its image speaks for it.
 */
export const layerContentDiffers: Rule = {
  id: 'layer-content-differs',
  code: 'O-02',
  needs: ['containerd-databases', 'image-content', 'docker-images', 'containers-storage'],
  alsoReads: ['engine-log', 'layer-folders', 'docker-containers', 'containerd-containers', 'containerd-snapshotters'],
  check(evidence) {
    const { model } = evidence;
    const nowhere = withoutStores(evidence);
    if (nowhere) return nowhere;
    const all = [...layerIntegrity(model).values()];
    const damaged = all.filter((i) => i.verdict === 'damaged');
    return firesOr([...damaged.map((i) => differs(model, i)), ...byLog(model).map((l) => failed(l))], () => {
      const open = all.filter((i) => i.verdict === 'not-compared' && i.because?.absent !== 'not-applicable');
      const [first] = open;
      if (first === undefined) return clear(msg('rule.layer-content-differs.clear', { layers: all.length }));
      if (model.folderListings.size === 0) return cannotTell(msg('rule.layer-content-differs.need-listings'));
      return cannotTell(
        msg('rule.layer-content-differs.some', {
          open: open.length,
          layers: all.length,
          layer: layerIndexOf(model).layers.get(first.layer)?.folder ?? first.layer,
          because: first.because?.because ?? '',
        }),
      );
    });
  },
};

/** What takes something from who uses the layer, against what was only put there or has other permissions. */
const severityOf = (differences: readonly LayerDifference[]): Severity =>
  differences.every((d) => d.kind === 'extra')
    ? 'medium'
    : differences.every((d) => d.kind === 'extra' || d.kind === 'mode')
      ? 'high'
      : 'critical';

function differs(model: HostModel, integrity: LayerIntegrity): Finding {
  const index = layerIndexOf(model);
  const layer = index.layers.get(integrity.layer)!;
  const { radius, params } = radiusOf(model, layer.key);
  const { differences } = integrity;
  const failures = failuresOf(model, radius.images);
  const lines = failures.map((f) => f.line.source);
  const folder = found<FolderListing>(model.folderListings.get(layer.key));
  const blob = integrity.blob === null ? null : found<BlobListing>(model.blobListings.get(integrity.blob));
  const inTar = differences.flatMap((d) => (d.inTar && blob ? [{ evidence: blob.evidence, line: d.inTar.line }] : []));
  const inFolder = differences.flatMap((d) =>
    d.inFolder && folder ? [{ evidence: folder.evidence, line: d.inFolder.line }] : [],
  );
  return finding({
    id: `O-02:${layer.key}`,
    severity: severityOf(differences),
    title: msg('rule.layer-content-differs.title', { folder: layerTail(layer.folder), ...countsOf(differences) }),
    statement: msg('rule.layer-content-differs.statement', {
      folder: layer.folder,
      ...countsOf(differences),
      first: differences
        .slice(0, 3)
        .map((d) => d.path)
        .join(', '),
      failed: lines.length,
      pods: podsOf(failures),
      ...params,
    }),
    subjects: nonEmpty(layerSubject(layer, index.stores.get(layer.store)), standingSubjects(radius)),
    sources: nonEmpty({ evidence: folder?.evidence ?? layer.source.evidence, line: 0 }, [
      ...inTar.slice(0, 5),
      ...inFolder.slice(0, 5),
      layer.source,
      ...lines.slice(-3),
      ...radiusSources(radius),
    ]),
    why: [msg('rule.layer-content-differs.why')],
    wrongIf: [msg('rule.layer-content-differs.wrong-if')],
    notLookedAt: integrity.because
      ? [msg('rule.layer-content-differs.part', { because: integrity.because.because })]
      : [msg('rule.layer-content-differs.not-content')],
    remedy: unpackRunbook(model, integrity),
  });
}

const found = <T extends object>(value: T | Absent | undefined): T | null =>
  value === undefined || isAbsent(value) ? null : value;

function countsOf(differences: readonly LayerDifference[]) {
  const missing = differences.filter((d) => d.kind === 'missing').length;
  const extra = differences.filter((d) => d.kind === 'extra').length;
  return { missing, extra, changed: differences.length - missing - extra };
}

const failuresOf = (model: HostModel, images: readonly StoredImage[]): readonly StartFailure[] => {
  const isMeant = ({ line, program }: StartFailure) =>
    images.some(
      (i) => programOf(i) === program && (i.namespace === null || i.namespace === 'k8s.io' || !byCri.test(line.text)),
    );
  return startFailures(model).filter(isMeant);
};

/** CRI's calls concern containerd's namespace k8s.io alone. */
const byCri = /&(?:PodSandbox|Container)Metadata\{(?:Name:([^,}]+))?/;

const podsOf = (failures: readonly StartFailure[]): string =>
  [...new Set(failures.flatMap((f) => byCri.exec(f.line.text)?.[1] ?? []))].slice(0, 5).join(', ');

interface Suspect {
  readonly program: string;
  readonly images: readonly StoredImage[];
  readonly failures: readonly StartFailure[];
}

/**
 * Programs that a container did not find though its image starts with them, where no listing says otherwise: an image whose
 * layers were compared is either damaged, and told above, or whole, and then a volume or another command is why.
 */
function byLog(model: HostModel): readonly Suspect[] {
  const index = layerIndexOf(model);
  const integrity = layerIntegrity(model);
  const isOpen = (image: StoredImage) => {
    const verdicts = index.layersOfImage(image).map((key) => integrity.get(key)?.verdict);
    return !verdicts.includes('damaged') && verdicts.includes('not-compared');
  };
  const programs = new Set(startFailures(model).map((f) => f.program));
  return [...programs].flatMap((program): Suspect[] => {
    const images = model.storedImages.filter((i) => programOf(i) === program && isOpen(i));
    const damaged = model.storedImages.some(
      (i) => programOf(i) === program && index.layersOfImage(i).some((k) => integrity.get(k)?.verdict === 'damaged'),
    );
    return images.length === 0 || damaged
      ? []
      : [{ program, images, failures: startFailures(model).filter((f) => f.program === program) }];
  });
}

function failed({ program, images, failures }: Suspect): Finding {
  const [first] = images as [StoredImage, ...StoredImage[]];
  const [line, ...lines] = failures.map((f) => f.line.source).toReversed();
  const names = [...new Set(images.map(imageName))].join(', ');
  return finding({
    id: `O-02:${program}`,
    severity: 'high',
    title: msg('rule.layer-content-differs.title-log', { program, images: names }),
    statement: msg('rule.layer-content-differs.statement-log', {
      program,
      images: names,
      failed: failures.length,
      pods: podsOf(failures),
    }),
    subjects: nonEmpty(imageSubject(first), images.slice(1).map(imageSubject)),
    sources: nonEmpty(line!, [...lines.slice(0, 3), ...images.flatMap((i) => i.sources.slice(0, 1))]),
    why: [msg('rule.layer-content-differs.why')],
    wrongIf: [msg('rule.layer-content-differs.wrong-if-log')],
    notLookedAt: [msg('rule.layer-content-differs.need-listings')],
    remedy: [remedyStep(msg('rule.layer-content-differs.prove'), null, 'host')],
  });
}
