import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FrameDecoder, type FrameEvent, recordsOf } from '#shared/evidence/framing.ts';
import type { EvidenceRecord } from '#shared/evidence/record.ts';
import { type DrawnCollector, drawnNonce, drawStream } from '#test/builders/frames.ts';

const decode = (chunks: readonly Uint8Array[], nonce: string | null = drawnNonce) => {
  const decoder = new FrameDecoder({ nonce, host: 'node1' });
  return [...chunks.flatMap((chunk) => decoder.push(chunk)), ...decoder.end()];
};
const recordsIn = (events: readonly FrameEvent[]) =>
  events.flatMap((e): EvidenceRecord[] => (e.kind === 'record' ? [e.record] : []));
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
const idsOf = (events: readonly FrameEvent[]) => recordsIn(events).map((r) => `${r.id} ${r.end.kind}`);

/** Bodies that try to look like our frames, next to bytes of any kind. */
const hostileBody = fc.oneof(
  fc.uint8Array({ maxLength: 60 }),
  fc.constantFrom(
    '\x1e',
    `\x1e${drawnNonce}`,
    `\x1e${drawnNonce.slice(0, 31)}`,
    `\x1e${'f'.repeat(32)} E\tcomplete\t0\t1.00\n`,
    '\x1eundermount-capture/1 ',
    '\n\0\xff\xfe',
  ),
);
const body = fc
  .array(hostileBody, { maxLength: 6 })
  .map((parts) => Buffer.concat(parts.map((p) => (typeof p === 'string' ? Buffer.from(p, 'latin1') : p))));
