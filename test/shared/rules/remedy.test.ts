import { describe, expect, it } from 'vitest';
import { msg } from '#shared/messages/index.ts';
import { buildHostModel } from '#shared/model/build-host-model.ts';
import { dockerCommand, killStep, umountCommand } from '#shared/rules/remedy.ts';
import { readHost } from '#test/hosts/read-host.ts';

const { model } = buildHostModel(readHost('lab-broken').records);
const init = model.processes.find((p) => p.pid === 1)!.mountNamespace as number;
const named = (name: string) => model.containers.find((c) => c.name === name)!;
const anywhere = msg('rules.removal.by-itself');

describe('a printed command', () => {
  it('quotes a path that a shell would take apart', () => {
    expect(umountCommand(model, init, `/mnt/a b;reboot $(id) 'x'`)).toBe(`umount '/mnt/a b;reboot $(id) '\\''x'\\'''`);
  });

  it.each([
    ['a newline', '/mnt/a\nreboot'],
    ['a bidi override', '/mnt/\u202egpj.exe'],
    ['an escape sequence', '/mnt/\u001b[2K'],
    ['a zero-width character', '/mnt/a\u200bb'],
    ['a dash in front', '--all'],
  ])('is not printed for a name with %s', (_what, path) => {
    expect(umountCommand(model, init, path)).toBeNull();
  });

  it('leads into the namespace that has the mount, and is missing where no process leads there', () => {
    const assist = model.processes.find((p) => p.containerId === named('assist').id)!;
    const pinned = model.namespaces.find((n) => n.heldBy.every((h) => h.by === 'nsfs'))!;
    expect(umountCommand(model, assist.mountNamespace as number, '/x')).toBe(`nsenter -t ${assist.pid} -m umount /x`);
    expect(umountCommand(model, pinned.inode, '/x')).toBeNull();
  });

  it('ends a process only while it is the captured one', () => {
    expect(killStep(anywhere, { pid: 42, startTicks: 4242 }).command).toBe(
      `[ "$(sed 's/.*) //' /proc/42/stat | cut -d' ' -f20)" = 4242 ] && kill 42`,
    );
  });

  it('speaks to the daemon that has the container', () => {
    const second = model.containers.find((c) => c.runtime === 'docker' && c.engineRoot === '/var/lib/docker-lvm')!;
    expect(dockerCommand(model, named('assist'), 'restart')).toBe(`docker restart ${named('assist').id}`);
    expect(dockerCommand(model, second, 'rm')).toBe(`docker -H unix:///run/docker-lvm.sock rm ${second.id}`);
  });
});
