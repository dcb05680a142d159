import { describe, expect, it } from 'vitest';
import { hiddenMounts } from '#shared/derive/rows/hidden-mounts.ts';
import type { Mount } from '#shared/model/mount.ts';

/** `id parent path` a line. */
const table = (text: string): Mount[] =>
  text
    .trim()
    .split('\n')
    .map((line) => {
      const [id, parent, mountPoint] = line.trim().split(' ');
      return { namespace: 1, mountId: Number(id), parentId: Number(parent), shape: { mountPoint } } as unknown as Mount;
    });

const hidden = (text: string) => [...hiddenMounts(table(text))].sort((a, b) => a - b);

describe('mounts that no path reaches', () => {
  it('hides nothing in a plain tree', () => {
    expect(hidden('1 0 /\n2 1 /a\n3 2 /a/b\n4 1 /c')).toEqual([]);
  });

  it('hides the lower of two on one path', () => {
    expect(hidden('1 0 /\n2 1 /a\n3 2 /a')).toEqual([2]);
  });

  it('hides what stands below a path that was mounted over later', () => {
    expect(hidden('1 0 /\n2 1 /a/b\n3 2 /a/b/c\n4 1 /a')).toEqual([2, 3]);
  });

  it('does not hide what was mounted into the later one', () => {
    expect(hidden('1 0 /\n2 1 /a/b\n4 1 /a\n5 4 /a/b')).toEqual([2]);
  });

  it('is not fooled by names that begin alike', () => {
    expect(hidden('1 0 /\n2 1 /ab\n3 1 /a')).toEqual([]);
  });

  it('ends on parents that form a loop', () => {
    expect(hidden('1 2 /a\n2 1 /b')).toEqual([]);
  });
});
