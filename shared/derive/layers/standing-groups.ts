import { imageName } from '#shared/derive/layers/image-groups.ts';
import type { LayersAsk } from '#shared/derive/layers/resolve-layers.ts';
import type { StandingRow } from '#shared/derive/layers-figure.ts';
import { shortId } from '#shared/derive/short-path.ts';
import { msg, say } from '#shared/messages/index.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { type BlastRadius, startFailures } from '#shared/model/layers/blast-radius.ts';

/** Containers of one copy that are drawn one by one; what is equal beyond that is a group. */
const mostSingle = 6;

/** What is wrong with one copy. */
export interface Damage {
  /** The lowest layer of the copy with a fault; null: none. */
  readonly key: string | null;
  /** Uppermost layer of the image. */
  readonly top: string | null;
  /** The program that its image starts is not there. */
  readonly program: string | null;
}

/** Containers that are equal in how they stand there, where there are many. */
export function grouped(
  rows: readonly StandingRow[],
  c: number,
  expanded: ReadonlySet<string>,
): readonly StandingRow[] {
  if (rows.length <= mostSingle) return rows;
  const out: StandingRow[] = [];
  for (const how of new Set(rows.map((r) => r.how))) {
    const same = rows.filter((r) => r.how === how);
    const key = `stands:${c}:group:${how}`;
    const [first] = same;
    if (same.length < 3 || expanded.has(key) || first === undefined) out.push(...same);
    else
      out.push({
        ...first,
        key,
        count: same.length,
        title: say(msg('layersfig.containers', { n: same.length })),
        id: same
          .slice(0, 2)
          .map((r) => r.title)
          .join(', '),
        layer: '',
        layerAside: '',
        says: say(msg(`layersfig.group-how.${how}`)),
        saysAside: '',
        name: `${say(msg('layersfig.containers', { n: same.length }))}: ${same
          .map((r) => r.title)
          .slice(0, 20)
          .join(', ')}`,
        subject: null,
        source: null,
      });
  }
  return out;
}

/** What the kubelet will make next: the sandbox of every new pod comes from this image. */
export function everyPod(
  model: HostModel,
  { sandboxImages }: BlastRadius,
  c: number,
  damage: Damage,
): readonly StandingRow[] {
  const [from] = sandboxImages;
  if (!from) return [];
  const fails = damage.program !== null;
  const failed = startFailures(model).filter(
    (f) => f.program === damage.program && f.line.text.includes('&PodSandboxMetadata{'),
  ).length;
  const says = say(
    fails ? msg('layersfig.will-fail') : damage.key !== null ? msg('layersfig.fails-next') : msg('layersfig.will-use'),
  );
  return [
    {
      key: `stands:${c}:every-pod`,
      shape: 'every-pod',
      copy: `copy:${c}`,
      own: false,
      count: 1,
      title: say(msg('layersfig.every-pod')),
      id: `sandbox_image ${imageName(from.image)}`,
      layer: '',
      layerAside: '',
      lost: damage.program,
      how: fails ? 'will-fail' : damage.key !== null ? 'fails-next' : 'stopped',
      says,
      saysAside: failed > 0 ? say(msg('layersfig.failed-already', { n: failed })) : '',
      trouble: fails ? 'crit' : damage.key !== null ? 'warn' : 'none',
      name: `${say(msg('layersfig.every-pod'))}: ${says}, sandbox_image ${imageName(from.image)}`,
      subject: null,
      source: from.source,
    },
  ];
}

/** Images that have the damaged layer too. */
export function otherImages(
  ask: LayersAsk,
  { images }: BlastRadius,
  c: number,
  damaged: boolean,
): readonly StandingRow[] {
  const own = new Set(ask.group?.images.map((i) => i.key));
  const others = images.filter((i) => !own.has(i.key));
  const [first] = others;
  if (!damaged || !first) return [];
  const title = others.length === 1 ? imageName(first) : say(msg('layersfig.images', { n: others.length }));
  return [
    {
      key: `stands:${c}:images`,
      shape: 'image',
      copy: `copy:${c}`,
      own: false,
      count: others.length,
      title,
      id: others.slice(0, 2).map(imageName).map(shortId).join(', '),
      layer: '',
      layerAside: '',
      how: 'image',
      lost: null,
      says: say(msg('layersfig.has-it-too')),
      saysAside: '',
      trouble: 'warn',
      name: `${say(msg('layersfig.images', { n: others.length }))}: ${others.map(imageName).join(', ')}`,
      subject: { kind: 'image', id: first.key, name: imageName(first) },
      source: first.sources[0] ?? null,
    },
  ];
}
