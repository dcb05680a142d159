import { beforeEach, describe, expect, it } from 'vitest';
import {
  back,
  enterSource,
  forgetSource,
  go,
  refine,
  resetPlace,
  select,
  showSource,
  where,
} from '#renderer/store/place.ts';

const mounts = (filter: string) => ({ view: 'mounts', filter, sort: null }) as const;
const subject = { kind: 'process', id: '42', name: 'sleep 42' } as const;

beforeEach(resetPlace);

describe('the way back', () => {
  it('restores the place with its question and the selection it had', () => {
    enterSource('s1');
    go(mounts(''));
    refine(mounts('xfs'));
    select(subject);
    go({ view: 'completeness' });
    select(null);
    back();
    expect(where.get()).toMatchObject({ place: mounts('xfs'), selection: subject, sourceId: 's1' });
  });

  it('has no step for a question that was only refined', () => {
    enterSource('s1');
    go(mounts(''));
    refine(mounts('a'));
    refine(mounts('ab'));
    back();
    expect(where.get().place.view).toBe('findings');
  });

  it('ends at the start', () => {
    expect(back()).toBe(false);
  });

  it('never leads into a source that was closed', () => {
    enterSource('s1');
    go(mounts(''));
    enterSource('s2');
    forgetSource('s1');
    back();
    expect(where.get().sourceId).not.toBe('s1');
  });

  it('does not carry a selection from one source into another', () => {
    enterSource('s1');
    select(subject);
    enterSource('s2');
    expect(where.get().selection).toBeNull();
  });
});

describe('several sources', () => {
  it('are each found again as they were left, and a closed one is forgotten', () => {
    resetPlace();
    enterSource('one');
    go({ view: 'who', needle: 'victim-A3' });
    select({ kind: 'process', id: '7', name: 'sleep' });
    enterSource('two');
    go({ view: 'completeness' });
    showSource('one');
    expect(where.get()).toMatchObject({
      sourceId: 'one',
      place: { view: 'who', needle: 'victim-A3' },
      selection: { id: '7' },
    });
    showSource('two');
    expect(where.get()).toMatchObject({ sourceId: 'two', place: { view: 'completeness' }, selection: null });
    back();
    expect(where.get()).toMatchObject({ sourceId: 'one', place: { view: 'who' } });
    forgetSource('two');
    showSource('two');
    expect(where.get()).toMatchObject({ sourceId: 'two', place: { view: 'findings' } });
  });

  it('keep their view while the first page or a capture is in sight', () => {
    resetPlace();
    enterSource('one');
    go({ view: 'completeness' });
    go({ view: 'connect', form: null }, { sourceId: null });
    showSource('one');
    expect(where.get().place.view).toBe('completeness');
  });
});
