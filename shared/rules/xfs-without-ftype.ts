import { msg } from '#shared/messages/index.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import type { LayerStore } from '#shared/model/layers.ts';
import type { LogLine } from '#shared/model/log.ts';
import { indexOf } from '#shared/model/model-index.ts';
import { type Mount, mountRef } from '#shared/model/mount.ts';
import { containingMount } from '#shared/model/mount-paths.ts';
import { cannotTell, clear, finding, firesOr, nonEmpty } from '#shared/rules/answer.ts';
import { withoutStores } from '#shared/rules/layer-rules.ts';
import { remedyStep } from '#shared/rules/remedy.ts';
import type { Finding, Rule } from '#shared/rules/rule.ts';
import { mountSubject, pathSubject } from '#shared/rules/subjects.ts';

/** overlayfs's own line (fs/overlayfs/super.c), docker's and containerd's (overlay: the backing xfs filesystem …). */
const withoutTypes =
  /overlayfs: upper fs (?:needs to|does not) support d_type|formatted without d_type support|ftype=0/i;
const drivers = new Set(['overlayfs', 'overlay2', 'overlay', 'fuse-overlayfs']);

/**
 * O-08: the filesystem below a store of overlay layers does not say of a name what type it has, so that whiteouts are not
 * recognised. The filesystem itself says so where it could be asked, else the log does. The one that counts is the one that the
 * store lies on: an xfs made otherwise elsewhere says nothing.
 */
export const xfsWithoutFtype: Rule = {
  id: 'xfs-without-ftype',
  code: 'O-08',
  needs: ['mount-tables', 'namespace-links'],
  alsoReads: [
    'kernel-log',
    'engine-log',
    'layer-folders',
    'containerd-snapshotters',
    'docker-images',
    'docker-containers',
    'containers-storage',
  ],
  check(evidence) {
    const { model } = evidence;
    const nowhere = withoutStores(evidence);
    if (nowhere) return nowhere;
    const lines = model.log.filter((l) => withoutTypes.test(l.text));
    const placed = model.layerStores
      .filter((s) => drivers.has(s.driver))
      .map((store) => ({ store, mount: mountOf(model, store) }));
    const onXfs = placed.flatMap(({ store, mount }) => (mount?.shape.fsType === 'xfs' ? [{ store, mount }] : []));
    const meant = onXfs.flatMap(({ store, mount }) => {
      const own = lines.filter((l) => names(l, store, mount) || onXfs.length === 1);
      if (store.ftype?.kept) return [];
      return own.length > 0 || store.ftype ? [without(store, mount, own)] : [];
    });
    return firesOr(meant, () => {
      const lost = placed.find((p) => p.mount === null);
      if (lost) return cannotTell(msg('rule.xfs-without-ftype.no-mount', { store: lost.store.path }));
      const xfs = onXfs.find(({ store }) => !store.ftype);
      return xfs
        ? cannotTell(
            msg('rule.xfs-without-ftype.ask', { store: xfs.store.path, mountPoint: xfs.mount.shape.mountPoint }),
          )
        : clear(msg('rule.xfs-without-ftype.clear', { stores: placed.length, kept: onXfs.length }));
    });
  },
};

function mountOf(model: HostModel, store: LayerStore): Mount | null {
  const { hostNamespace, mountsByNamespace } = indexOf(model);
  const table = hostNamespace === null ? undefined : mountsByNamespace.get(hostNamespace);
  return table === undefined || store.path.startsWith('/proc/') ? null : containingMount(table, store.path);
}

/** A line that names a path means the store it lies in; the kernel's line names nothing. */
function names({ text, log }: LogLine, store: LayerStore, mount: Mount): boolean {
  return (log === 'engine' && text.includes(store.engineRoot)) || text.includes(mount.shape.source);
}

function without(store: LayerStore, mount: Mount, lines: readonly LogLine[]): Finding {
  return finding({
    id: `O-08:${store.path}`,
    severity: 'high',
    title: msg('rule.xfs-without-ftype.title', { store: store.path }),
    statement: msg('rule.xfs-without-ftype.statement', {
      store: store.path,
      mountPoint: mount.shape.mountPoint,
      device: mount.shape.source,
      lines: lines.length,
    }),
    subjects: [pathSubject(store.path), mountSubject(mount)],
    sources: nonEmpty(store.ftype?.source ?? lines.at(-1)!.source, [mountRef(mount), store.source]),
    why: [msg('rule.xfs-without-ftype.why')],
    wrongIf: [msg('rule.xfs-without-ftype.wrong-if')],
    remedy: [
      remedyStep(msg('rule.xfs-without-ftype.look', { mountPoint: mount.shape.mountPoint }), null, 'host'),
      remedyStep(msg('rule.xfs-without-ftype.make'), null, 'host'),
    ],
  });
}
