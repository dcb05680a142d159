import { describe, expect, it } from 'vitest';
import { present } from '#shared/base/absent.ts';
import { say } from '#shared/messages/index.ts';
import { buildHostModel } from '#shared/model/build-host-model.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { orphanRunbook, repairRunbook } from '#shared/model/thin/runbook.ts';
import type { ThinDevice } from '#shared/model/thin.ts';
import { readHost } from '#test/hosts/read-host.ts';

const { model } = buildHostModel(readHost('lab-broken').records);
const ofContainer = (name: string, from: HostModel = model): ThinDevice => {
  const container = from.containers.find((c) => c.name === name)!;
  const file = from.dockerDevices.find((d) => d.hash === container.mountId)!;
  return from.thinDevices.find((t) => t.key === `${present(file.pool)}/${file.deviceId}`)!;
};
const commands = (steps: ReturnType<typeof repairRunbook>) => steps.flatMap((s) => s.command ?? []);
const reason = (steps: ReturnType<typeof repairRunbook>) => {
  expect(steps.map((s) => s.command)).toEqual([null]);
  return steps[0]!.say.key;
};
const kubesql = ofContainer('kubesql-server');
const docker = '/var/lib/docker';

describe('the repair of a full container', () => {
  const container = model.containers.find((c) => c.name === 'kubesql-server')!;
  const name = present(container.dmName)!;
  const lines = commands(repairRunbook(model, kubesql));

  it('activates and gives back exactly the device of that container', () => {
    expect(lines).toContain(`dmsetup create ${name} --table '0 1048576 thin /dev/mapper/docker-254:0-131193-pool 25'`);
    expect(lines).toContain(`dmsetup remove ${name}`);
    expect(lines.at(-1)).toBe(`docker start ${container.id}`);
    expect(lines.filter((l) => /^mkdir.*mount -o nouuid/.test(l))).toHaveLength(1);
  });

  it('names no other device of the host in any line', () => {
    const others = model.blockDevices.flatMap((b) =>
      b.dmName && b.dmName !== name && /[0-9a-f]{64}/.test(b.dmName) ? [b.dmName] : [],
    );
    expect(others.length).toBeGreaterThan(5);
    for (const other of others) expect(lines.join('\n')).not.toContain(other);
  });

  it('asks the daemon that has the container', () => {
    expect(commands(repairRunbook(model, ofContainer('lvm-exited'))).at(-1)).toMatch(
      /^docker -H unix:\/\/\/run\/docker-lvm\.sock start /,
    );
  });

  it('says each step in words', () => {
    for (const step of repairRunbook(model, kubesql)) expect(say(step.say)).toMatch(/[a-z].*[.:]$/s);
  });

  it.each<[string, string, (m: HostModel) => HostModel]>([
    ['runs', 'running', (m) => ({ ...m, containers: m.containers.map((c) => ({ ...c, state: 'running' })) })],
    ['is gone', 'container', (m) => ({ ...m, containers: [] })],
    [
      'shares its id with another device of docker',
      'books',
      (m) => ({
        ...m,
        thinDevices: m.thinDevices.map((t) =>
          t.key === kubesql.key
            ? {
                ...t,
                knownFrom: [
                  t.knownFrom[0],
                  { from: 'docker-metadata', engineRoot: docker, hash: 'base', source: t.source },
                ],
              }
            : t,
        ),
      }),
    ],
    [
      'is in a pool that cannot be written',
      'pool',
      (m) => ({ ...m, thinPools: m.thinPools.map((p) => ({ ...p, status: { state: 'failed', source: p.source } })) }),
    ],
    [
      'has a data root that was moved',
      'prefix',
      (m) => ({ ...m, devicemapperRoots: m.devicemapperRoots.map((r) => ({ ...r, prefix: 'docker-8:1-77' })) }),
    ],
    [
      'has a name that a terminal would turn round',
      'name',
      (m) => ({ ...m, thinPools: m.thinPools.map((p) => ({ ...p, dmName: `${p.dmName}\u202e` })) }),
    ],
    [
      'was captured without the tables',
      'unread',
      (m) => ({
        ...m,
        thinDevices: m.thinDevices.map((t) => ({ ...t, active: { absent: 'unreadable', because: 'not root' } })),
      }),
    ],
  ])('is refused where the container %s', (_what, why, change) => {
    const changed = change(model);
    const thin = changed.thinDevices.find((t) => t.key === kubesql.key)!;
    expect(reason(repairRunbook(changed, thin))).toBe(`runbook.refused.${why}`);
  });

  it('is refused where the device is active, and for what is no container', () => {
    expect(reason(repairRunbook(model, ofContainer('victim-A1')))).toBe('runbook.refused.active');
    const init = model.thinDevices.find((t) =>
      t.knownFrom.some((k) => k.from === 'docker-metadata' && k.hash.endsWith('-init')),
    )!;
    expect(reason(repairRunbook(model, init))).toBe('runbook.refused.container');
  });
});

describe('the deletion of an orphan', () => {
  const orphan = model.thinDevices.find((t) => t.id === 4242)!;

  it('takes the device away first, and looks into the books again in the line that deletes', () => {
    expect(commands(orphanRunbook(model, orphan))).toEqual([
      'dmsetup info -c --noheadings -o open docker-254:0-131193-0000orphan4242',
      'dmsetup remove docker-254:0-131193-0000orphan4242',
      `grep -rE '"device_id":4242[,}]' /var/lib/docker/devicemapper/metadata; [ "$?" -eq 1 ] && dmsetup message docker-254:0-131193-pool 0 'delete 4242'`,
      'dmsetup status --noflush docker-254:0-131193-pool',
    ]);
  });

  it('is refused for a device that an owner knows, that is open, or in a pool whose owner is not known', () => {
    expect(reason(orphanRunbook(model, kubesql))).toBe('runbook.refused.known');
    const unowned = model.thinDevices.find((t) => t.id === 101)!;
    expect(reason(orphanRunbook(model, unowned))).toBe('runbook.refused.owner');
    const opened = { ...orphan, active: present(orphan.active)!.map((a) => ({ ...a, open: 1 })) };
    expect(reason(orphanRunbook(model, opened))).toBe('runbook.refused.open');
    const failed = model.thinDevices.find((t) => typeof t.id !== 'number')!;
    expect(reason(orphanRunbook(model, failed))).toBe('runbook.refused.unknown');
  });

  it('prints nothing at all where one of its lines could not be printed', () => {
    const active = present(orphan.active)!.map((a) => ({ ...a, dmName: '-rf' }));
    expect(reason(orphanRunbook(model, { ...orphan, active }))).toBe('runbook.refused.name');
  });
});
