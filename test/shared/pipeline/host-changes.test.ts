import { describe, expect, it } from 'vitest';
import { hostChangesOf } from '#shared/pipeline/host-changes.ts';
import { record } from '#test/builders/records.ts';

describe('custody', () => {
  it('records that filesystems were asked for their free space', () => {
    expect(hostChangesOf(record('capacity', '254:0\t4096 10 5\t/\n'))).toEqual([expect.stringContaining('statfs')]);
  });

  it('records nothing of what was refused, and nothing of a usual collector', () => {
    expect(hostChangesOf(record('capacity', '', { kind: 'not-found', because: 'no stat' }))).toEqual([]);
    expect(hostChangesOf(record('dm-table', 'x'))).toEqual([]);
  });
});
