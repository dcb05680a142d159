import { describe, expect, it } from 'vitest';
import { answerWho } from '#shared/model/holders/answer-who.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { containerId, dockerConfigLine, hostFromMounts, layerLine } from '#test/builders/host-from-mounts.ts';
import { record } from '#test/builders/records.ts';
import { holderLine } from '#test/shared/model/holder-lines.ts';

const who = (model: HostModel, needle: string) => {
  const answer = answerWho(model, needle);
  return {
    resolved: answer?.resolved,
    held: answer?.holders.filter((h) => !h.legitimate).map(holderLine),
    legitimate: answer?.holders.filter((h) => h.legitimate).map(holderLine),
    why: answer?.holders.map((h) => h.why.key.replace('holder.why.', '')),
    commands: answer?.freeing.map((s) => s.command),
  };
};

const merged = '/var/lib/docker/overlay2/0123456789abcdef/merged';
const dead = (name: string) => [
  record('docker-containers/config', `${dockerConfigLine(name, { dead: true })}\n`),
  record('docker-containers/layers', `${layerLine(name, '0123456789abcdef')}\n`),
];

describe('a copy of a dead container in another namespace', () => {
  it('was reached where its parent is a slave of a slave of the host', () => {
    const model = hostFromMounts(
      `ns 1 pid 1
         /        254:0 shared:1
         ${merged} 0:50 shared:9
       ns 2 pid 2
         /        254:0 shared:2 master:1
         ${merged} 0:50 shared:10 master:9
       ns 3 pid 3
         /        254:0 master:2
         ${merged} 0:50 master:10`,
      dead('x'),
    );
    expect(who(model, 'x').why).toEqual(['reached', 'reached', 'engine']);
  });

  it('was not reached where its parent is private, though the copy itself is a slave', () => {
    const model = hostFromMounts(
      `ns 1 pid 1
         /        254:0 shared:1
         ${merged} 0:50 shared:9
       ns 2 pid 2
         /        254:0
         ${merged} 0:50 master:9`,
      dead('x'),
    );
    expect(who(model, 'x')).toMatchObject({
      held: [`mount in 2 by process 2 at ${merged}`],
      why: ['private', 'engine'],
      commands: [`nsenter -t 2 -m umount ${merged}`],
    });
  });

  it('stays at another path though its parent receives, and counts once with what is stacked below it', () => {
    const model = hostFromMounts(
      `ns 1 pid 1
         /        254:0 shared:1
       ns 2 pid 2
         /        254:0 master:1
         ${merged} 0:50
         /scan    0:50
         /scan/in 0:50`,
      dead('x'),
    );
    expect(who(model, 'x')).toMatchObject({
      held: ['mount in 2 by process 2 at /scan', `mount in 2 by process 2 at ${merged}`],
      why: ['elsewhere', 'reached'],
    });
  });

  it('is never matched by the text of a path: another device on the same path is not it', () => {
    const model = hostFromMounts(
      `ns 1 pid 1
         /        254:0 shared:1
         ${merged} 0:50 shared:9
       ns 2 pid 2
         /        254:0
         ${merged} 0:51`,
      dead('x'),
    );
    expect(who(model, 'x').held).toEqual([]);
  });
});

describe('a namespace without a process', () => {
  it('is found through a pin that only another namespace has', () => {
    const model = hostFromMounts(
      `ns 1 pid 1
         /         254:0 shared:1
       ns 2 pid 2
         /         254:0
         /run/pin  0:4 nsfs:3
       ns 3
         /         254:0
         /opt/x    253:7`,
    );
    expect(who(model, '253:7')).toMatchObject({
      held: ['mount in 3 by nsfs /run/pin at /opt/x'],
      commands: ['nsenter --mount=/run/pin umount /opt/x'],
    });
    expect(who(model, '/run/pin')).toMatchObject({
      held: ['mount in 3 by nsfs /run/pin at /run/pin'],
      commands: ['umount /run/pin'],
    });
  });

  it('has a row for each keeper that must go', () => {
    const model = hostFromMounts(
      `ns 1 pid 1
         /         254:0 shared:1
         /run/pin  0:4 nsfs:3
       ns 3 thread 50/51 fd 60/7
         /opt/x    253:7`,
    );
    expect(who(model, '253:7').held).toEqual([
      'mount in 3 by thread 50/51 at /opt/x',
      'mount in 3 by nsfs /run/pin at /opt/x',
      'mount in 3 by fd 7 of 60 at /opt/x',
    ]);
  });
});

