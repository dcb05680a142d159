/**
 * A capture stream written by hand, for tests of everything behind it. The lines are spelled out here on purpose, apart
 * from the shell that writes them and the decoder that reads them: shared/evidence/frame-lines.ts is what both follow.
 */
export interface DrawnRecord {
  readonly id: string;
  readonly body: Uint8Array | string;
  readonly stderr?: string;
  readonly end?: string;
  readonly argument?: string;
  readonly maxBytes?: number;
  readonly what?: string;
}

export interface DrawnCollector {
  readonly id: string;
  readonly sample?: 1 | 2;
  readonly records: readonly DrawnRecord[];
  /** Killed at its deadline, in ms. */
  readonly timedOutAfterMs?: number;
}

export const drawnNonce = '0123456789abcdef0123456789abcdef';
const bytesOf = (text: Uint8Array | string) => (typeof text === 'string' ? Buffer.from(text, 'latin1') : text);

/** The bytes of one record, from `B` to `E`. */
export function drawRecord(record: DrawnRecord, nonce: string = drawnNonce): Uint8Array {
  const line = (text: string) => Buffer.from(`\x1e${nonce} ${text}\n`);
  return Buffer.concat([
    line(`B\t${record.id}\t${record.maxBytes ?? 1_000_000}\t100.50\t${record.what ?? `/drawn/${record.id}`}`),
    bytesOf(record.body),
    ...(record.stderr === undefined ? [] : [line('S'), bytesOf(record.stderr)]),
    line(`E\t${record.end ?? 'complete'}\t${record.argument ?? '0'}\t100.75`),
  ]);
}

export function drawStream(
  collectors: readonly DrawnCollector[],
  options: { readonly nonce?: string } = {},
): Uint8Array {
  const nonce = options.nonce ?? drawnNonce;
  const line = (text: string) => Buffer.from(`\x1e${nonce} ${text}\n`);
  return Buffer.concat([
    Buffer.from(`\x1eundermount-capture/1 ${nonce} 0.1.0 1795000000.250 100.00 node1\n`),
    ...collectors.flatMap(({ id, sample = 1, records, timedOutAfterMs }) => [
      line(`C\t${id}\t${sample}\t100.25`),
      ...records.map((r) => drawRecord(r, nonce)),
      line(`D\t${id}\t${sample}\t101.00\t${timedOutAfterMs === undefined ? 'ok' : `timed-out\t${timedOutAfterMs}`}`),
    ]),
    line('Z\t102.00'),
  ]);
}
