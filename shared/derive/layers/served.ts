import { isAbsent } from '#shared/base/absent.ts';
import { imageGroups } from '#shared/derive/layers/image-groups.ts';
import { servedSteps } from '#shared/derive/layers/served-steps.ts';
import type { Marks } from '#shared/derive/layers/stack-rows.ts';
import { visibleAt } from '#shared/derive/layers/visible-at.ts';
import { layerTitle } from '#shared/derive/layers/words.ts';
import type { Plate, ServedAnswer } from '#shared/derive/layers-figure.ts';
import { msg, say } from '#shared/messages/index.ts';
import type { Container } from '#shared/model/container.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import type { MergedPath } from '#shared/model/layers/merged-path.ts';
import { type ServedPath, servePath } from '#shared/model/layers/serve-path.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';

export interface Served {
  readonly answer: ServedAnswer;
  readonly marks: Marks;
}

/** Incident I-4: which mount and which layer serve this path in this container, with the lines that say so. */
export function servedAnswer(analysis: Analysis, container: Container, path: string): Served {
  const served = servePath(analysis.model, container, path);
  const { sentence, trouble } = sentenceOf(analysis.model, container, served);
  const seen = visibleAt(analysis.model, container, served);
  return {
    answer: {
      container: { kind: 'container', id: container.id, name: container.name },
      path: served.asked,
      sentence,
      trouble,
      steps: servedSteps(analysis, container, served),
      alsoAt: seen.rows,
      alsoMore: seen.more,
      doubts: doubts(served),
    },
    marks: marksOf(served),
  };
}

/** The layers of the stack that have a part in it. */
function marksOf({ merged, lostBy }: ServedPath): Marks {
  const marks = new Map<string, NonNullable<Plate['serves']>>();
  const add = (m: MergedPath | null): void => {
    if (m === null) return;
    if (m.is === 'served') {
      for (const key of m.alsoIn) marks.set(key, 'also');
      marks.set(m.layer, 'serves');
    } else if (m.is === 'hidden') marks.set(m.layer, 'hides');
    else if (m.is === 'unknown') {
      add(m.ifNot);
      if (m.layer !== null) marks.set(m.layer, 'unknown');
    }
  };
  add(merged);
  for (const key of lostBy) marks.set(key, 'lost');
  return marks;
}

/** What is certain; an unlisted layer above does not take back what lies below it, it only may hide it. */
const settled = (merged: MergedPath): Exclude<MergedPath, { is: 'unknown' }> | null =>
  merged.is !== 'unknown' ? merged : merged.ifNot ? settled(merged.ifNot) : null;

function sentenceOf(
  model: HostModel,
  container: Container,
  served: ServedPath,
): Pick<ServedAnswer, 'sentence' | 'trouble'> {
  const { mount, volume, onDevice, merged, path, lostBy } = served;
  const { index } = imageGroups(model);
  const nameOf = (key: string): string => {
    const layer = index.layers.get(key);
    return layer ? layerTitle(layer, index.stores.get(layer.store)) : key;
  };
  if (merged === null) {
    if (!isAbsent(mount)) {
      const { shape, mountId } = mount;
      const p = {
        path,
        id: mountId,
        fsType: shape.fsType,
        point: shape.mountPoint,
        source: onDevice ?? shape.source,
        device: shape.device,
      };
      return {
        sentence: say(
          volume
            ? msg('served.by-volume', { ...p, kind: volume.kind, from: volume.source })
            : msg('served.by-mount', p),
        ),
        trouble: 'none',
      };
    }
    if (volume)
      return {
        sentence: say(msg('served.will-be-volume', { path, from: onDevice ?? volume.source })),
        trouble: 'none',
      };
    return {
      sentence: say(msg('served.unknown', { path, because: isAbsent(mount) ? mount.because : '' })),
      trouble: 'warn',
    };
  }
  const certain = merged.is !== 'unknown';
  const known = settled(merged);
  const lost = lostBy[0];
  if (known?.is === 'served') {
    const name = nameOf(known.layer);
    const own = index.layers.get(known.layer)?.role === 'container';
    const sentence = say(
      certain
        ? msg('served.by-layer', { path, layer: name, own, container: container.name })
        : msg('served.by-layer-unless', {
            path,
            layer: name,
            above: merged.layer === null ? '' : nameOf(merged.layer),
          }),
    );
    return { sentence, trouble: certain ? 'none' : 'warn' };
  }
  if (known?.is === 'hidden')
    return { sentence: say(msg('served.hidden', { path, layer: nameOf(known.layer) })), trouble: 'warn' };
  if (lost !== undefined) return { sentence: say(msg('served.lost', { path, layer: nameOf(lost) })), trouble: 'crit' };
  if (certain) return { sentence: say(msg('served.nowhere', { path, layers: served.stack.length })), trouble: 'warn' };
  return { sentence: say(msg('served.unknown', { path, because: merged.because.because })), trouble: 'warn' };
}

function doubts({ mount, merged }: ServedPath): readonly string[] {
  return [
    ...(isAbsent(mount) ? [say(msg('served.doubt.table', { because: mount.because }))] : []),
    ...(merged?.is === 'unknown' ? [say(msg('served.doubt.layer', { because: merged.because.because }))] : []),
    ...(merged && !isAbsent(mount) ? [say(msg('served.doubt.time'))] : []),
  ];
}