describe('references past every table', () => {
  const base = `ns 1 pid 1
      /  254:0 shared:1
    block 253:9 dm-9 name docker-x open 1`;

  it('names a working directory in a detached mount', () => {
    expect(who(hostFromMounts(`${base}\n cwd 40 /rootfs 253:9`), '253:9')).toMatchObject({
      held: ['cwd in 1 by process 40'],
      why: ['reference-detached'],
    });
  });

  it('names one row for a process, by what is hardest to let go', () => {
    const model = hostFromMounts(`${base}
      fd 40/3 /rootfs/log 253:9 mnt 99
      exe 40 /rootfs/bin/x 253:9
      cwd 40 /rootfs 253:9`);
    expect(who(model, '253:9').held).toEqual(['cwd in 1 by process 40']);
    expect(answerWho(model, '253:9')!.holders[0]!.sources).toHaveLength(3);
  });

  it('tells a descriptor on a detached mount itself from a file open in one', () => {
    const model = hostFromMounts(`${base}
      fd 41/3 / 253:9 mnt 77 path
      fd 42/5 / 253:9 mnt 78
      fd 43/6 /rootfs/log 253:9 mnt 79`);
    expect(who(model, '253:9').held).toEqual([
      'detached in 1 by process 41 fd 3',
      'fd in 1 by process 42 fd 5',
      'fd in 1 by process 43 fd 6',
    ]);
  });

  it('names a process that has the device node itself open', () => {
    const model = hostFromMounts(`${base}\n fd 44/8 /dev/dm-9 0:5 node 253:9`);
    expect(who(model, '/dev/dm-9')).toMatchObject({ held: ['fd in 1 by process 44 fd 8'], why: ['device-open'] });
  });

  it('restarts the unit whose main process it is, and ends any other one only by pid and start tick', () => {
    const model = hostFromMounts(`${base}
      cwd 40 /rootfs 253:9
      cwd 41 /rootfs 253:9
      unit x.service main 40`);
    expect(who(model, '253:9').commands).toEqual([
      'systemctl restart x.service',
      `[ "$(sed 's/.*) //' /proc/41/stat | cut -d' ' -f20)" = 410 ] && kill 41`,
      'dmsetup info -c --noheadings -o open -j 253 -m 9',
    ]);
  });
});

describe('what stands on a device', () => {
  const stack = `ns 1 pid 1
      /      254:0 shared:1
      /big   7:3 shared:5
    block 253:9 dm-9 name docker-x open 1
    loop loop3 /rootfs/a.img 253:9`;

  it('is followed up to the mount on its loop device and the swap file on that, and taken down from the top', () => {
    expect(who(hostFromMounts(`${stack}\n swap /big/swap`), '253:9')).toMatchObject({
      held: [
        'mount in 1 by process 1 at /big through loop3 on /rootfs/a.img',
        'loop through loop3 on /rootfs/a.img',
        'swap through loop3 on /rootfs/a.img, /big/swap on 7:3',
      ],
      commands: [
        'swapoff /big/swap',
        'umount /big',
        'losetup -d /dev/loop3',
        'dmsetup info -c --noheadings -o open -j 253 -m 9',
      ],
    });
  });

  it('ends where devices stand on each other in a circle', () => {
    const model = hostFromMounts(`ns 1 pid 1
        /  254:0
      block 253:1 dm-1 name a slaves dm-2
      block 253:2 dm-2 name b slaves dm-1`);
    expect(who(model, 'a').held).toEqual(['dm through b on dm-1', 'dm through b on dm-1, a on dm-2']);
  });

  it("leaves LVM's volumes to LVM", () => {
    const model = hostFromMounts(`ns 1 pid 1
        /  254:0
      block 253:1 dm-1 name pool
      block 253:2 dm-2 name vg-data slaves dm-1 uuid LVM-abc`);
    expect(who(model, 'pool').commands?.[0]).toBeNull();
  });

  it('names a swap file on a detached filesystem only when nothing else explains the open device', () => {
    const lost = `ns 1 pid 1
        /  254:0 shared:1
      block 253:9 dm-9 name docker-x open 1
      block 253:8 dm-8 name docker-y open 0
      swap /rootfs/opt/swap`;
    expect(who(hostFromMounts(lost), '253:9')).toMatchObject({ why: ['swap-likely'] });
    expect(who(hostFromMounts(lost), '253:8').held).toEqual([]);
    expect(who(hostFromMounts(`${lost}\n cwd 40 /rootfs 253:9`), '253:9').why).toEqual(['reference-detached']);
  });
});

