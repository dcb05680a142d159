import { describe, expect, it } from 'vitest';
import type { EvidenceEnd } from '#shared/evidence/record.ts';
import { hostChangesOf, noteHostChanges } from '#shared/pipeline/host-changes.ts';
import { record } from '#test/builders/records.ts';

const listing = (id: string, end: EvidenceEnd = { kind: 'complete', exitCode: 0 }) => ({
  ...record(id, 'end\0', end),
  collectorId: 'layer-listings',
});

describe('custody', () => {
  it('records that filesystems were asked for their free space', () => {
    expect(hostChangesOf(record('capacity', '254:0\t4096 10 5\t/\n'))).toEqual([expect.stringContaining('statfs')]);
  });

  it('says once that layers were listed, however many', () => {
    const changes: string[] = [];
    for (const i of [1, 2, 3]) noteHostChanges(changes, listing(`layer-listings/folder//s/${i}/fs`));
    expect(changes).toEqual([expect.stringMatching(/^layer-listings: folders of unpacked layers were listed/)]);
  });

  it('records nothing of what was refused or left out, and nothing of a usual collector', () => {
    const changes: string[] = [];
    noteHostChanges(changes, record('capacity', '', { kind: 'not-found', because: 'no stat' }));
    noteHostChanges(changes, listing('layer-listings/blob/sha256:a', { kind: 'not-applicable', because: 'too large' }));
    noteHostChanges(changes, listing('layer-listings', { kind: 'denied', because: 'not root' }));
    noteHostChanges(changes, record('processes', 'x'));
    expect(changes).toEqual([]);
  });
});
