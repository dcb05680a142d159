import { isAbsent, present } from '#shared/base/absent.ts';
import type { SourceRef } from '#shared/base/source-ref.ts';
import { msg } from '#shared/messages/index.ts';
import type { DockerDevice } from '#shared/model/docker-storage.ts';
import { groupBy } from '#shared/model/group-by.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { activeOf, containerOfDockerDevice } from '#shared/model/thin/thin-links.ts';
import { clear, finding, firesOr, nonEmpty, notApplicable } from '#shared/rules/answer.ts';
import { poolOf, poolSubject } from '#shared/rules/pools.ts';
import { remedyStep } from '#shared/rules/remedy.ts';
import type { Finding, Rule, Subject } from '#shared/rules/rule.ts';
import { containerSubject, pathSubject } from '#shared/rules/subjects.ts';
import { dockerDeviceOf } from '#shared/rules/thin-owners.ts';

const inUse = /[Dd]evice ID (\d+) exists in pool but it is supposed to be unused/;

/** T-20: one device id for two layers. Whichever is started writes over the other. */
export const thinIdReused: Rule = {
  id: 'thin-id-reused',
  code: 'T-20',
  needs: ['docker-device-metadata', 'dm-table'],
  alsoReads: ['engine-log', 'docker-containers'],
  check(evidence) {
    const { model } = evidence;
    if (model.dockerDevices.length === 0) {
      return notApplicable(evidence, ['docker-device-metadata'], msg('rule.thin-id-reused.no-devices'));
    }
    const findings = [...duplicates(model), ...otherIds(model), ...logged(model)];
    return firesOr([...new Map(findings.map((f) => [f.id, f])).values()], () =>
      clear(msg('rule.thin-id-reused.clear', { devices: model.dockerDevices.length })),
    );
  },
};

/** Ids are unique in a pool, and a pool may serve two data roots. A device marked deleted only waits to be unregistered. */
const poolKey = (d: DockerDevice) => (isAbsent(d.pool) ? d.engineRoot : d.pool);

function duplicates(model: HostModel): readonly Finding[] {
  const alive = model.dockerDevices.filter((d) => !d.deleted);
  return [...groupBy(alive, (d) => `${poolKey(d)}/${d.deviceId}`).values()].flatMap((group) => {
    const [first, second] = group;
    if (!first || !second) return [];
    return [
      reused(model, `T-20:${poolKey(first)}/${first.deviceId}`, group, {
        title: msg('rule.thin-id-reused.title', { id: first.deviceId }),
        statement: msg('rule.thin-id-reused.two', {
          id: first.deviceId,
          layers: group.length,
          first: nameOf(model, first),
          second: nameOf(model, second),
        }),
      }),
    ];
  });
}

/** An active device carries the name of a layer, but the id of another one. */
function otherIds(model: HostModel): readonly Finding[] {
  const active = new Map(
    model.thinDevices.flatMap((t) => activeOf(t).map((a) => [a.dmName, { thin: t, source: a.source }] as const)),
  );
  return model.dockerDevices.flatMap((d) => {
    const found = isAbsent(d.dmName) ? undefined : active.get(d.dmName);
    if (!found || isAbsent(found.thin.id) || found.thin.id === d.deviceId || found.thin.pool !== d.pool) return [];
    const other = dockerDeviceOf(model, found.thin);
    return [
      reused(model, `T-20:${poolKey(d)}/${d.deviceId}`, other ? [d, other] : [d], {
        title: msg('rule.thin-id-reused.title', { id: found.thin.id }),
        statement: msg('rule.thin-id-reused.other', {
          name: present(d.dmName) ?? '',
          active: found.thin.id,
          written: d.deviceId,
        }),
        sources: [found.source],
      }),
    ];
  });
}

/** docker met an id that it believed to be free. Only while some device still has the id, or nobody could say. */
function logged(model: HostModel): readonly Finding[] {
  return model.log.flatMap((line) => {
    const id = line.log === 'engine' ? inUse.exec(line.text)?.[1] : undefined;
    if (id === undefined) return [];
    const own = model.dockerDevices.filter((d) => d.deviceId === Number(id));
    return [
      reused(model, `T-20:log/${id}`, own, {
        title: msg('rule.thin-id-reused.title', { id: Number(id) }),
        statement: msg('rule.thin-id-reused.log', { id: Number(id) }),
        sources: [line.source],
      }),
    ];
  });
}

const nameOf = (model: HostModel, d: DockerDevice) => containerOfDockerDevice(model, d)?.name ?? d.hash.slice(0, 12);

function reused(
  model: HostModel,
  id: string,
  devices: readonly DockerDevice[],
  said: Pick<Finding, 'title' | 'statement'> & { readonly sources?: readonly SourceRef[] },
): Finding {
  const pools = devices.flatMap((d) => (isAbsent(d.pool) ? [] : (poolOf(model, d.pool) ?? [])));
  const subjects: readonly Subject[] = [
    ...devices.map((d) => pathSubject(`${d.engineRoot}/devicemapper/metadata/${d.hash}`)),
    ...devices.flatMap((d) => containerOfDockerDevice(model, d) ?? []).map(containerSubject),
    ...pools.slice(0, 1).map(poolSubject),
  ];
  const sources = [...(said.sources ?? []), ...devices.map((d) => d.source)];
  return finding({
    id,
    severity: 'critical',
    title: said.title,
    statement: said.statement,
    subjects: nonEmpty(subjects[0] ?? pathSubject('/var/lib/docker'), subjects.slice(1)),
    sources: nonEmpty(sources[0] ?? { evidence: 'docker-device-metadata', line: 0 }, sources.slice(1)),
    why: [msg('rule.thin-id-reused.why')],
    wrongIf: [msg('rule.thin-id-reused.wrong-if')],
    remedy: [remedyStep(msg('rule.thin-id-reused.stop'), null, 'host')],
  });
}