describe('a container that binds it', () => {
  const agent = (source: string, destination: string) => [
    record(
      'docker-containers/config',
      `${dockerConfigLine('x', { dead: true })}\n${dockerConfigLine('agent', { pid: 40, volumes: [{ source, destination, propagation: 'rprivate' }] })}\n`,
    ),
    record('docker-containers/layers', `${layerLine('x', '0123456789abcdef')}\n`),
    record('cgroups', `/proc/40/cgroup:0::/system.slice/docker-${containerId('agent')}.scope\n`),
  ];

  it('is restarted where the mount is its own volume', () => {
    const model = hostFromMounts(
      `ns 1 pid 1\n / 254:0 shared:1\n ns 2 pid 40\n / 0:60\n /scan 0:50\n ns 3 pid 3\n / 254:0\n ${merged} 0:50`,
      agent(merged, '/scan'),
    );
    const commands = ['docker restart agent', `nsenter -t 3 -m umount ${merged}`, 'docker rm x'];
    expect(who(model, 'x').commands).toEqual(commands);
    expect(who(model, 'x').why).toEqual(['bound-by-volume', 'private']);
  });

  it('keeps running where the mount only came along below its volume', () => {
    const model = hostFromMounts(
      `ns 1 pid 1\n / 254:0 shared:1\n ns 2 pid 40\n / 0:60\n /host 254:0 root:/var/lib/docker\n /host/overlay2/0123456789abcdef/merged 0:50`,
      agent('/var/lib/docker', '/host'),
    );
    expect(who(model, 'x')).toMatchObject({
      why: ['copied-with-volume'],
      commands: ['nsenter -t 40 -m umount /host/overlay2/0123456789abcdef/merged', 'docker rm x'],
    });
  });

  it('needs the process ended too whose working directory is in the copy', () => {
    const model = hostFromMounts(
      `ns 1 pid 1\n / 254:0 shared:1\n ns 2 pid 40\n / 0:60\n /host 254:0 root:/var/lib/docker\n /host/overlay2/0123456789abcdef/merged 0:50\n cwd 41 /host/overlay2/0123456789abcdef/merged/app 0:50`,
      agent('/var/lib/docker', '/host'),
    );
    expect(who(model, 'x').held).toEqual([
      'mount in 2 by process 40 of agent at /host/overlay2/0123456789abcdef/merged',
      'cwd in 1 by process 41',
    ]);
    expect(who(model, 'x').commands?.[0]).toContain('kill 41');
  });
});

describe('an overlay that only a bind at another path has', () => {
  it('is found by the upper folder of its read-write layer', () => {
    const overlay =
      '1 0 0:99 / /x rw - overlay overlay rw,lowerdir=/l/0123456789abcdef/diff,upperdir=/d/overlay2/0123456789abcdef/diff,workdir=/w';
    const decoy =
      '2 0 0:98 / /y rw - overlay overlay rw,lowerdir=/d/overlay2/0123456789abcdef/diff,upperdir=/d/overlay2/other/diff,workdir=/w';
    const model = hostFromMounts('ns 1 pid 1\n / 254:0', [
      ...dead('x'),
      record('mount-table/7', `${decoy}\n${overlay}\n`),
    ]);
    expect(who(model, 'x').held).toEqual(['mount in 7 by process undefined at /x']);
  });
});

describe('hostile names', () => {
  it('get no command where a path has a control character, and a quoted one where it has a space', () => {
    const model = hostFromMounts(`ns 1 pid 1
        /  254:0
      ns 2 pid 2
        /  254:0
        /a\\012b  253:7
        /c\\040d;reboot  253:8`);
    expect(who(model, '253:7').commands?.[0]).toBeNull();
    expect(who(model, '253:8').commands?.[0]).toBe("nsenter -t 2 -m umount '/c d;reboot'");
  });
});
