import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tableLines } from '#shared/collectors/table-lines.ts';
import { FrameDecoder } from '#shared/evidence/framing.ts';
import { bytesOf, parseForm, RepeatedLines } from '#shared/evidence/repeated-lines.ts';

const bytes = (text: string) => Buffer.from(text, 'latin1');
const text = (body: Uint8Array | null) => (body === null ? null : Buffer.from(body).toString('latin1'));

interface Sent {
  readonly form: string;
  readonly body: Buffer;
}

function expand(lines: RepeatedLines, id: string, { form, body }: Sent, torn = false): string | null {
  const parsed = parseForm(form);
  if (parsed === null) return text(body);
  const read = lines.read(id, body, parsed, torn);
  return text(read && bytesOf(read));
}

const expandLines = (sent: string, length: number, torn = false) =>
  expand(new RepeatedLines(), 'a', { form: `lines:${length}`, body: bytes(sent) }, torn);

/** The writer itself, over bodies given as hex: record `t/N` is the Nth. */
function shorten(bodies: readonly Buffer[]): readonly Sent[] {
  const loop =
    'my $n = 0; while (my $h = <STDIN>) { chomp $h; my ($f, $b) = form("t/" . $n++, pack "H*", $h); print "$f ", unpack("H*", $b), "\n" }';
  const run = spawnSync('perl', ['-we', `use strict; ${tableLines}\n${loop}`], {
    input: bodies.map((b) => `${b.toString('hex')}\n`).join(''),
    maxBuffer: 1e9,
  });
  expect(run.stderr.toString()).toBe('');
  return run.stdout
    .toString()
    .split('\n')
    .slice(0, -1)
    .map((line) => {
      const [form = '', hex = ''] = line.split(' ');
      return { form, body: Buffer.from(hex, 'hex') };
    });
}

/** A table of 100 lines whose ids begin at `id`. */
const table = (id: number, mark = '') =>
  bytes(
    Array.from(
      { length: 100 },
      (_, i) => `${id + i} ${id} 0:${i} / /var/lib/x/${'f'.repeat(64)}${i}${mark} rw - tmpfs shm rw\n`,
    ).join(''),
  );

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
        expect(sent.map((s, i) => expand(lines, `t/${i}`, s))).toEqual(bodies.map(text));
      }),
      { numRuns: 60 },
    );
  });

  it('are a few bytes a line for a copy of a table, whatever its ids', () => {
    const bodies = [table(1000), table(5000), table(9950), table(20_000), table(30_000, '!'), table(40_000, '!')];
    const sent = shorten(bodies);
    expect(sent.map(({ form }) => form.replace(/:\d+/, ''))).toEqual([
      'lines',
      'copy:t/0',
      'lines',
      'lines',
      'lines',
      'copy:t/4',
    ]);
    expect(sent[1]!.body.length).toBe(400);
    expect(sent[3]!.body.length * 7).toBeLessThan(bodies[3]!.length);
    const lines = new RepeatedLines();
    expect(sent.map((s, i) => expand(lines, `t/${i}`, s))).toEqual(bodies.map(text));
  });

  it('keep a line apart whose bytes differ anywhere outside its ids', () => {
    const one = table(1000);
    for (const at of [4, 9, 60, one.length - 1]) {
      const other = Buffer.from(one);
      other[at] = other[at] === 0x58 ? 0x59 : 0x58;
      const sent = shorten([one, one, other]);
      expect(sent.map(({ form }) => form.startsWith('copy'))).toEqual([false, true, false]);
      const lines = new RepeatedLines();
      expect(sent.map((s, i) => expand(lines, `t/${i}`, s))).toEqual([one, one, other].map(text));
    }
  });

  it('as a copy of nothing known, of another length, or with what is no digit, stand for nothing', () => {
    const [first, copy] = shorten([table(1000), table(5000)]) as [Sent, Sent];
    const afterFirst = (form: string, body: Buffer, torn = false) => {
      const lines = new RepeatedLines();
      expand(lines, 't/0', first);
      return expand(lines, 't/1', { form, body }, torn);
    };
    expect(afterFirst(copy.form, copy.body)).toBe(text(table(5000)));
    expect(afterFirst(copy.form.replace('t/0', 't/7'), copy.body)).toBeNull();
    expect(afterFirst(copy.form.replace(/\d+/, '10'), copy.body)).toBeNull();
    expect(afterFirst(copy.form, copy.body.subarray(1))).toBeNull();
    expect(afterFirst(copy.form, Buffer.concat([copy.body, Buffer.of(0)]))).toBeNull();
    expect(afterFirst(copy.form, Buffer.concat([Buffer.of(0xa0), copy.body.subarray(1)]))).toBeNull();
    expect(afterFirst(copy.form, Buffer.concat([Buffer.of(0x01), copy.body.subarray(1)]))).toBeNull();
    // Torn: the whole lines that had arrived.
    expect(afterFirst(copy.form, copy.body.subarray(0, 11), true)).toBe(
      `${text(table(5000))!.split('\n').slice(0, 2).join('\n')}\n`,
    );
  });

  it('of two readers have tails of their own', () => {
    const lines = new RepeatedLines();
    const of = (id: string, form: string, sent: string) => expand(lines, id, { form, body: bytes(sent) });
    expect(of('a', 'lines:6', '1 2 =x\n')).toBe('1 2 x\n');
    expect(of('b', 'lines:6:1', '1 2 =y\n')).toBe('1 2 y\n');
    expect(of('c', 'lines:6:1', '3 4 0\n')).toBe('3 4 y\n');
    expect(of('d', 'lines:6', '3 4 0\n')).toBe('3 4 x\n');
    expect(of('e', 'copy:6:c', '\x56')).toBe('5 6 y\n');
  });

  it('of an unknown tail, or of another length than promised, stand for nothing', () => {
    expect(expandLines('1 2 =x\n3 4 0\n', 12)).toBe('1 2 x\n3 4 x\n');
    expect(expandLines('1 2 =x\n3 4 1\n', 12)).toBeNull();
    expect(expandLines('1 2 =x\n3 4 0\n', 11)).toBeNull();
    expect(expandLines('1 2 =x\n3 4 0\n', 13)).toBeNull();
    expect(expandLines('1 2 0x1\n', 8)).toBeNull();
    expect(expandLines('12\n', 3)).toBeNull();
    expect(expandLines('1 2 \n', 5)).toBeNull();
  });

  it('that are torn stand for their whole lines', () => {
    expect(expandLines('1 2 =x\n3 4 =y', 100, true)).toBe('1 2 x\n');
    expect(expandLines('', 100, true)).toBe('');
  });

  it('do not fill the memory for a host that promises much', () => {
    expect(new RepeatedLines(10).read('a', bytes('=x'), { kind: 'lines', bytes: 11, reader: 0 }, true)).toBeNull();
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
