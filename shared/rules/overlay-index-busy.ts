import { isAbsent } from '#shared/base/absent.ts';
import { msg } from '#shared/messages/index.ts';
import { groupBy } from '#shared/model/group-by.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import type { LogLine } from '#shared/model/log.ts';
import { indexOf } from '#shared/model/model-index.ts';
import { type Mount, mountRef } from '#shared/model/mount.ts';
import { cannotTell, clear, finding, firesOr, nonEmpty, notApplicable } from '#shared/rules/answer.ts';
import { remedyStep } from '#shared/rules/remedy.ts';
import type { Finding, Rule } from '#shared/rules/rule.ts';
import { mountSubject, namespaceSubject } from '#shared/rules/subjects.ts';

const refusedByKernel = /overlayfs: (upperdir|workdir) is in-use/i;
const refusedByEngine = /overlay.*(device or resource busy|EBUSY)|\/merged: device or resource busy/i;

/**
 * with `index=on` overlayfs refuses an upper directory that another mount still has.
 *
 * Where the same overlay superblock (equal upper, equal device) lives on in another
 * namespace, that copy is why. Equal upper with another device is O-06, a different fault.
 * Kernels changed sides more than once (4.13 to 4.19, 5.2), so what counts is the parameter
 * as read and the refusal as logged, never the version.
 */
export const overlayIndexBusy: Rule = {
  id: 'overlay-index-busy',
  code: 'R-18',
  needs: ['settings', 'mount-tables', 'namespace-links'],
  alsoReads: ['kernel-log', 'engine-log', 'processless-tables', 'thread-namespaces'],
  check(evidence) {
    const { model } = evidence;
    const { overlayIndex } = model.settings;
    if (isAbsent(overlayIndex)) {
      return overlayIndex.absent === 'not-applicable'
        ? notApplicable(evidence, ['settings'], msg('rule.overlay-index-busy.no-overlay'))
        : cannotTell(msg('rule.overlay-index-busy.unknown'));
    }
    const refusals = model.log.filter((l) => refusedByKernel.test(l.text) || refusedByEngine.test(l.text));
    if (!overlayIndex || refusals.length === 0) {
      return clear(msg('rule.overlay-index-busy.clear', { refusals: refusals.length, index: overlayIndex }));
    }
    const copies = copiesElsewhere(model);
    const named = refusals.flatMap((line) => copies.filter((c) => names(line, c.upper)).map((c) => ({ line, ...c })));
    // The kernel's line names no path: then it is told only when there is one candidate.
    const [only] = copies;
    const silent = refusals.find((l) => refusedByKernel.test(l.text));
    const blamed = named.length > 0 ? named : silent && only && copies.length === 1 ? [{ line: silent, ...only }] : [];
    return firesOr([...groupBy(blamed, (b) => b.upper).values()].map(busy), () =>
      cannotTell(msg('rule.overlay-index-busy.no-copy', { refusals: refusals.length, copies: copies.length })),
    );
  },
};

interface Copies {
  readonly upper: string;
  readonly mounts: readonly Mount[];
}

/** Overlays that stand outside the host's namespace and not in it: the host unmounted its own, a copy stayed. */
function copiesElsewhere(model: HostModel): readonly Copies[] {
  const { hostNamespace } = indexOf(model);
  const overlays = model.mounts.filter((m) => m.shape.fsType === 'overlay');
  return [...groupBy(overlays, (m) => m.shape.device).values()].flatMap((mounts) => {
    const upper = mounts[0]?.shape.superOptions.find((o) => o.startsWith('upperdir='))?.slice('upperdir='.length);
    const onHost = mounts.some((m) => m.namespace === hostNamespace);
    // The root of a container is its own overlay: a running container is no leak.
    const asRoot = mounts.some((m) => m.shape.mountPoint === '/');
    return upper === undefined || onHost || asRoot ? [] : [{ upper, mounts }];
  });
}

/** `…/overlay2/<id>/diff` is the upper of `…/overlay2/<id>/merged`. */
const names = (line: LogLine, upper: string) => line.text.includes(upper.replace(/\/(diff|upper|fs)$/, '/'));

function busy(group: readonly (Copies & { readonly line: LogLine })[]): Finding {
  const [{ upper, mounts, line }] = group as readonly [Copies & { readonly line: LogLine }];
  const namespaces = [...new Set(mounts.map((m) => m.namespace))];
  const [first] = mounts as readonly [Mount, ...Mount[]];
  return finding({
    id: `R-18:${upper}`,
    severity: 'high',
    title: msg('rule.overlay-index-busy.title', { upper }),
    statement: msg('rule.overlay-index-busy.statement', {
      upper,
      device: first.shape.device,
      namespaces: namespaces.length,
      refusals: group.length,
    }),
    subjects: nonEmpty(mountSubject(first), namespaces.map(namespaceSubject)),
    sources: nonEmpty(line.source, mounts.map(mountRef)),
    why: [msg('rule.overlay-index-busy.why')],
    wrongIf: [msg('rule.overlay-index-busy.wrong-if')],
    remedy: [
      remedyStep(
        msg('rule.overlay-index-busy.free', { namespace: first.namespace, mountPoint: first.shape.mountPoint }),
        null,
        'namespace',
      ),
      remedyStep(msg('rule.overlay-index-busy.update'), null, 'host'),
    ],
  });
}
