import { beforeEach, describe, expect, it } from 'vitest';
import { back, forgetSource, go, resetPlace, where } from '#renderer/store/place.ts';
import { earlierOf, isReversed } from '#renderer/views/compare/sides.ts';
import type { OpenSource } from '#shared/ipc/payloads.ts';

const source = (sourceId: string, host: string | null, capturedAt: number | null): OpenSource => ({
  sourceId,
  title: sourceId,
  kind: 'bundle',
  colour: 0,
  complete: true,
  host,
  capturedAt,
});
const all = [
  source('monday', 'db1', 1),
  source('tuesday', 'db1', 2),
  source('friday', 'db1', 5),
  source('web', 'web1', 4),
];

describe('the capture to compare with, where nobody chose', () => {
  it('is the last one before it of the same host', () => {
    expect(earlierOf(all, 'friday')).toBe('tuesday');
    expect(earlierOf(all, 'tuesday')).toBe('monday');
  });

  it('is the next one after it where there is none before, and that is said to be the wrong way round', () => {
    expect(earlierOf(all, 'monday')).toBe('tuesday');
    expect(isReversed(all[1], all[0])).toBe(true);
    expect(isReversed(all[0], all[1])).toBe(false);
  });

  it('is never of another host, nor of one whose name is not known', () => {
    expect(earlierOf(all, 'web')).toBeNull();
    expect(earlierOf([source('a', null, 1), source('b', null, 2)], 'b')).toBeNull();
  });
});

describe('a comparison whose other side was closed', () => {
  beforeEach(resetPlace);
  const compare = { view: 'compare', before: 'monday', filter: '', sort: null } as const;

  it('is left, and no step back leads into it', () => {
    go({ view: 'findings', finding: null }, { sourceId: 'friday' });
    go(compare);
    go({ view: 'pools', filter: '', sort: null });
    forgetSource('monday');
    back();
    expect(where.get().place.view).toBe('findings');
    go(compare);
    forgetSource('monday');
    expect(where.get()).toMatchObject({ sourceId: 'friday', place: { view: 'findings' } });
  });
});
