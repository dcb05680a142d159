import { present } from '#shared/base/absent.ts';
import {
  type ImageGroup,
  type ImageGroups,
  imageGroups,
  type UnpackedCopy,
} from '#shared/derive/layers/image-groups.ts';
import type { LayersAsk } from '#shared/derive/layers/resolve-layers.ts';
import { type Damage, everyPod, grouped, otherImages } from '#shared/derive/layers/standing-groups.ts';
import { layerTitle } from '#shared/derive/layers/words.ts';
import type { StandingHow, StandingRow } from '#shared/derive/layers-figure.ts';
import { msg, say } from '#shared/messages/index.ts';
import type { Container } from '#shared/model/container.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { blastRadius, programOf, type StandingContainer } from '#shared/model/layers/blast-radius.ts';
import { layerIntegrity } from '#shared/model/layers/integrity.ts';
import { stackBelow } from '#shared/model/layers/layer-index.ts';
import { mergedPath } from '#shared/model/layers/merged-path.ts';

const order: Readonly<Record<StandingHow, number>> = {
  failed: 0,
  'will-fail': 1,
  'runs-on': 2,
  'fails-next': 3,
  stopped: 4,
  image: 5,
};

export interface Standing {
  readonly rows: readonly StandingRow[];
  readonly containers: number;
}

/** Who stands on each copy: on its lowest damaged layer, or else on its uppermost one. */
export function standingRows(model: HostModel, ask: LayersAsk, expanded: ReadonlySet<string>): Standing {
  const groups = imageGroups(model);
  let containers = 0;
  const rows = ask.copies.flatMap((copy, c): readonly StandingRow[] => {
    const damage = damageOf(groups, copy, ask.group);
    const base = damage.key ?? copy.layers.findLast((l) => l !== null)?.key ?? ask.ownLayers.at(-1)?.key;
    if (base === undefined) return [];
    const radius = blastRadius(model, base);
    const own = ask.container;
    const singles = radius.containers.map((s) => containerRow(groups, s, c, damage, s.container === own));
    if (own && !radius.containers.some((s) => s.container === own))
      singles.push(containerRow(groups, { container: own, how: howOf(own), line: null }, c, damage, true));
    containers += singles.length;
    singles.sort((a, b) => order[a.how] - order[b.how]);
    return [
      ...(own ? singles.filter((r) => r.subject?.id === own.id) : []),
      ...grouped(own ? singles.filter((r) => r.subject?.id !== own.id) : singles, c, expanded),
      ...everyPod(model, radius, c, damage),
      ...otherImages(ask, radius, c, damage.key !== null),
    ];
  });
  return { rows, containers };
}

/** Its own layer is not there, or in no store that was read. */
const howOf = ({ state }: Container): StandingContainer['how'] => (state === 'running' ? 'runs-on' : 'fails-next');

function damageOf({ index, gone }: ImageGroups, { layers }: UnpackedCopy, group: ImageGroup | null): Damage {
  const integrity = layerIntegrity(index.model);
  const bad = layers.filter((l) => l !== null && (integrity.get(l.key)?.verdict === 'damaged' || gone.has(l.key)));
  const top = layers.findLast((l) => l !== null)?.key ?? null;
  // The same configuration says the same, also where an engine's own copy of it was not read.
  const program = group?.images.map(programOf).find((p) => p !== null) ?? null;
  const isLost = bad.some((l) =>
    integrity.get(l!.key)?.differences.some((d) => d.kind === 'missing' && `/${d.path}` === program),
  );
  const stack = layers.flatMap((l) => (l ? [l.key] : [])).toReversed();
  const isGone = program !== null && isLost && mergedPath(index.model, stack, program.slice(1)).is !== 'served';
  return { key: bad[0]?.key ?? null, top, program: isGone ? program : null };
}

function containerRow(
  groups: ImageGroups,
  { container, how, line }: StandingContainer,
  c: number,
  damage: Damage,
  own: boolean,
): StandingRow {
  const key = present(container.layer ?? null);
  const layer = key === null ? undefined : groups.index.layers.get(key);
  const title = layer ? layerTitle(layer, groups.index.stores.get(layer.store)) : '';
  // Another image may have the damaged layer too, and start another program.
  const isOfImage = key !== null && stackBelow(groups.index, key).find((l) => l.role === 'layer')?.key === damage.top;
  const as: StandingHow =
    how === 'failed'
      ? 'failed'
      : how === 'runs-on'
        ? 'runs-on'
        : damage.key === null
          ? 'stopped'
          : damage.program !== null && isOfImage
            ? 'will-fail'
            : 'fails-next';
  const image = present(container.image);
  return {
    key: `stands:${c}:${container.id}`,
    shape: container.isSandbox ? 'sandbox' : 'container',
    copy: `copy:${c}`,
    own,
    count: 1,
    title: container.name,
    id: container.id,
    layer: title,
    layerAside: container.isSandbox
      ? say(msg('layersfig.sandbox'))
      : layer
        ? say(msg(`layersfig.role.${layer.role}`))
        : '',
    how: as,
    lost: as === 'failed' || as === 'will-fail' ? damage.program : null,
    says: saysOf(as, container.pid, damage.key !== null),
    saysAside: asideOf(as, container.state, damage, line?.text ?? ''),
    trouble: as === 'failed' || as === 'will-fail' ? 'crit' : as === 'fails-next' ? 'warn' : 'none',
    name: say(
      msg('layersfig.object.container', {
        name: container.name,
        id: container.id,
        image: image ?? '',
        says: saysOf(as, container.pid, damage.key !== null),
      }),
    ),
    subject: { kind: 'container', id: container.id, name: container.name },
    source: line?.source ?? container.source,
  };
}

function saysOf(how: StandingHow, pid: number | null, damaged: boolean): string {
  switch (how) {
    case 'failed':
      return say(msg('layersfig.failed'));
    case 'will-fail':
      return say(msg('layersfig.will-fail'));
    case 'runs-on':
      return say(damaged ? msg('layersfig.runs-on', { pid: pid ?? 0 }) : msg('layersfig.runs', { pid: pid ?? 0 }));
    case 'fails-next':
      return say(msg('layersfig.fails-next'));
    case 'stopped':
    case 'image':
      return say(msg('layersfig.stopped'));
  }
}

function asideOf(how: StandingHow, state: string, { key, program }: Damage, log: string): string {
  if (how === 'failed')
    return /stat \S+: no such file/.exec(log)?.[0] ?? say(msg('layersfig.program-missing', { program: program ?? '' }));
  if (how === 'runs-on') return key === null ? '' : say(msg('layersfig.loaded-before'));
  if (how === 'will-fail') return say(msg('layersfig.program-missing', { program: program ?? '' }));
  return state;
}