/** The exact marker may not stand in a body: the host cannot know the nonce. */
const honest = body.filter((b) => !b.includes(`\x1e${drawnNonce} `));
const collectors: fc.Arbitrary<readonly DrawnCollector[]> = fc
  .array(
    fc.array(fc.record({ body: honest, stderr: fc.option(fc.constantFrom('warning\n', ''), { nil: undefined }) }), {
      maxLength: 4,
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((all) =>
    all.map((records, i) => ({
      id: `collector-${i}`,
      records: records.map((r, j) => ({
        id: `collector-${i}/${j}`,
        body: r.body,
        ...(r.stderr === undefined ? {} : { stderr: r.stderr }),
      })),
    })),
  );

const chunked = (stream: Uint8Array, cuts: readonly number[]) => {
  const at = [0, ...cuts.map((c) => c % (stream.length + 1)), stream.length].toSorted((a, b) => a - b);
  return at.slice(1).map((end, i) => stream.slice(at[i], end));
};

describe('a capture stream', () => {
  it('gives each record with its bytes, end, times and origin', () => {
    const events = decode([
      drawStream([
        {
          id: 'swaps',
          records: [{ id: 'swaps', body: 'Filename\n', stderr: 'odd\n', argument: '3', what: '/proc/swaps' }],
        },
      ]),
    ]);
    expect(recordsIn(events)).toEqual([
      {
        id: 'swaps',
        collectorId: 'swaps',
        sample: 1,
        origin: { kind: 'live', host: 'node1', what: '/proc/swaps' },
        end: { kind: 'complete', exitCode: 3 },
        startedAt: 1_795_000_000_750,
        durationMs: 250,
        stderr: 'odd\n',
        body: new Uint8Array(Buffer.from('Filename\n')),
      },
    ]);
    expect(events.at(-1)).toEqual({ kind: 'finished' });
  });

  it('gives equal events for every chunking, whatever the bodies hold', () => {
    fc.assert(
      fc.property(collectors, fc.array(fc.nat(), { maxLength: 12 }), (drawn, cuts) => {
        const stream = drawStream(drawn);
        const whole = decode([stream]);
        expect(decode(chunked(stream, cuts))).toEqual(whole);
        const bodies = drawn.flatMap((c) => c.records.map((r) => text(r.body as Uint8Array)));
        expect(recordsIn(whole).map((r) => text(r.body))).toEqual(bodies);
      }),
      { numRuns: 400 },
    );
  });

  it('gives equal events byte by byte', () => {
    const stream = drawStream([
      {
        id: 'a',
        records: [
          { id: 'a', body: `x\x1e${drawnNonce}\x1e y` },
          { id: 'a/2', body: '' },
        ],
      },
    ]);
    expect(decode([...stream].map((b) => Uint8Array.of(b)))).toEqual(decode([stream]));
  });

  it('cut at any byte keeps every complete record and marks at most one as torn', () => {
    const drawn: DrawnCollector[] = [
      {
        id: 'a',
        records: [
          { id: 'a', body: 'first\n' },
          { id: 'a/2', body: '\x1e\x1e', stderr: 'w' },
        ],
      },
      { id: 'b', records: [{ id: 'b', body: Buffer.alloc(70, 0x1e) }] },
    ];
    const stream = drawStream(drawn);
    const whole = recordsIn(decode([stream]));
    const ends = whole.map((r) => endOf(stream, r.id));
    for (let cut = 0; cut < stream.length; cut++) {
      const decoder = new FrameDecoder({ nonce: drawnNonce, host: 'node1' });
      const records = recordsIn([...decoder.push(stream.slice(0, cut)), ...decoder.end()]);
      const complete = ends.filter((end) => end <= cut).length;
      expect(records.slice(0, complete)).toEqual(whole.slice(0, complete));
      expect(records.slice(complete).map((r) => r.end.kind)).toEqual(
        records.length > complete ? ['connection-lost'] : [],
      );
      const torn = records[complete];
      if (torn) expect(text(whole[complete]!.body).startsWith(text(torn.body))).toBe(true);
      expect(decoder.finished).toBe(false);
    }
  });

  it('takes a boundary with another nonce for what it is: somebody’s body', () => {
    const forged = drawStream([{ id: 'evil', records: [{ id: 'evil', body: 'x' }] }], { nonce: 'f'.repeat(32) });
    const events = decode([drawStream([{ id: 'cgroups', records: [{ id: 'cgroups', body: forged }] }])]);
    expect(idsOf(events)).toEqual(['cgroups complete']);
    expect(recordsIn(events)[0]!.body).toEqual(new Uint8Array(forged));
  });

  it('takes nothing from a stream of another run', () => {
    const events = decode([drawStream([{ id: 'a', records: [{ id: 'a', body: 'x' }] }], { nonce: 'e'.repeat(32) })]);
    expect(events.map((e) => e.kind)).toEqual(['noise']);
  });

  it('reads the nonce from the first header where none is given, and keeps the banner before it as noise', () => {
    const stream = Buffer.concat([
      Buffer.from('Welcome!\r\n'),
      drawStream([{ id: 'a', records: [{ id: 'a', body: 'x' }] }]),
    ]);
    const events = decode([stream], null);
    expect(events[0]).toEqual({ kind: 'noise', bytes: new Uint8Array(Buffer.from('Welcome!\r\n')), total: 10 });
    expect(idsOf(events)).toEqual(['a complete']);
  });

  it('bounds noise: a megabyte of banner costs 4 KiB', () => {
    const events = decode([Buffer.alloc(1_000_000, 0x41), drawStream([])]);
    const noise = events.find((e) => e.kind === 'noise');
    expect(noise?.kind === 'noise' && [noise.bytes.length, noise.total]).toEqual([4096, 1_000_000]);
  });

  it('cuts a body at its limit and says so', () => {
    const [record] = recordsIn(
      decode([drawStream([{ id: 'a', records: [{ id: 'a', body: 'abcdef', maxBytes: 5 }] }])]),
    );
    expect(text(record!.body)).toBe('abcde');
    expect(record!.end).toEqual({ kind: 'truncated', keptBytes: 5, limitBytes: 5 });
  });

  it('keeps a body of exactly its limit whole', () => {
    const [record] = recordsIn(decode([drawStream([{ id: 'a', records: [{ id: 'a', body: 'abcde', maxBytes: 5 }] }])]));
    expect(record!.end.kind).toBe('complete');
  });

  it('ends the open record of a killed collector as timed out, with what had arrived', () => {
    const nonce = drawnNonce;
    const stream = Buffer.from(
      `\x1eundermount-capture/1 ${nonce} 0.1.0 1795000000 1.00 n\n\x1e${nonce} C\tdescriptors\t1\t1.00\n` +
        `\x1e${nonce} B\tdescriptors/links\t99\t1.00\t/proc/PID/fd/N\nhalf a li\x1e${nonce} D\tdescriptors\t1\t61.00\ttimed-out\t60000\n`,
    );
    const [record] = recordsIn(decode([stream]));
    expect(text(record!.body)).toBe('half a li');
    expect(record!.end).toEqual({ kind: 'timed-out', afterMs: 60_000 });
  });

  it('says with a record of its own that a collector was killed between two records', () => {
    expect(idsOf(decode([drawStream([{ id: 'a', records: [], timedOutAfterMs: 5000 }])]))).toEqual(['a timed-out']);
    expect(
      idsOf(decode([drawStream([{ id: 'a', records: [{ id: 'a/1', body: '' }], timedOutAfterMs: 5000 }])])),
    ).toEqual(['a/1 complete', 'a/rest timed-out']);
  });

  it('survives a frame line whose writer was killed inside it', () => {
    const nonce = drawnNonce;
    const stream = Buffer.from(
      `\x1eundermount-capture/1 ${nonce} 0.1.0 1795000000 1.00 n\n\x1e${nonce} C\ta\t1\t1.00\n\x1e${nonce} B\ta\t9\t1.00\t/a\nbody` +
        `\x1e${nonce} E\tcompl\x1e${nonce} D\ta\t1\t2.00\ttimed-out\t1000\n`,
    );
    const [record] = recordsIn(decode([stream]));
    expect([text(record!.body), record!.end.kind]).toEqual(['body', 'timed-out']);
  });

  it('gives the second sample ids of its own', () => {
    expect(
      idsOf(decode([drawStream([{ id: 'processes', sample: 2, records: [{ id: 'processes', body: '' }] }])])),
    ).toEqual(['processes@2 complete']);
  });

  it('turns a damaged end into a torn record, never into a complete one', () => {
    expect(idsOf(decode([drawStream([{ id: 'a', records: [{ id: 'a', body: '', end: 'compleet' }] }])]))).toEqual([
      'a connection-lost',
    ]);
  });

  it('yields records from chunks that arrive over time', async () => {
    const stream = drawStream([
      {
        id: 'a',
        records: [
          { id: 'a', body: 'x' },
          { id: 'a/2', body: 'y' },
        ],
      },
    ]);
    async function* chunks() {
      for (let at = 0; at < stream.length; at += 7) yield stream.slice(at, at + 7);
    }
    const ids: string[] = [];
    for await (const record of recordsOf(chunks(), { nonce: null, host: null })) ids.push(record.id);
    expect(ids).toEqual(['a', 'a/2']);
  });

  it('decodes 300 MB a second or more of long bodies', () => {
    const big = Buffer.alloc(32 * 1024 * 1024, 'sys_admin_mountinfo 36 35 98:0 / /mnt rw\n');
    const stream = drawStream([{ id: 'a', records: [{ id: 'a', body: big, maxBytes: 1e9 }] }]);
    const chunks = Array.from({ length: Math.ceil(stream.length / 65_536) }, (_, i) =>
      stream.subarray(i * 65_536, (i + 1) * 65_536),
    );
    decode(chunks);
    // The best of a few: the machine is shared, and the figure is of the decoder.
    const seconds = Array.from({ length: 4 }, () => {
      const start = performance.now();
      decode(chunks);
      return (performance.now() - start) / 1000;
    });
    expect(stream.length / 1e6 / Math.min(...seconds)).toBeGreaterThan(300);
  });
});

/** Where the `E` line of a record ends in the stream. */
function endOf(stream: Uint8Array, id: string): number {
  const bytes = Buffer.from(stream);
  const begin = bytes.indexOf(`\x1e${drawnNonce} B\t${id}\t`);
  return bytes.indexOf('\n', bytes.indexOf(`\x1e${drawnNonce} E\t`, begin)) + 1;
}
