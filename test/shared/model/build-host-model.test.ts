import { describe, expect, it } from 'vitest';
import { collectorIds } from '#shared/collectors/ids.ts';
import type { EvidenceEnd } from '#shared/evidence/record.ts';
import { buildHostModel } from '#shared/model/build-host-model.ts';
import { buildLedger } from '#shared/model/build-ledger.ts';
import { checkIntegrity } from '#shared/model/check-integrity.ts';
import { indexOf } from '#shared/model/model-index.ts';
import { hostFromMounts } from '#test/builders/host-from-mounts.ts';
import { record } from '#test/builders/records.ts';
import { readHost } from '#test/hosts/read-host.ts';

const id = (digit: string) => digit.repeat(64);
const stat = (pid: number, ppid: number, comm = 'x') =>
  `/proc/${pid}/stat:${pid} (${comm}) S ${ppid} 1 1 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 ${pid * 10} 0\n`;

describe('the container of a process', () => {
  const containerOf = (cgroup: string, command = 'sh\0') => {
    const { model } = buildHostModel([
      record('processes', stat(10, 1) + stat(11, 10)),
      record('command-lines', `/proc/10/cmdline:${command}\n`),
      record('cgroups', `/proc/11/cgroup:${cgroup}\n`),
      record(
        'containerd-containers/config',
        `/run/containerd/io.containerd.runtime.v2.task/default/shop-1/config.json:{"linux":{"cgroupsPath":"/default/shop-1"}}\n`,
      ),
    ]);
    return model.processes.find((p) => p.pid === 11)?.containerId;
  };

  it.each([
    ['docker, systemd driver', `0::/system.slice/docker-${id('a')}.scope`, id('a')],
    ['docker, cgroupfs driver', `1:name=systemd:/docker/${id('a')}`, id('a')],
    [
      'containerd through the CRI',
      `0::/kubepods.slice/kubepods-burstable.slice/kubepods-pod1.slice/cri-containerd-${id('b')}.scope`,
      id('b'),
    ],
    ['the CRI with cgroupfs', `1:name=systemd:/kubepods/burstable/pod0f1b7c1e/${id('b')}`, id('b')],
    ['podman', `0::/machine.slice/libpod-${id('c')}.scope/container`, id('c')],
    ['cri-o', `0::/kubepods.slice/crio-${id('d')}.scope`, id('d')],
    ['a nested cgroup', `0::/system.slice/docker-${id('a')}.scope/init`, id('a')],
    ['ctr, by its cgroupsPath', '0::/default/shop-1', 'shop-1'],
    ["podman's monitor", `0::/machine.slice/libpod-conmon-${id('c')}.scope`, null],
    ['a plain service', '0::/system.slice/ssh.service', null],
  ])('is told by the cgroup of %s', (_what, cgroup, expected) => {
    expect(containerOf(cgroup)).toBe(expected);
  });

  it.each([
    ['runc v2', `/usr/bin/containerd-shim-runc-v2\0-namespace\0moby\0-id\0${id('a')}\0`, id('a')],
    ['containerd 1.1', `containerd-shim\0-namespace\0moby\0-workdir\0/run/x/moby/${id('a')}\0`, id('a')],
    ['docker 1.12', `docker-containerd-shim\0${id('a')}\0/var/run/docker/libcontainerd/x\0`, id('a')],
    ['conmon', `/usr/bin/conmon\0--api-version\u00001\0-c\0${id('c')}\0`, id('c')],
    ['nothing that is a shim', `sh\0-id\0${id('a')}\0`, null],
  ])('is told by the ancestry of %s', (_what, command, expected) => {
    expect(containerOf('0::/', command)).toBe(expected);
  });
});

