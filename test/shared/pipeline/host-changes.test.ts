import { describe, expect, it } from 'vitest';
import type { EvidenceEnd } from '#shared/evidence/record.ts';
import { noteHostChanges } from '#shared/pipeline/host-changes.ts';
import { record } from '#test/builders/records.ts';

const listing = (id: string, end: EvidenceEnd = { kind: 'complete', exitCode: 0 }) => ({
  ...record(id, 'end\0', end),
  collectorId: 'layer-listings',
});

describe('what a capture changed', () => {
  it('says once that layers were listed, however many', () => {
    const changes: string[] = [];
    for (const i of [1, 2, 3]) noteHostChanges(changes, listing(`layer-listings/folder//s/${i}/fs`));
    expect(changes).toEqual([expect.stringMatching(/^layer-listings: folders of unpacked layers were listed/)]);
  });

  it('says nothing of layers that were left out, nor of collectors that only read', () => {
    const changes: string[] = [];
    noteHostChanges(changes, listing('layer-listings/blob/sha256:a', { kind: 'not-applicable', because: 'too large' }));
    noteHostChanges(changes, listing('layer-listings', { kind: 'denied', because: 'not root' }));
    noteHostChanges(changes, record('processes', 'x'));
    expect(changes).toEqual([]);
  });
});
