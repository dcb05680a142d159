import { isAbsent, present } from '#shared/base/absent.ts';
import { msg } from '#shared/messages/index.ts';
import type { DevicemapperRoot } from '#shared/model/docker-storage.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { cannotTell, clear, finding, firesOr, nonEmpty, notApplicable } from '#shared/rules/answer.ts';
import { poolOf, poolSubject } from '#shared/rules/pools.ts';
import { remedyStep } from '#shared/rules/remedy.ts';
import type { Finding, Rule } from '#shared/rules/rule.ts';
import { pathSubject } from '#shared/rules/subjects.ts';
import { sameRoot } from '#shared/rules/thin-owners.ts';

const removalOption = 'dm.use_deferred_removal';
const deletionOption = 'dm.use_deferred_deletion';

/** T-17: docker could put off the deletion of a busy device, and was not told to: `docker rm` fails instead. */
export const deferredDeletionOff: Rule = {
  id: 'deferred-deletion-off',
  code: 'T-17',
  needs: ['docker-device-metadata', 'daemons', 'host'],
  alsoReads: ['command-lines'],
  check(evidence) {
    const { model } = evidence;
    const roots = model.devicemapperRoots;
    if (roots.length === 0) {
      return notApplicable(evidence, ['docker-device-metadata'], msg('rule.deferred-deletion-off.no-docker'));
    }
    const supported = isSupported(model);
    if (supported === null) return cannotTell(msg('rule.deferred-deletion-off.no-kernel'));
    if (!supported)
      return clear(msg('rule.deferred-deletion-off.old-kernel', { kernel: present(model.host.kernel) ?? '' }));
    const served = roots.filter((r) =>
      model.daemons.some((d) => d.kind === 'dockerd' && !isAbsent(d.root) && sameRoot(d.root, r.engineRoot)),
    );
    return firesOr(
      served.flatMap((root) =>
        isOn(model, root, removalOption) && isOn(model, root, deletionOption) ? [] : [off(model, root)],
      ),
      () => {
        const unserved = roots.find((r) => !served.includes(r));
        return unserved
          ? cannotTell(msg('rule.deferred-deletion-off.no-daemon', { root: unserved.engineRoot }))
          : clear(msg('rule.deferred-deletion-off.clear', { roots: roots.length }));
      },
    );
  },
};

/** device-mapper can since Linux 3.13; Red Hat's 3.10 since 7.4 (build 693). */
function isSupported(model: HostModel): boolean | null {
  const { kernel } = model.host;
  const [, major, minor, build] = isAbsent(kernel) ? [] : (/^(\d+)\.(\d+)(?:\.\d+-(\d+))?/.exec(kernel) ?? []);
  if (major === undefined || minor === undefined) return null;
  const version = Number(major) * 1000 + Number(minor);
  return version >= 3013 || (version === 3010 && Number(build ?? 0) >= 693);
}

const optionsOf = (model: HostModel, root: DevicemapperRoot, name: string) =>
  model.storageOptions.filter((o) => o.engine === 'docker' && o.name === name && sameRoot(o.root, root.engineRoot));

const isOn = (model: HostModel, root: DevicemapperRoot, name: string) =>
  optionsOf(model, root, name).some((o) => /^(?:true|1|t)$/i.test(o.value));

function off(model: HostModel, root: DevicemapperRoot): Finding {
  const pool = isAbsent(root.pool) ? null : poolOf(model, root.pool);
  const written = [removalOption, deletionOption].flatMap((name) => optionsOf(model, root, name));
  const daemon = model.daemons.find(
    (d) => d.kind === 'dockerd' && !isAbsent(d.root) && sameRoot(d.root, root.engineRoot),
  );
  return finding({
    id: `T-17:${root.engineRoot}`,
    severity: 'medium',
    title: msg('rule.deferred-deletion-off.title', { root: root.engineRoot }),
    statement: msg('rule.deferred-deletion-off.statement', {
      root: root.engineRoot,
      removal: isOn(model, root, removalOption),
      deletion: isOn(model, root, deletionOption),
    }),
    subjects: nonEmpty(pathSubject(root.engineRoot), pool ? [poolSubject(pool)] : []),
    sources: nonEmpty(daemon?.source ?? root.source, [root.source, ...written.map((o) => o.source)]),
    why: [msg('rule.deferred-deletion-off.why')],
    wrongIf: [msg('rule.deferred-deletion-off.wrong-if')],
    remedy: [remedyStep(msg('rule.deferred-deletion-off.both'), null, 'host')],
  });
}
