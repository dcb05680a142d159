import { describe, expect, it } from 'vitest';
import { buildHostModel } from '#shared/model/build-host-model.ts';
import { mapperName, realDmName } from '#shared/model/dm-names.ts';
import { describeDevice } from '#shared/model/holders/subjects.ts';
import { indexOf } from '#shared/model/model-index.ts';
import { type growMetadata, repairMetadata } from '#shared/rules/pool-remedies.ts';
import { record } from '#test/builders/records.ts';

describe('a device-mapper name', () => {
  it.each([
    ['lab odd #1', 'lab\\x20odd\\x20#1'],
    ['café', 'caf\\xc3\\xa9'],
    ['docker-254:0-1-pool', 'docker-254:0-1-pool'],
    ['two\nlines', 'two\\x0alines'],
  ])('%j is %s below /dev/mapper, and back', (real, mangled) => {
    expect(mapperName(real)).toBe(mangled);
    expect(realDmName(mangled)).toBe(real);
  });

  it('whose bytes are no text loses none of them', () => {
    expect(mapperName(realDmName('x\\xff'))).toBe('x\\xff');
    expect(mapperName('x\\xff')).toBe('x\\xff');
  });
});

describe('a pool on a device with a space in its name', () => {
  const sys = '/sys/block/dm-1';
  const { model } = buildHostModel([
    record(
      'block-devices',
      [`${sys}/dev:253:1`, `${sys}/size:32768`, `${sys}/dm/name:odd\\x20meta`, `${sys}/dm/uuid:`].join('\n'),
    ),
    record('dm-table', 'odd meta: 0 32768 linear 8:0 0\n'),
    record('mount-table/7', '1 0 253:1 / /mnt rw - xfs /dev/mapper/odd\\x20meta rw\n'),
  ]);
  const index = indexOf(model);

  it('has the real name wherever it is shown', () => {
    expect(model.blockDevices.map((b) => b.dmName)).toEqual(['odd meta']);
    expect(model.dmTargets.map((t) => [t.device, t.dmName])).toEqual([['253:1', 'odd meta']]);
    expect(describeDevice(index, '253:1')[0].name).toBe('odd meta');
  });

  it('is found by either name', () => {
    expect(index.blocksByName.get('odd meta')?.device).toBe('253:1');
    expect(index.blocksByName.get('odd\\x20meta')?.device).toBe('253:1');
  });

  it('is named in commands by the path that exists', () => {
    const pool = {
      device: '253:9',
      dmName: 'p',
      lvm: null,
      table: { metadataDevice: '253:1', dataDevice: '8:0', features: [] },
    } as unknown as Parameters<typeof growMetadata>[1];
    const commands = repairMetadata(model, pool)
      .map((s) => s.command ?? '')
      .join('\n');
    expect(commands).toContain("'/dev/mapper/odd\\x20meta'");
    expect(commands).not.toContain('odd meta');
  });
});
