import { describe, expect, it } from 'vitest';
import { optInCollectors } from '#electron/cli/live-options.ts';
import { chosenCollectorIds, collectorIds, optInCollectorIds, usualCollectorIds } from '#shared/collectors/ids.ts';
import { collectors } from '#shared/collectors/index.ts';

describe('--with', () => {
  it('takes collectors that change something on the host', () => {
    expect(optInCollectors('thin-metadata')).toEqual({ ok: true, value: ['thin-metadata'] });
    expect(optInCollectors('thin-metadata,capacity')).toEqual({ ok: true, value: ['thin-metadata', 'capacity'] });
    expect(optInCollectors('layer-listings')).toEqual({ ok: true, value: ['layer-listings'] });
    expect(optInCollectors(undefined)).toEqual({ ok: true, value: [] });
  });

  it.each([
    ['processes', /--with cannot be "processes"; it is one of thin-metadata/],
    ['', /--with cannot be ""/],
  ])('refuses %j with the reason', (given, problem) => {
    expect(optInCollectors(given)).toMatchObject({
      ok: false,
      error: { kind: 'usage', problem: expect.stringMatching(problem) },
    });
  });
});

describe('what a capture reads', () => {
  it('holds nothing that changes the host unless it was asked for', () => {
    expect(usualCollectorIds).toEqual(
      collectorIds.filter((id) => !['thin-metadata', 'capacity', 'layer-listings'].includes(id)),
    );
    expect(chosenCollectorIds(null)).toEqual(usualCollectorIds);
    expect(chosenCollectorIds(['host', 'thin-metadata'])).toEqual(['host']);
    expect(chosenCollectorIds(['host'], ['thin-metadata'])).toEqual(['host', 'thin-metadata']);
    expect(chosenCollectorIds(null, ['layer-listings', 'capacity', 'thin-metadata'])).toEqual([...collectorIds]);
  });

  it('is told apart by what each collector says of itself', () => {
    expect(collectors.filter((c) => c.changes !== undefined).map((c) => c.id)).toEqual([...optInCollectorIds]);
  });
});
