import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { unreadable } from '#shared/base/absent.ts';
import { bytes } from '#shared/base/units.ts';
import { compareLayer } from '#shared/model/layers/compare-layer.ts';
import type { BlobListing, FolderListing, LayerEntry } from '#shared/model/layers.ts';

const Entry = z.strictObject({
  type: z.enum(['file', 'directory', 'symlink', 'character', 'block', 'fifo', 'socket', 'hardlink', 'unknown']),
  mode: z.string(),
  size: z.int().default(0),
  path: z.string(),
  link: z.string().default(''),
  rdev: z.string().nullable().default(null),
  inode: z.int().default(0),
  uid: z.int().default(0),
  opaque: z.boolean().nullable().default(false),
});
const Case = z.strictObject({
  about: z.string(),
  lowest: z.boolean().default(false),
  folderCut: z.boolean().default(false),
  blobCut: z.boolean().default(false),
  opaqueUnknown: z.boolean().default(false),
  tar: z.array(Entry),
  folder: z.array(Entry),
  expect: z.array(z.string()),
});

const folderOf = path.join(import.meta.dirname, '../../../cases/layers');
const names = readdirSync(folderOf).filter((name) => name.endsWith('.json'));

const entryOf = (e: z.infer<typeof Entry>, line: number, inTar: boolean): LayerEntry => ({
  path: e.path,
  type: e.type,
  mode: Number.parseInt(e.mode, 8),
  size: bytes(e.size),
  uid: e.uid,
  gid: 0,
  link: e.link === '' ? null : e.link,
  rdev: e.rdev,
  inode: inTar || e.inode === 0 ? null : e.inode,
  opaque: e.opaque ?? unreadable('no right'),
  line,
});

const listings = (c: z.infer<typeof Case>): readonly [FolderListing, BlobListing] => [
  {
    layer: 'store#1',
    folder: '/store/1',
    entries: c.folder.map((e, i) => entryOf(e, i + 1, false)),
    cut: c.folderCut,
    evidence: 'f',
  },
  { digest: 'sha256:1', entries: c.tar.map((e, i) => entryOf(e, i + 1, true)), cut: c.blobCut, evidence: 'b' },
];

describe('a folder against its tar', () => {
  it.each(names)('%s', (name) => {
    const parsed = Case.parse(JSON.parse(readFileSync(path.join(folderOf, name), 'utf8')));
    expect(parsed.about).toMatch(/Constructed/);
    const result = compareLayer(...listings(parsed), parsed.lowest);
    expect(result.differences.map((d) => `${d.kind} ${d.path}`).sort()).toEqual(parsed.expect.toSorted());
    expect(result.opaqueUnknown).toBe(parsed.opaqueUnknown);
    expect(result.unsure).toEqual([...(parsed.folderCut ? ['folder'] : []), ...(parsed.blobCut ? ['blob'] : [])]);
  });

  it('says of any tar, unpacked and then robbed of one file, exactly that file', () => {
    const name = fc.stringMatching(/^[a-z\n\t-]{1,3}$/);
    const tree = fc.uniqueArray(fc.tuple(name, name, fc.nat(9)), { selector: ([d, f]) => `${d}/${f}`, minLength: 1 });
    fc.assert(
      fc.property(tree, fc.nat(), (files, pick) => {
        const file = ([d, f, size]: readonly [string, string, number]) =>
          Entry.parse({ type: 'file', mode: '644', size, path: `${d}/${f}` });
        const folders = [...new Set(files.map(([d]) => d))].map((d) =>
          Entry.parse({ type: 'directory', mode: '755', path: d }),
        );
        const tar = files.map(file);
        const lost = tar[pick % tar.length]!;
        const whole = Case.parse({ about: '', tar, folder: [...folders, ...tar], expect: [] });
        expect(compareLayer(...listings(whole), false).differences).toEqual([]);
        const robbed = { ...whole, folder: whole.folder.filter((e) => e.path !== lost.path) };
        expect(compareLayer(...listings(robbed), false).differences.map((d) => `${d.kind} ${d.path}`)).toEqual([
          `missing ${lost.path}`,
        ]);
      }),
    );
  });

  it('takes a tree of 30,000 names in a moment', () => {
    const tar = Array.from({ length: 30_000 }, (_, i) =>
      Entry.parse({ type: 'file', mode: '644', path: `d${i % 100}/e${i % 1000}/f${i}` }),
    );
    const began = Date.now();
    const result = compareLayer(...listings(Case.parse({ about: '', tar, folder: tar, expect: [] })), false);
    expect(result.differences.filter((d) => d.kind !== 'missing')).toEqual([]);
    expect(Date.now() - began).toBeLessThan(10_000);
  });
});
