/** Whole captured hosts: the joins hold, and who holds what is what commands on the host itself say. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { collectorIds } from '#shared/collectors/ids.ts';
import { say } from '#shared/messages/index.ts';
import { buildHostModel } from '#shared/model/build-host-model.ts';
import { buildLedger } from '#shared/model/build-ledger.ts';
import { checkIntegrity } from '#shared/model/check-integrity.ts';
import { answerWho, type HoldersAnswer } from '#shared/model/holders/answer-who.ts';
import { readHost } from '#test/hosts/read-host.ts';
import { holderLine } from '#test/shared/model/holder-lines.ts';

interface Truth {
  readonly name: string;
  readonly containerId: string;
  readonly mountId: string;
  readonly device: string;
  readonly holders: readonly string[];
  readonly freeing: readonly string[];
}
const truth = JSON.parse(readFileSync(path.join(import.meta.dirname, '../../hosts/lab-broken/truth.json'), 'utf8')) as {
  victims: readonly Truth[];
  removed: Omit<Truth, 'mountId'>;
  deletedDevice: { device: string; holders: readonly string[] };
};

const broken = buildHostModel(readHost('lab-broken').records);
const healthy = buildHostModel(readHost('lab-healthy').records);
const guest = buildHostModel(readHost('lab-broken-guest').records);
const mappings = buildHostModel(readHost('lab-mappings').records);

const lines = (answer: HoldersAnswer | null) => answer?.holders.map(holderLine);

describe.each([
  ['lab-broken', broken],
  ['lab-healthy', healthy],
  ['lab-broken-guest', guest],
  ['lab-mappings', mappings],
] as const)('%s', (_name, { model, warnings }) => {
  it('is joined without a broken reference', () => {
    expect(checkIntegrity(model)).toEqual([]);
  });

  it('is understood to the last line', () => {
    expect([...warnings]).toEqual([]);
  });

  it('cites a line of a record for every process, mount and container', () => {
    const unsourced = [...model.processes, ...model.containers, ...model.blockDevices].filter((r) => r.source.line < 1);
    expect(unsourced).toEqual([]);
  });
});

describe.each(truth.victims.map((v) => [v.name, v] as const))('%s', (_name, victim) => {
  const rootfs = `/var/lib/docker/devicemapper/mnt/${victim.mountId}`;
  const needles = [
    ['name', victim.name],
    ['container id', victim.containerId],
    ['start of the container id', victim.containerId.slice(0, 12)],
    ['device', victim.device],
    ['mount id of its layer', victim.mountId],
    ['path of its root filesystem', rootfs],
    ['path below its root filesystem', `${rootfs}/rootfs`],
    ['name of its device', `docker-254:0-131193-${victim.mountId}`],
    ['path of its device', `/dev/mapper/docker-254:0-131193-${victim.mountId}`],
  ] as const;

  it.each(needles)('is held by its true holders and nobody else, asked by %s', (_kind, needle) => {
    expect(lines(answerWho(broken.model, needle))).toEqual(victim.holders);
  });

  it('is freed by the fewest steps, checked, and then removed', () => {
    const steps = answerWho(broken.model, victim.name)?.freeing.map((s) => s.command);
    const [major, minor] = victim.device.split(':');
    const check = `dmsetup info -c --noheadings -o open -j ${major} -m ${minor}`;
    expect(steps).toEqual([...victim.freeing, check, `docker rm ${victim.name}`]);
  });

  it('says of each holder why the unmount did not reach it', () => {
    const answer = answerWho(broken.model, victim.name)!;
    expect(answer.holders.map((h) => say(h.why)).filter((why) => why.length < 40)).toEqual([]);
    expect(answer.holders.every((h) => h.sources.length > 0)).toBe(true);
    expect(answer.doubts).toEqual([]);
  });
});

describe('victim-A3', () => {
  it('is reached by mount id of any copy', () => {
    expect(lines(answerWho(broken.model, '1062'))).toEqual(truth.victims[2]!.holders);
  });

  it('blames the volume that carried the copy, and the private parent of the others', () => {
    const keys = answerWho(broken.model, 'victim-A3')!.holders.map((h) => h.why.key);
    expect(keys).toEqual(['holder.why.copied-with-volume', ...Array<string>(3).fill('holder.why.private')]);
    expect(answerWho(broken.model, 'victim-A3')!.holders[0]!.volume).toEqual({
      source: '/export/lib/docker',
      destination: '/var/lib/docker',
      propagation: 'rprivate',
    });
  });
});

describe('victim-A6, which its engine has forgotten', () => {
  const { containerId, device, holders, freeing } = truth.removed;
  const shm = `containers/${containerId}/mounts/shm`;
  it.each([
    ['container id', containerId],
    ['start of it', containerId.slice(0, 12)],
    ['path of its shm', `/var/lib/docker/${shm}`],
    ['path of its shm as the volume names it', `/export/lib/docker/${shm}`],
    ['device', device],
  ])('lives on in the bind of its shm alone, asked by %s', (_kind, needle) => {
    const answer = answerWho(broken.model, needle);
    expect(lines(answer)).toEqual(holders);
    expect(answer?.freeing.map((s) => s.command)).toEqual(freeing);
  });
});

describe('the deleted device of the second dockerd', () => {
  it('is held by the process that un-shared its namespace', () => {
    expect(lines(answerWho(broken.model, truth.deletedDevice.device))).toEqual(truth.deletedDevice.holders);
  });

  it('is checked to be gone, not to be unused: deferred removal takes it away with its last opener', () => {
    const commands = answerWho(broken.model, truth.deletedDevice.device)!.freeing.flatMap((s) => s.command ?? []);
    expect(commands.at(-1)).toMatch(
      /^! dmsetup info -c --noheadings -o name,open docker-254:0-131261-[0-9a-f]{64} 2>\/dev\/null$/,
    );
  });
});

describe('lab-healthy', () => {
  it.each(['job-done', 'job-137', 'never-started', 'lvm-exited'])('nobody holds %s, which does not run', (name) => {
    expect(answerWho(healthy.model, name)?.holders).toEqual([]);
  });

  it.each(['web', 'db', 'eap', 'hawkular'])('everybody who has %s has it by design', (name) => {
    const answer = answerWho(healthy.model, name)!;
    expect(answer.holders.length).toBeGreaterThan(0);
    expect(answer.holders.filter((h) => !h.legitimate).map(holderLine)).toEqual([]);
    expect(answer.freeing).toEqual([]);
  });
});

describe('lab-broken-guest', () => {
  it('does not know the container, and doubts what it can say of the device', () => {
    expect(answerWho(guest.model, 'victim-A3')).toBeNull();
    const answer = answerWho(guest.model, '253:16')!;
    expect(answer.doubts.map((d) => d.key)).toContain('holder.doubt.not-root');
    expect(answer.doubts.map((d) => d.key)).toContain('holder.doubt.loops');
  });

  it('has a ledger that names every refusal', () => {
    const { records, custody } = readHost('lab-broken-guest');
    const ledger = new Map(buildLedger(records, collectorIds, custody).map((e) => [e.collector, e]));
    expect(ledger.get('descriptors')?.status).toBe('denied');
    expect(ledger.get('namespace-links')?.status).toBe('partial');
    expect(ledger.get('docker-containers')?.status).toBe('denied');
    expect(ledger.get('processes')?.status).toBe('ok');
    expect([...ledger.values()].filter((e) => e.status !== 'ok' && e.because === '')).toEqual([]);
  });
});
