import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tableReaderPrelude } from '#shared/collectors/table-reader.ts';
import { FrameDecoder } from '#shared/evidence/framing.ts';
import { RepeatedLines } from '#shared/evidence/repeated-lines.ts';

const bytes = (text: string) => Buffer.from(text, 'latin1');
const text = (body: Uint8Array | null) => (body === null ? null : Buffer.from(body).toString('latin1'));
const expand = (sent: string, length: number, torn = false) =>
  text(new RepeatedLines().expand(bytes(sent), length, torn));

/** The writer itself: `short` of the perl reader, over bodies given as hex. */
function shorten(bodies: readonly Buffer[]): readonly Buffer[] {
  const program = /^my \(%tail[\s\S]*?split [^\n]*-1 \}$/m.exec(tableReaderPrelude.replaceAll(`'\\''`, `'`))?.[0] ?? '';
  const loop = 'while (my $h = <STDIN>) { chomp $h; print unpack("H*", short(pack "H*", $h)), "\\n" }';
  const run = spawnSync('perl', ['-e', `use strict; ${program}\n${loop}`], {
    input: bodies.map((b) => `${b.toString('hex')}\n`).join(''),
  });
  expect(run.stderr.toString()).toBe('');
  return run.stdout
    .toString()
    .split('\n')
    .slice(0, -1)
    .map((hex) => Buffer.from(hex, 'hex'));
}

const hostileLine = fc.oneof(
  fc.constantFrom('', '=', '36 35 =', '36 35 -1', '36 35 0', '36 35 98:0 / /mnt rw', '1 2 ', ' ', '36', '\r', '٣ 1 x'),
  fc.uint8Array({ maxLength: 20 }).map((b) => Buffer.from(b).toString('latin1')),
  fc.tuple(fc.nat(99), fc.constantFrom('98:0 / /a rw - ext3', '0:5 /x\x1e /y')).map(([n, tail]) => `${n} 1 ${tail}`),
);
const hostileBody = fc.array(hostileLine, { maxLength: 12 }).map((lines) => Buffer.from(lines.join('\n'), 'latin1'));

describe('repeated lines', () => {
  it('stand for the same bytes again, whatever the tables hold', () => {
    fc.assert(
      fc.property(fc.array(hostileBody, { minLength: 1, maxLength: 5 }), (bodies) => {
        const lines = new RepeatedLines();
        const sent = shorten(bodies);
        expect(sent.map((s, i) => text(lines.expand(s, bodies[i]!.length, false)))).toEqual(bodies.map(text));
      }),
      { numRuns: 60 },
    );
  });

  it('are few bytes for a copy of a table', () => {
    const table = (id: number) =>
      bytes(
        Array.from(
          { length: 100 },
          (_, i) => `${id + i} ${id} 0:${i} / /var/lib/x/${'f'.repeat(64)}${i} rw - tmpfs shm rw\n`,
        ).join(''),
      );
    const [first, second] = shorten([table(100), table(900)]);
    expect(first!.length).toBeGreaterThan(table(100).length);
    expect(second!.length * 8).toBeLessThan(table(900).length);
  });

  it('of an unknown tail, or of another length than promised, stand for nothing', () => {
    expect(expand('1 2 =x\n3 4 0\n', 12)).toBe('1 2 x\n3 4 x\n');
    expect(expand('1 2 =x\n3 4 1\n', 12)).toBeNull();
    expect(expand('1 2 =x\n3 4 0\n', 11)).toBeNull();
    expect(expand('1 2 =x\n3 4 0\n', 13)).toBeNull();
    expect(expand('1 2 0x1\n', 8)).toBeNull();
    expect(expand('12\n', 3)).toBeNull();
    expect(expand('1 2 \n', 5)).toBeNull();
  });

  it('that are torn stand for their whole lines', () => {
    expect(expand('1 2 =x\n3 4 =y', 100, true)).toBe('1 2 x\n');
    expect(expand('', 100, true)).toBe('');
  });

  it('do not fill the memory for a host that promises much', () => {
    expect(new RepeatedLines(10).expand(bytes('=x'), 11, true)).toBeNull();
  });
});

describe('a stream with repeated lines', () => {
  const nonce = 'c'.repeat(32);
  const decode = (...parts: readonly string[]) => {
    const decoder = new FrameDecoder({ nonce, host: 'node1' });
    const stream = [`\x1eundermount-capture/1 ${nonce} t 1.0 1.0 h\n`, ...parts].map((p) =>
      p.startsWith('\t') ? `\x1e${nonce} ${p.slice(1)}` : p,
    );
    return [...decoder.push(bytes(stream.join(''))), ...decoder.end()].flatMap((e) =>
      e.kind === 'record' ? [`${e.record.id} ${e.record.end.kind} ${JSON.stringify(text(e.record.body))}`] : [],
    );
  };

  it('gives plain bodies, and each collector tails of its own', () => {
    expect(
      decode(
        '\tC\ta\t1\t1.0\n',
        '\tB\ta/1\t100\t1.0\twhat\tlines:6\n',
        '1 2 =x\n',
        '\tE\tcomplete\t0\t1.0\n',
        '\tB\ta/2\t100\t1.0\twhat\tlines:6\n',
        '3 4 0\n',
        '\tE\tcomplete\t0\t1.0\n',
        '\tD\ta\t1\t1.0\tok\n',
        '\tC\tb\t1\t1.0\n',
        '\tB\tb/1\t100\t1.0\twhat\tlines:6\n',
        '5 6 0\n',
        '\tE\tcomplete\t0\t1.0\n',
      ),
    ).toEqual(['a/1 complete "1 2 x\\n"', 'a/2 complete "3 4 x\\n"', 'b/1 connection-lost ""']);
  });

  it('keeps the limit of a record, and the whole lines of a cut one', () => {
    expect(
      decode(
        '\tC\ta\t1\t1.0\n',
        '\tB\ta/1\t8\t1.0\tw\tlines:12\n',
        '1 2 =x\n3 4 0\n',
        '\tE\tcomplete\t0\t1.0\n',
        '\tB\ta/2\t80\t1.0\tw\tlines:60\n',
        '7 8 0\n9',
      ),
    ).toEqual(['a/1 truncated "1 2 x\\n3 "', 'a/2 connection-lost "7 8 x\\n"']);
  });
});