describe('one container in two engines', () => {
  it("joins containerd's moby with docker's, and keeps containerd's own", () => {
    const { model } = buildHostModel(readHost('lab-broken').records);
    const ids = model.containers.map((c) => c.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(model.containers.filter((c) => c.runtimeNamespace === 'moby').every((c) => c.runtime === 'docker')).toBe(
      true,
    );
    expect(
      model.containers
        .filter((c) => c.runtime === 'containerd')
        .map((c) => c.name)
        .sort(),
    ).toEqual(['agent-1', 'coredns', 'coredns', 'kube-proxy', 'many12', 'many64', 'pause-1', 'shop-1', 'shop-2']);
  });

  it('tells two dockerds apart by data root, prefix of device names and mount namespace', () => {
    const { model } = buildHostModel(readHost('lab-broken').records);
    const eap = model.containers.find((c) => c.name === 'eap');
    const web = model.containers.find((c) => c.name === 'web');
    expect([eap?.engineRoot, web?.engineRoot]).toEqual(['/var/lib/docker-lvm', '/var/lib/docker']);
    expect(eap?.dmName).toMatch(/^docker-254:0-131261-/);
    expect(web?.dmName).toMatch(/^docker-254:0-131193-/);
    const engines = model.daemons.filter((d) => d.kind === 'dockerd').map((d) => d.mountNamespace);
    expect(new Set(engines).size).toBe(2);
  });

  it('names pods and their sandboxes', () => {
    const { model } = buildHostModel(readHost('lab-broken').records);
    const pod = model.pods.find((p) => p.name === 'coredns');
    const members = model.containers.filter((c) => c.podUid === pod?.uid);
    expect(members.filter((c) => c.isSandbox)).toHaveLength(1);
    expect(members).toHaveLength(2);
    expect(pod?.sandboxId).toBe(members.find((c) => c.isSandbox)?.id);
  });
});

describe('a mount table', () => {
  it('that is empty though it was read says so: the root of its reader is detached', () => {
    const { model } = buildHostModel([record('mount-table/7', '')]);
    expect(model.mountTables[0]?.mounts).toMatchObject({ absent: 'unreadable' });
  });

  it('that could not be read as mountinfo comes from the fallback, with devices by name', () => {
    const { model } = buildHostModel([
      record('mount-table/7', '', { kind: 'timed-out', afterMs: 2000 }),
      record('mount-table/7/mounts', '/dev/mapper/docker-x /mnt xfs rw 0 0\ntmpfs /t tmpfs rw 0 0\n'),
      record('block-devices', '/sys/block/dm-9/dev:253:9\n/sys/block/dm-9/dm/name:docker-x\n'),
    ]);
    expect(model.mountTables[0]).toMatchObject({ format: 'mounts', mounts: 2 });
    expect(model.mounts.map((m) => [m.mountId, m.shape.device])).toEqual([
      [-1, '253:9'],
      [-2, ''],
    ]);
    expect(checkIntegrity(model)).toEqual([]);
  });

  it('whose mountinfo was given up is completed from the fallback, and what has no device there is nobody’s copy', () => {
    const { model } = buildHostModel([
      record('mount-table/7', '1 0 0:4 / / rw - tmpfs t rw\n', { kind: 'timed-out', afterMs: 300 }),
      record('mount-table/7/mounts', 't / tmpfs rw 0 0\nshm /a tmpfs rw 0 0\nshm /b tmpfs rw 0 0\n'),
    ]);
    expect(model.mounts.map((m) => [m.mountId, m.shape.mountPoint])).toEqual([
      [1, '/'],
      [-2, '/a'],
      [-3, '/b'],
    ]);
    expect(indexOf(model).mountsByDevice.get('')).toBeUndefined();
  });

  it('whose mountinfo and fallback do not fit each other has each path once', () => {
    const { model } = buildHostModel([
      record('mount-table/7', '1 0 0:4 / / rw - tmpfs t rw\n2 1 0:5 / /a rw - tmpfs t rw\n', {
        kind: 'timed-out',
        afterMs: 300,
      }),
      record('mount-table/7/mounts', 't / tmpfs rw 0 0\nt /b tmpfs rw 0 0\nt /a tmpfs rw 0 0\n'),
    ]);
    expect(model.mounts.map((m) => m.shape.mountPoint)).toEqual(['/', '/a', '/b']);
  });

  it.each([
    ['equal', '1 0 0:4 / / rw - tmpfs t rw\n', true],
    ['different', '1 0 0:4 / / rw - tmpfs t rw\n2 1 0:5 / /a rw - tmpfs t rw\n', false],
  ])('that was read twice and is %s is marked so', (_what, again, stable) => {
    const { model } = buildHostModel([
      record('mount-table/7', '1 0 0:4 / / rw - tmpfs t rw\n'),
      record('mount-table/7/again', again),
    ]);
    expect(model.mountTables[0]?.stable).toBe(stable);
  });
});

describe('a mount table that is no snapshot', () => {
  it('counts a mount that was shown twice once', () => {
    const twice = '1 0 0:4 / / rw - tmpfs t rw\n1 0 0:4 / / rw - tmpfs t rw\n';
    const { model } = buildHostModel([record('mount-table/7', twice), record('mount-table/7/again', twice)]);
    expect(model.mountTables[0]?.mounts).toBe(1);
    expect(checkIntegrity(model)).toEqual([]);
  });
});

describe('a detached reference', () => {
  const fd = 'fd 40/3 /x/log 253:9 mnt 77';
  it('is told only where every table was read', () => {
    expect(hostFromMounts(`ns 1 pid 1\n / 254:0\n ${fd}`).references[0]?.detached).toBe(true);
    expect(hostFromMounts(`ns 1 pid 1\n / 254:0\n ns 2 pid 2\n ${fd}`).references[0]?.detached).toBeNull();
  });

  it("is not the kernel's own mount", () => {
    const model = hostFromMounts('ns 1 pid 1\n / 254:0\n fd 40/3 /memfd:x 0:1 mnt 9');
    expect(model.references[0]?.detached).toBe(false);
  });
});

describe('the ledger', () => {
  const statusOf = (ends: readonly EvidenceEnd[], body = 'x=1\n', ended = true) => {
    const records = ends.map((end, i) => record(i === 0 ? 'host' : `host/${i}`, body, end));
    return buildLedger(records, ['host'], { ended })[0];
  };
  const complete: EvidenceEnd = { kind: 'complete', exitCode: 0 };
  const denied: EvidenceEnd = { kind: 'denied', because: 'no' };

  it.each<[string, readonly EvidenceEnd[], string, string]>([
    ['ok', [complete, complete], 'x=1\n', 'ok'],
    ['ok beside a record without a subject', [complete, { kind: 'not-applicable', because: 'none' }], 'x=1\n', 'ok'],
    ['not-applicable', [{ kind: 'not-applicable', because: 'none' }], '', 'not-applicable'],
    ['denied', [denied, denied], '', 'denied'],
    ['partial where some was refused', [complete, denied], 'x=1\n', 'partial'],
    ['partial where something came through', [denied], 'x=1\n', 'partial'],
    ['timeout', [{ kind: 'timed-out', afterMs: 5 }], '', 'timeout'],
    ['cut', [complete, { kind: 'connection-lost' }], 'x=1\n', 'cut'],
    ['missing', [{ kind: 'not-found', because: 'dmsetup' }], '', 'missing'],
    ['partial where it was truncated', [{ kind: 'truncated', keptBytes: 1, limitBytes: 1 }], 'x', 'partial'],
  ])('says %s', (_what, ends, body, status) => {
    const entry = statusOf(ends, body);
    expect(entry?.status).toBe(status);
    expect(entry?.because === '').toBe(status === 'ok');
  });

  it('tells a collector that never came from one that the cut took', () => {
    expect(statusOf([])?.status).toBe('missing');
    expect(statusOf([], '', false)?.status).toBe('cut');
  });

  it('has a row for every collector, and for those it does not know', () => {
    const ledger = buildLedger([record('of-a-newer-version', 'x')], collectorIds, { ended: true });
    expect(ledger.map((e) => e.collector)).toEqual([...collectorIds, 'of-a-newer-version']);
  });
});

describe('any evidence at all', () => {
  it('makes a model, with nothing but absences when there is none', () => {
    const { model, warnings } = buildHostModel([]);
    expect(checkIntegrity(model)).toEqual([]);
    expect(warnings.size).toBe(0);
    expect(model.host.name).toMatchObject({ absent: 'not-collected' });
    expect(model.capture.seesEverything).toMatchObject({ absent: 'not-collected' });
    expect(model.second).toMatchObject({ absent: 'not-collected' });
  });

  it('never throws when records hold the bytes of one another', () => {
    const { records } = readHost('lab-healthy');
    const shifted = records.map((r, i) => ({ ...r, body: records[(i + 7) % records.length]!.body }));
    expect(() => checkIntegrity(buildHostModel(shifted).model)).not.toThrow();
  });

  it('never throws when every record is cut in the middle', () => {
    const cut = readHost('lab-broken').records.map((r) => ({ ...r, body: r.body.subarray(0, r.body.length >> 1) }));
    expect(() => checkIntegrity(buildHostModel(cut).model)).not.toThrow();
  });
});
