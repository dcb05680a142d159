import { describe, expect, it } from 'vitest';
import { excerpt, litRanges } from '#shared/derive/lit-ranges.ts';

const lit = (id: string, text: string, wanted: readonly string[] = []) =>
  litRanges(id, text, wanted).map((r) => text.slice(r.from, r.to));

describe('the part of a line that proves the claim', () => {
  const copy = '952 947 253:16 / /var/lib/docker/x rw,relatime - xfs /dev/mapper/docker-x rw,nouuid';

  it('is the device, and the lone dash before which shared: and master: are missing', () => {
    const ranges = litRanges('mount-table/4026533048', copy, []);
    expect(ranges.map((r) => copy.slice(r.from, r.to))).toEqual(['253:16', '-']);
    expect(ranges[1]!.from).toBe(copy.indexOf(' - ') + 1);
  });

  it('is the groups where there are some', () => {
    const text = '36 35 98:0 /mnt1 /mnt2 rw,noatime shared:7 master:1 - ext3 /dev/root rw';
    expect(lit('mount-table/1', text)).toEqual(['98:0', 'shared:7', 'master:1']);
    expect(lit('mount-table/1@2', '1 0 8:1 / / rw unbindable - ext4 /dev/sda1 rw')).toEqual(['8:1', 'unbindable']);
  });

  it('is not fooled by a dash in a path', () => {
    const text = '36 35 98:0 / /a-b rw - ext3 - rw';
    expect(litRanges('mount-table/1', text, []).at(-1)).toEqual({
      from: text.indexOf(' - ') + 1,
      to: text.indexOf(' - ') + 2,
    });
  });

  it('is numbers and open count of a dm device', () => {
    expect(lit('dm-devices', '253 16 1 L--w docker-254:0-131182-d6e8')).toEqual(['253', '16', '1']);
  });

  it('is the target of a link', () => {
    expect(lit('namespace-links', '/proc/5677/ns/mnt\tmnt:[4026533048]')).toEqual(['mnt:[4026533048]']);
    expect(lit('process-roots/devices', '/proc/5843/cwd\t64783\t41ed\t0:0')).toEqual(['64783']);
    expect(lit('process-roots/links', '/root')).toEqual(['/root']);
  });

  it('is state and volume of a container, the volume named and not the others', () => {
    const config =
      '{"State":{"Dead":true,"RemovalInProgress":false},"MountPoints":{"/a":{"Source":"/export/lib/docker","Propagation":"rprivate"},"/b":{"Source":"/srv","Propagation":"rslave"}}}';
    expect(lit('docker-containers/config', config, ['/srv'])).toEqual([
      '"Dead":true',
      '"Source":"/srv"',
      '"Propagation":"rslave"',
    ]);
  });

  it('is the complaint in a log line, and the name it is about', () => {
    const text =
      '1795198677.661122\tdockerd\tmsg="Error unmounting device 2d36: Device is Busy" container=1802497592bf';
    expect(lit('engine-log', text, ['1802497592bf'])).toEqual(['Device is Busy', '1802497592bf']);
  });

  it('is otherwise where the name stands', () => {
    expect(lit('kernel-log', 'XFS (dm-31): Shutting down dm-31', ['dm-31'])).toEqual(['dm-31', 'dm-31']);
  });

  it('is nothing on a line that is not what it should be', () => {
    expect(lit('mount-table/1', 'garbage')).toEqual([]);
    expect(lit('dm-devices', '')).toEqual([]);
  });
});

describe('a line too long to show', () => {
  it('shrinks to the surroundings of what is lit, and lights the same words', () => {
    const text = `${'a'.repeat(5000)}"Dead":true${'b'.repeat(5000)}"Source":"/x"${'c'.repeat(100)}`;
    const short = excerpt(text, litRanges('docker-containers/config', text, []));
    expect(short.text.length).toBeLessThan(400);
    expect(short.lit.map((r) => short.text.slice(r.from, r.to))).toEqual(['"Dead":true', '"Source":"/x"']);
  });

  it('keeps its beginning when nothing is lit', () => {
    expect(excerpt('z'.repeat(700), []).text).toBe(`${'z'.repeat(600)} …`);
  });
});
