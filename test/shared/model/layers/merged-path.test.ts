import { describe, expect, it } from 'vitest';
import { type Absent, unreadable } from '#shared/base/absent.ts';
import { bytes } from '#shared/base/units.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { mergedPath } from '#shared/model/layers/merged-path.ts';
import type { EntryType, FolderListing, LayerEntry } from '#shared/model/layers.ts';

/** A layer drawn as text: `d etc`, `f etc/hosts`, `w etc/motd` (whiteout), `o var` (opaque), `l lib -> usr/lib`; `cut` as last. */
function layer(key: string, drawing: string): readonly [string, FolderListing] {
  const lines = drawing.split(',').map((l) => l.trim());
  const types: Record<string, EntryType> = { d: 'directory', f: 'file', w: 'character', o: 'directory', l: 'symlink' };
  const entries = lines.flatMap((text, i): LayerEntry[] => {
    const match = /^([dfwol]) (\S+)(?: -> (\S+))?$/.exec(text);
    if (!match) return [];
    const [, kind = '', path = '', link = null] = match;
    return [
      {
        path,
        type: types[kind]!,
        mode: 0o644,
        size: bytes(0),
        uid: 0,
        gid: 0,
        link,
        rdev: kind === 'w' ? '0:0' : null,
        inode: i,
        opaque: kind === 'o',
        line: i + 1,
      },
    ];
  });
  return [key, { layer: key, folder: `/s/${key}`, entries, cut: lines.includes('cut'), evidence: key }];
}

const ask = (
  path: string,
  layers: readonly (readonly [string, FolderListing | Absent])[],
  order?: readonly (string | null)[],
) => mergedPath({ folderListings: new Map(layers) } as unknown as HostModel, order ?? layers.map(([key]) => key), path);

describe('which layer serves a path', () => {
  it('the uppermost that has it; those below are said', () => {
    const answer = ask('etc/hosts', [layer('up', 'd etc, f etc/hosts'), layer('low', 'd etc, f etc/hosts')]);
    expect(answer).toMatchObject({ is: 'served', layer: 'up', alsoIn: ['low'] });
  });

  it('a folder that both have does not hide what only the lower one has in it', () => {
    expect(ask('etc/b', [layer('up', 'd etc'), layer('low', 'd etc, f etc/b')])).toMatchObject({
      is: 'served',
      layer: 'low',
    });
  });

  it.each([
    ['a whiteout of the name', 'd etc, w etc/b'],
    ['a whiteout of a folder above', 'w etc'],
    ['an opaque folder above', 'o etc'],
    ['a file in place of a folder above', 'f etc'],
    ['a mark of fuse-overlayfs', 'd etc, f etc/.wh.b'],
  ])('%s hides what is below', (_what, drawing) => {
    const answer = ask('etc/b', [layer('up', drawing), layer('low', 'd etc, f etc/b')]);
    expect(answer).toMatchObject({ is: 'hidden', layer: 'up' });
  });

  it('an opaque folder does not hide itself, nor what is in it in the same layer', () => {
    expect(ask('etc', [layer('up', 'o etc'), layer('low', 'd etc')])).toMatchObject({ is: 'served', layer: 'up' });
    expect(ask('etc/b', [layer('up', 'o etc, f etc/b'), layer('low', 'd etc, f etc/b')])).toMatchObject({
      layer: 'up',
    });
  });

  it('a layer that was not read makes it unknown, with what those below say', () => {
    const answer = ask('b', [['up', unreadable('denied')], layer('low', 'f b')]);
    expect(answer).toMatchObject({
      is: 'unknown',
      layer: 'up',
      because: { because: 'denied' },
      ifNot: { is: 'served', layer: 'low' },
    });
  });

  it('a layer in no store makes it unknown', () => {
    expect(ask('b', [layer('low', 'f b')], [null, 'low'])).toMatchObject({ is: 'unknown', layer: null });
  });

  it('a cut listing that has it serves it, one that has it not makes it unknown', () => {
    expect(ask('b', [layer('up', 'f b, cut')])).toMatchObject({ is: 'served' });
    expect(ask('b', [layer('up', 'f a, cut'), layer('low', 'f b')])).toMatchObject({
      is: 'unknown',
      ifNot: { is: 'served' },
    });
  });

  it('is nowhere only when every layer was read to its end', () => {
    expect(ask('b', [layer('up', 'f a'), layer('low', 'f c')])).toEqual({ is: 'nowhere' });
  });

  it('127 lowers are asked one after the other', () => {
    const layers = Array.from({ length: 127 }, (_, i) => layer(`l${i}`, i === 126 ? 'f b' : 'f a'));
    expect(ask('b', layers)).toMatchObject({ is: 'served', layer: 'l126' });
  });
});
