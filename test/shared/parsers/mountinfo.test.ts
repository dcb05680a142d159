import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeText } from '#shared/parsers/decode.ts';
import { type MountShapes, parseMountinfo } from '#shared/parsers/mountinfo.ts';

/** As the kernel's mangle_path and seq_escape print a path or a source. */
const mangle = (text: string, also = '') =>
  Array.from(text)
    .map((c) => (` \t\n\\${also}`.includes(c) ? `\\${c.charCodeAt(0).toString(8).padStart(3, '0')}` : c))
    .join('');

const path = fc.string({ unit: 'binary', minLength: 0, maxLength: 20 }).map((s) => `/${s.replaceAll('\0', '')}`);
const group = fc.option(fc.integer({ min: 1, max: 9999 }), { nil: null });
const mount = fc.record({
  id: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
  parent: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
  device: fc.tuple(fc.nat(4095), fc.nat(1 << 20)).map(([a, b]) => `${a}:${b}`),
  root: path.filter((p) => !p.endsWith('//deleted')),
  point: path,
  shared: group,
  master: group,
  source: fc.string({ maxLength: 12 }).map((s) => s.replaceAll('\0', '')),
});

const print = (m: typeof mount extends fc.Arbitrary<infer T> ? T : never) =>
  [
    `${m.id} ${m.parent} ${m.device} ${mangle(m.root)} ${mangle(m.point)} rw,relatime`,
    ...(m.shared === null ? [] : [`shared:${m.shared}`]),
    ...(m.master === null ? [] : [`master:${m.master}`]),
    `- tmpfs ${mangle(m.source, '#')} rw`,
  ].join(' ');

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
/** Decoded text lies outside the heap. */
const inUse = () => process.memoryUsage().heapUsed + process.memoryUsage().external;

describe('parseMountinfo', () => {
  it('reads back what the kernel would print of any mount', () => {
    fc.assert(
      fc.property(fc.array(mount, { maxLength: 8 }), (mounts) => {
        const { value, warnings } = parseMountinfo(encodeText(mounts.map(print).join('\n')));
        expect(warnings).toEqual([]);
        expect(
          value.map(({ mountId, parentId, shape: s }) => ({
            id: mountId,
            parent: parentId,
            device: s.device,
            root: s.root,
            point: s.mountPoint,
            shared: s.propagation.shared,
            master: s.propagation.master,
            source: s.source,
          })),
        ).toEqual(mounts);
      }),
    );
  });

  it('shares one shape between the copies of a mount in many tables', () => {
    const shapes: MountShapes = new Map();
    const row = (id: number) =>
      parseMountinfo(encodeText(`${id} 1 0:4 / /a rw - tmpfs t rw\n`), shapes).value[0]!.shape;
    expect(row(10)).toBe(row(11));
    expect(shapes.size).toBe(1);
  });

  it('does not keep a table alive for one of its lines', () => {
    const shapes: MountShapes = new Map();
    const filler = '1 1 0:4 / /same rw - tmpfs t rw\n'.repeat(60_000);
    collectGarbage();
    const before = inUse();
    for (let n = 0; n < 40; n++) parseMountinfo(Buffer.from(`${filler}2 1 0:4 / /own${n} rw - tmpfs t rw\n`), shapes);
    collectGarbage();
    expect(shapes.size).toBe(41);
    // Each table's text has about 2 MB: kept alive, the 40 would take 77, beside some noise.
    expect(inUse() - before).toBeLessThan(50_000_000);
  });

  it('reads 100,000 lines of 50 tables in a few seconds at the very worst', () => {
    const lines = Array.from(
      { length: 2000 },
      (_, i) =>
        ` 1 253:${i} / /var/lib/docker/devicemapper/mnt/${String(i).padStart(64, 'a')} rw,relatime shared:${i} - xfs /dev/mapper/docker-254:0-131193-${String(i).padStart(64, 'a')} rw,nouuid,attr2,inode64,logbufs=8,logbsize=32k,noquota`,
    );
    const tables = Array.from({ length: 50 }, (_, n) =>
      new TextEncoder().encode(lines.map((line, i) => `${n * 2000 + i}${line}`).join('\n')),
    );
    const shapes: MountShapes = new Map();
    const started = performance.now();
    for (const table of tables) expect(parseMountinfo(table, shapes).value.length).toBe(2000);
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});
