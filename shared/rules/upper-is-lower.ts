import { msg } from '#shared/messages/index.ts';
import { groupBy } from '#shared/model/group-by.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import type { OverlayMount } from '#shared/model/layers.ts';
import { indexOf } from '#shared/model/model-index.ts';
import { containingMount } from '#shared/model/mount-paths.ts';
import { clear, finding, firesOr, nonEmpty, notApplicable } from '#shared/rules/answer.ts';
import { namespacesOfOverlay } from '#shared/rules/overlays.ts';
import { remedyStep } from '#shared/rules/remedy.ts';
import type { Finding, Rule } from '#shared/rules/rule.ts';
import { pathSubject } from '#shared/rules/subjects.ts';

/**
 * O-07: what one overlay writes to, another one reads as a lower. The kernel calls what then is seen undefined. A view
 * (`ctr snapshots view`, a diff) has no upper of its own and ends soon: it is not meant. Paths count only within one
 * namespace and on one mount: a lower of `/` does not reach into what is mounted below it.
 */
export const upperIsLower: Rule = {
  id: 'upper-is-lower',
  code: 'O-07',
  needs: ['mount-tables'],
  alsoReads: ['namespace-links', 'processless-tables', 'thread-namespaces'],
  check(evidence) {
    const { model } = evidence;
    if (model.overlays.length === 0) return notApplicable(evidence, ['mount-tables'], msg('rule.upper-is-lower.none'));
    const found = pairs(model.overlays)
      .filter(({ writer, reader, lower }) => reaches(model, writer, reader, lower))
      .map(({ writer, reader, lower }) => read(writer, reader, lower));
    const once = [...new Map(found.map((f) => [f.id, f])).values()];
    return firesOr(once, () => clear(msg('rule.upper-is-lower.clear', { overlays: model.overlays.length })));
  },
};

interface Pair {
  readonly writer: OverlayMount;
  readonly reader: OverlayMount;
  readonly lower: string;
}

/** Uppers and lowers of which one is the other or a folder above it. */
function pairs(overlays: readonly OverlayMount[]): readonly Pair[] {
  const uppers = groupBy(
    overlays.filter((o) => o.upper?.startsWith('/')),
    (o) => o.upper!,
  );
  const lowers = groupBy(
    overlays.flatMap((reader) => (reader.upper === null ? [] : reader.lowers.map((lower) => ({ reader, lower })))),
    (l) => l.lower,
  );
  const found: Pair[] = [];
  for (const [upper, writers] of uppers) {
    for (const at of upwards(upper)) {
      for (const { reader, lower } of lowers.get(at) ?? [])
        for (const writer of writers) found.push({ writer, reader, lower });
    }
  }
  for (const [lower, readers] of lowers) {
    for (const at of upwards(lower).slice(1)) {
      for (const writer of uppers.get(at) ?? [])
        for (const { reader } of readers) found.push({ writer, reader, lower });
    }
  }
  return found.filter(({ writer, reader }) => writer.device !== reader.device);
}

/** The path itself and every folder above it, up to `/`. */
function upwards(path: string): readonly string[] {
  const found = [path];
  for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) found.push(path.slice(0, at));
  return path === '/' ? found : [...found, '/'];
}

function reaches(model: HostModel, writer: OverlayMount, reader: OverlayMount, lower: string): boolean {
  const upper = writer.upper!;
  const here = namespacesOfOverlay(writer);
  return namespacesOfOverlay(reader).some((ns) => {
    if (!here.includes(ns)) return false;
    const table = indexOf(model).mountsByNamespace.get(ns) ?? [];
    return containingMount(table, upper)?.mountId === containingMount(table, lower)?.mountId;
  });
}

function read(writer: OverlayMount, reader: OverlayMount, lower: string): Finding {
  const upper = writer.upper!;
  return finding({
    id: `O-07:${upper}`,
    severity: 'high',
    title: msg('rule.upper-is-lower.title', { upper }),
    statement: msg('rule.upper-is-lower.statement', { upper, lower, writer: writer.device, reader: reader.device }),
    subjects: nonEmpty(pathSubject(upper), lower === upper ? [] : [pathSubject(lower)]),
    sources: [writer.source, reader.source],
    why: [msg('rule.upper-is-lower.why')],
    wrongIf: [msg('rule.upper-is-lower.wrong-if')],
    remedy: [remedyStep(msg('rule.upper-is-lower.stop', { writer: writer.device }), null, 'host')],
  });
}
