import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { isAbsent, present } from '#shared/base/absent.ts';
import { buildHostModel } from '#shared/model/build-host-model.ts';
import { answerWho } from '#shared/model/holders/answer-who.ts';
import { resolveNeedle } from '#shared/model/holders/resolve-needle.ts';
import { record } from '#test/builders/records.ts';
import { readHost } from '#test/hosts/read-host.ts';

const { model: broken, warnings } = buildHostModel(readHost('lab-broken').records);
const { model: healthy } = buildHostModel(readHost('lab-healthy').records);
const { model: guest } = buildHostModel(readHost('lab-broken-guest').records);

/** What docker itself said of each container. */
const inspected = readFileSync(path.join(import.meta.dirname, '../../hosts/lab-broken/inspect.txt'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('/'))
  .map((line) => {
    const [name = '', id = '', image = '', deviceId, dmName = '', size] = line.slice(1).split(' ');
    return { name, id, image, deviceId: Number(deviceId), dmName, sectors: Number(size) / 512 };
  });

const poolNamed = (name: string) => broken.thinPools.find((p) => p.dmName === name)!;

describe('lab-broken', () => {
  it('names the state of each pool as the host has it', () => {
    const states = broken.thinPools.map(({ dmName, status }) => {
      if (isAbsent(status) || status.state !== 'active') return [dmName, isAbsent(status) ? 'absent' : status.state];
      return [
        dmName,
        status.mode,
        status.noSpace,
        status.needsCheck,
        status.transactionId > 100 ? 'rising' : status.transactionId,
      ];
    });
    expect(states).toEqual([
      ['docker-254:0-131193-pool', 'rw', 'queue_if_no_space', false, 61],
      ['lab-fail', 'failed'],
      ['lab-misc', 'rw', 'error_if_no_space', false, 77],
      ['lab-needscheck', 'ro', 'queue_if_no_space', true, 0],
      ['lab-oods', 'out_of_data_space', 'error_if_no_space', false, 0],
      ['lab-oods-err', 'out_of_data_space', 'error_if_no_space', false, 0],
      ['vg_docker-datapool-tpool', 'rw', 'queue_if_no_space', false, 3],
      ['vg_docker-thinpool', 'rw', 'queue_if_no_space', false, 'rising'],
    ]);
    expect(present(poolNamed('lab-oods').table)?.features).toEqual(['skip_block_zeroing']);
  });

  it('says whose each pool is, and by what', () => {
    const owners = broken.thinPools.map(({ dmName, owner, lvm }) => {
      if (isAbsent(owner) || owner.kind === 'nobody') return [dmName, isAbsent(owner) ? 'absent' : 'nobody'];
      return [dmName, owner.kind === 'lvm' ? owner.logicalVolume : owner.root, lvm, owner.proof.map((p) => p.by)];
    });
    expect(owners.filter(([, owner]) => owner !== 'nobody')).toEqual([
      ['docker-254:0-131193-pool', '/var/lib/docker', null, ['device-metadata', 'root-inode']],
      ['vg_docker-datapool-tpool', 'datapool', 'vg_docker/datapool', ['dm-uuid', 'backup']],
      ['vg_docker-thinpool', '/var/lib/docker-lvm', 'vg_docker/thinpool', ['device-metadata', 'option']],
    ]);
    expect(owners.filter(([, owner]) => owner === 'nobody')).toHaveLength(5);
  });

  it.each(inspected)('gives $name the device, name and image that docker inspect gives it', (truth) => {
    const container = broken.containers.find((c) => c.id === truth.id)!;
    expect([container.name, container.imageId, container.thinDeviceId, container.dmName]).toEqual([
      truth.name,
      truth.image,
      truth.deviceId,
      truth.dmName,
    ]);
    const file = broken.dockerDevices.find((d) => d.dmName === truth.dmName)!;
    const thin = broken.thinDevices.find((t) => t.key === `${present(file.pool)}/${truth.deviceId}`)!;
    expect(thin.size).toBe(truth.sectors);
    for (const active of present(thin.active) ?? []) expect(active.dmName).toBe(truth.dmName);
    const image = broken.images.find((i) => i.id === truth.image && i.engineRoot === container.engineRoot)!;
    expect(image.topLayer).toBe(container.layerParent);
    const layer = broken.imageLayers.find((l) => l.chainId === image.topLayer && l.engineRoot === image.engineRoot)!;
    expect(broken.dockerDevices.some((d) => d.hash === layer.cacheId && d.engineRoot === layer.engineRoot)).toBe(true);
  });

  it('keeps a device of a failed pool, without an id', () => {
    const failed = poolNamed('lab-fail');
    expect(
      broken.thinDevices.filter((t) => t.pool === failed.device).map((t) => [t.id, present(t.active)?.[0]?.dmName]),
    ).toEqual([[{ absent: 'unreadable', because: 'its pool failed, and nobody wrote its id down' }, 'lab-fail-vol1']]);
  });

  it('knows an external origin, a read-only snapshot and a volume that LVM alone knows', () => {
    const misc = broken.thinDevices.filter((t) => t.pool === poolNamed('lab-misc').device);
    const facts = misc.map((t) => [
      t.id,
      present(t.active)?.[0]?.externalOrigin != null,
      present(t.active)?.[0]?.readOnly,
    ]);
    expect(facts.toSorted((a, b) => Number(a[0]) - Number(b[0]))).toEqual([
      [100, true, false],
      [101, false, false],
      [102, false, true],
    ]);
    const origin = broken.loopDevices.find(
      (l) => l.device === present(misc.find((t) => t.id === 100)!.active)![0]!.externalOrigin,
    );
    expect(origin?.backingFile).toBe('/var/lib/labpools/golden.img');
    const snap = broken.thinDevices.find((t) =>
      t.knownFrom.some((k) => k.from === 'lvm' && k.volume === 'vg_docker/data01_snap'),
    );
    expect([snap?.id, snap?.active, present(snap?.size ?? 0)]).toEqual([3, [], 2097152]);
  });

  it('measures sparse backing files, and none by a path relative to a detached filesystem', () => {
    const sizes = new Map(
      broken.loopDevices.map((l) => [l.backingFile, [present(l.fileSize), present(l.fileAllocated)]]),
    );
    expect(sizes.get('/var/lib/labpools/lab-needscheck.data')).toEqual([268435456, 0]);
    expect(sizes.get('/rootfs/app/disk.img')).toEqual([null, null]);
  });

  it('joins names that the kernel keeps escaped', () => {
    expect(broken.dmTargets.some((t) => t.dmName === 'lab name#1 é' && t.target === 'zero')).toBe(true);
    expect(warnings.get('dm-table')).toBeUndefined();
  });

  it('reads the options of both daemons where they are written', () => {
    const deferred = broken.storageOptions.filter((o) => o.name === 'dm.use_deferred_removal');
    expect(deferred.map((o) => [o.root, o.value])).toEqual([
      ['/var/lib/docker', 'false'],
      ['/var/lib/docker-lvm', 'true'],
    ]);
  });
});

describe('a needle', () => {
  const { id, dmName, deviceId } = inspected.find((i) => i.name === 'kubesql-server')!;
  const hash = dmName.split('-').at(-1)!;
  const pool = 'docker-254:0-131193-pool';
  it.each([
    ['pool and id', `${pool}:${deviceId}`],
    ['numbers and id', `253:9/${deviceId}`],
    ['the name it is not active under', dmName],
    ['the same below /dev/mapper', `/dev/mapper/${dmName}`],
  ])('leads from %s to the inactive device and its container, which nobody holds', (_what, needle) => {
    const answer = answerWho(broken, needle)!;
    expect(answer.resolved.map((s) => [s.kind, s.id])).toEqual([
      ['thin-device', `253:9/${deviceId}`],
      ['container', id],
    ]);
    expect(answer.holders).toEqual([]);
  });

  it('that is a mount id still names the container first', () => {
    expect(resolveNeedle(broken, hash)?.resolved[0]).toMatchObject({ kind: 'container', id });
  });

  it('leads from an active id to the holders of its device', () => {
    const a1 = inspected.find((i) => i.name === 'victim-A1')!;
    const answer = answerWho(broken, `thin:${a1.deviceId}`)!;
    expect(answer.resolved.map((s) => s.name)).toEqual([a1.dmName, 'victim-A1']);
    expect(answer.holders.length).toBeGreaterThan(0);
    expect(answer.holders.map((h) => h.via)).toEqual(answerWho(broken, a1.dmName)!.holders.map((h) => h.via));
  });

  it('leads from an image layer to its device', () => {
    const layer = broken.imageLayers.find((l) => l.engineRoot === '/var/lib/docker')!;
    const answer = answerWho(broken, present(layer.cacheId)!)!;
    expect(answer.resolved[0]?.kind).toBe('thin-device');
    expect(answerWho(broken, layer.chainId)!.resolved.map((s) => s.id)).toContain(answer.resolved[0]?.id);
  });

  it.each(['thin:999999', 'nopool:27', '253:9/99999999'])('%s is nowhere', (needle) => {
    expect(answerWho(broken, needle)).toBeNull();
  });
});

describe('lab-healthy', () => {
  it('has three pools, all writable, each with its owner', () => {
    expect(healthy.thinPools.map((p) => [p.dmName, isAbsent(p.owner) ? null : p.owner.kind])).toEqual([
      ['docker-254:0-131193-pool', 'docker'],
      ['vg_docker-datapool-tpool', 'lvm'],
      ['vg_docker-thinpool', 'docker'],
    ]);
    const modes = healthy.thinPools.map((p) => !isAbsent(p.status) && p.status.state === 'active' && p.status.mode);
    expect(modes).toEqual(['rw', 'rw', 'rw']);
  });
});

describe('without root', () => {
  it('no pool is invented, and nothing reads as empty', () => {
    expect([guest.thinPools, guest.thinDevices, guest.images]).toEqual([[], [], []]);
    expect(guest.loopDevices.every((l) => isAbsent(l.fileSize))).toBe(true);
  });
});

describe('a table that lies', () => {
  const sysfs =
    '/sys/block/dm-0/dev:253:0\n/sys/block/dm-0/dm/name:pool\n/sys/block/dm-1/dev:253:1\n/sys/block/dm-1/dm/name:a\n';
  const build = (table: string) => {
    const built = buildHostModel([record('block-devices', sysfs), record('dm-table', table)]);
    return { ...built.model, refused: built.warnings.get('dm-table') ?? [] };
  };

  it('makes no device of a name that sysfs does not have', () => {
    const { dmTargets, refused } = build('pool: 0 8 thin-pool 7:0 7:1 128 0 0 \nforged: 0 8 thin 253:0 7\n');
    expect(dmTargets.map((t) => t.dmName)).toEqual(['pool']);
    expect(refused.map((w) => w.line)).toEqual([2]);
  });

  it('takes a second line of one device only where the first ends', () => {
    const { dmTargets, refused } = build('a: 0 8 linear 8:0 0\na: 8 8 linear 8:16 0\na: 0 8 thin 253:0 7\n');
    expect(dmTargets.map((t) => [t.start, t.target, t.below])).toEqual([
      [0, 'linear', ['8:0']],
      [8, 'linear', ['8:16']],
    ]);
    expect(refused.map((w) => w.line)).toEqual([3]);
  });

  it('keeps a pool whose table was not understood as unparsable, and one that only status knows', () => {
    const odd = build('pool: 0 8 thin-pool nonsense\n');
    expect(odd.thinPools[0]?.table).toMatchObject({ absent: 'unparsable' });
    const { model } = buildHostModel([
      record('block-devices', sysfs),
      record('dm-status', 'pool: 0 8 thin-pool Fail\n'),
    ]);
    expect(model.thinPools[0]).toMatchObject({
      device: '253:0',
      table: { absent: 'not-collected' },
      status: { state: 'failed' },
    });
  });

  it('says of an owner that it is not known where the books were refused', () => {
    const { model } = buildHostModel([
      record('block-devices', sysfs),
      record('dm-table', 'pool: 0 8 thin-pool 7:0 7:1 128 0 0 \n'),
      record('docker-device-metadata', '', { kind: 'denied', because: 'not root' }),
    ]);
    expect(model.thinPools[0]?.owner).toEqual({ absent: 'unreadable', because: 'not root' });
  });

  it('tells what became of a docker device between two readings', () => {
    const line = (hash: string, id: number, deleted = false) =>
      `/var/lib/docker/devicemapper/metadata/${hash}:{"device_id":${id},"size":1024,"transaction_id":1,"initialized":false,"deleted":${deleted}}\n`;
    const { model } = buildHostModel([
      record('docker-device-metadata', line('a', 1) + line('b', 2) + line('c', 3) + line('d', 4)),
      record('docker-device-metadata@2', line('a', 1) + line('b', 2, true) + line('d', 5)),
    ]);
    expect(model.dockerDevices.map((d) => [d.hash, d.again])).toEqual([
      ['a', 'same'],
      ['b', 'deleted'],
      ['c', 'gone'],
      ['d', 'changed'],
    ]);
  });
});
