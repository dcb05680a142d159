import { describe, expect, it } from 'vitest';
import { notCollected } from '#shared/base/absent.ts';
import type { BlockDevice } from '#shared/model/block.ts';
import { indexOf } from '#shared/model/model-index.ts';
import { thinHost } from '#test/builders/thin-host.ts';

const block = (device: string, kernelName: string, dmName: string | null = null): BlockDevice => ({
  device,
  kernelName,
  dmName,
  dmUuid: null,
  sizeSectors: 0,
  readOnly: false,
  suspended: null,
  dmOpen: 0,
  dockerDeleted: notCollected('test'),
  partitionOf: null,
  holders: [],
  slaves: [],
  source: { evidence: 'block-devices', line: 1 },
});

describe('block devices by name', () => {
  const { model } = thinHost([], { blockDevices: [block('254:0', 'vda'), block('253:7', 'dm-7', 'vda')] });

  it('finds the disk, not the dm device that is called like it', () => {
    expect(indexOf(model).blocksByName.get('vda')?.device).toBe('254:0');
  });

  it('finds a dm device by its kernel name still', () => {
    expect(indexOf(model).blocksByName.get('dm-7')?.device).toBe('253:7');
  });
});

it('is made once per model', () => {
  const { model } = thinHost([]);
  expect(indexOf(model)).toBe(indexOf(model));
});
