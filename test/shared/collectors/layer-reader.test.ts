/** The programs that list layers on the host, run by the interpreters that hosts have, on folders and tars made to mislead. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { perlLayerReader, pythonLayerReader } from '#shared/collectors/layer-reader.ts';
import { FrameDecoder } from '#shared/evidence/framing.ts';
import type { EvidenceRecord } from '#shared/evidence/record.ts';
import { isWholeListing, parseFolderNames, parseTarNames } from '#shared/parsers/layer-names.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'um-reader-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const nonce = 'ab'.repeat(16);
// Not a shim that only looks for it.
const python3 = existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3';
const readers = [
  { name: 'perl', argv: ['perl', '-e', perlLayerReader] },
  { name: 'python3', argv: [python3, '-S', '-E', '-c', pythonLayerReader] },
];
type Reader = (typeof readers)[number];

interface Bounds {
  readonly entries?: number;
  readonly inAll?: number;
  readonly blob?: number;
  readonly blobs?: number;
  readonly bytes?: number;
}

function list(
  { argv }: Reader,
  plan: readonly string[],
  { entries = 1000, inAll = 10_000, blob = 1 << 26, blobs = 1 << 29, bytes = 1 << 25 }: Bounds = {},
) {
  const head = `${nonce} ${bytes} ${entries} ${inAll} 10 60 ${blob} ${blobs} x86_64 0`;
  const [program = '', ...args] = argv;
  const run = spawnSync(program, args, { input: `${[head, ...plan].join('\n')}\n`, maxBuffer: 1e9, timeout: 30_000 });
  const decoder = new FrameDecoder({ nonce, host: 'here' });
  const events = [
    ...decoder.push(
      Buffer.from(
        `\x1eundermount-capture/1 ${nonce} test 1600000000 1.00 here\n\x1e${nonce} C\tlayer-listings\t1\t1.00\n`,
      ),
    ),
    ...decoder.push(run.stdout),
    ...decoder.end(),
  ];
  const records = new Map<string, EvidenceRecord>();
  for (const e of events) if (e.kind === 'record') records.set(e.record.id, e.record);
  return records;
}

/** A ustar header, then the data. */
function entry(
  name: string,
  fields: { type?: string; size?: string | Buffer; link?: string; mode?: string; data?: Buffer; prefix?: string } = {},
): Buffer {
  const { type = '0', link = '', mode = '0000644', data = Buffer.alloc(0), prefix = '' } = fields;
  const header = Buffer.alloc(512);
  header.write(name, 0, 100);
  header.write(`${mode}\0`, 100);
  header.write('0000000\0', 108);
  header.write('0000000\0', 116);
  const size = fields.size ?? `${data.length.toString(8).padStart(11, '0')}\0`;
  if (typeof size === 'string') header.write(size, 124);
  else size.copy(header, 124);
  header.write('00000000000\0', 136);
  header.write('        ', 148);
  header.write(type, 156);
  header.write(link, 157, 100);
  header.write('ustar\x0000', 257);
  header.write('0000001\0', 329);
  header.write('0000003\0', 337);
  header.write(prefix, 345, 155);
  let sum = 0;
  for (const byte of header) sum += byte;
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return Buffer.concat([header, data, Buffer.alloc(-data.length & 511)]);
}
const paxOf = (values: Readonly<Record<string, string>>): Buffer => {
  const body = Object.entries(values)
    .map(([key, value]) => {
      const rest = Buffer.byteLength(` ${key}=${value}\n`);
      let length = rest + String(rest).length;
      if (String(length).length !== String(rest).length) length = rest + String(length).length;
      return `${length} ${key}=${value}\n`;
    })
    .join('');
  return entry('pax', { type: 'x', data: Buffer.from(body) });
};
const end = Buffer.alloc(1024);
const long = `very/${'long/'.repeat(60)}name`;
const base256 = Buffer.from([0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5]);

const tar = Buffer.concat([
  entry('./etc/', { type: '5', mode: '0000755' }),
  entry('etc/data', { data: Buffer.alloc(70_000, 'x') }),
  entry('short', { prefix: 'pre/fix' }),
  entry('longlink', { type: 'L', data: Buffer.from(`${long}\0`) }),
  entry('cut', { data: Buffer.from('12345') }),
  paxOf({ path: 'pax/näme\nwith newline', size: '3', 'SCHILY.xattr.user.x': 'y' }),
  entry('ignored', { size: '00000000000\0', data: Buffer.from('abc') }),
  entry('big', { size: base256, data: Buffer.from('12345') }),
  entry('hard', { type: '1', link: 'etc/data' }),
  paxOf({ linkpath: `to/${long}` }),
  entry('sym', { type: '2', link: 'x', mode: '0000777' }),
  entry('null', { type: '3', mode: '0000666' }),
  entry('disk', { type: '4' }),
  entry('fifo', { type: '6' }),
  entry('tab\there\\'),
  end,
]);
const wanted = [
  'directory etc 755',
  'file etc/data 644 70000',
  'file pre/fix/short 644 0',
  `file ${long} 644 5`,
  'file pax/näme\nwith newline 644 3',
  'file big 644 5',
  'hardlink hard 644 -> etc/data',
  `symlink sym 777 -> to/${long}`,
  'character null 666 1:3',
  'block disk 644 1:3',
  'fifo fifo 644',
  'file tab\there\\ 644 0',
];
const told = (record: EvidenceRecord) =>
  parseTarNames(record.body).value.map((r) =>
    [
      r.type,
      r.path,
      r.mode.toString(8),
      ...(r.type === 'file' ? [r.size] : []),
      ...(r.link === null ? [] : ['->', r.link]),
      ...(r.rdev === null ? [] : [r.rdev]),
    ].join(' '),
  );
let count = 0;
/** The bytes as a blob; its digest is only a name here. */
function blob(bytes: Buffer) {
  const dir = path.join(folder, 'blobs', 'sha256');
  mkdirSync(dir, { recursive: true });
  const name = String(++count).padStart(64, '0');
  writeFileSync(path.join(dir, name), bytes);
  return { line: `blob\t${path.join(dir, name)}`, id: `layer-listings/blob/sha256:${name}` };
}
const only = (records: ReadonlyMap<string, EvidenceRecord>, id: string) => {
  const found = records.get(id);
  if (!found) throw new Error(`no record ${id}`);
  return found;
};

describe.each(readers)('read by $name', (reader) => {
  it('reads gzip, zstd and plain tars: long names, pax, base 256, links, devices', () => {
    const blobs = [gzipSync(tar), zstdCompressSync(tar), tar].map(blob);
    const records = list(
      reader,
      blobs.map((b) => b.line),
    );
    for (const { id } of blobs) {
      expect(told(only(records, id))).toEqual(wanted);
      expect(isWholeListing(only(records, id).body)).toBe(true);
    }
  });

  it('reads the tar that docker and podman keep of a layer', () => {
    const file = path.join(folder, 'split.json.gz');
    const headers = tar.subarray(0, 512 * 2);
    const rows = [
      { type: 2, payload: headers.toString('base64'), position: 0 },
      { type: 1, name: 'etc/data', size: 70_000, payload: 'AAAA', position: 1 },
      {
        type: 2,
        payload: Buffer.concat([Buffer.alloc(-70_000 & 511), entry('short', { prefix: 'pre/fix' })]).toString('base64'),
        position: 2,
      },
      { type: 1, name: 'pre/fix/short', payload: '', position: 3 },
      { type: 9, payload: [1] },
      'nothing',
      { type: 2, payload: { a: 1 } },
      { type: 2, payload: end.toString('base64'), position: 4 },
    ];
    writeFileSync(file, gzipSync(`${rows.map((r) => JSON.stringify(r)).join('\n')}\n`));
    const record = only(list(reader, [`split\t${file}`]), `layer-listings/tar-split/${file}`);
    expect(told(record)).toEqual(wanted.slice(0, 3));
    expect(isWholeListing(record.body)).toBe(true);
  });

  it.each([
    ['a gzip that ends early', gzipSync(tar).subarray(0, -200)],
    ['a tar that ends early', gzipSync(tar.subarray(0, 30_000))],
    ['a damaged header', gzipSync(Buffer.concat([tar.subarray(0, 512 * 140), Buffer.alloc(512, 'z'), end]))],
    ['a name without end', gzipSync(entry('long', { type: 'L', size: '77777777777\0' }))],
    ['bytes that are no tar', gzipSync(Buffer.alloc(5000, 'no tar '))],
  ])('never calls %s whole, and says why', (_name, bytes) => {
    const { line, id } = blob(bytes);
    const record = only(list(reader, [line]), id);
    expect(isWholeListing(record.body)).toBe(false);
    expect(record.stderr).not.toBe('');
  });

  it('is not led to unpack without end', () => {
    const { line, id } = blob(
      gzipSync(Buffer.concat([entry('hole', { size: '77777777777\0' }), Buffer.alloc(1 << 20)])),
    );
    const record = only(list(reader, [line]), id);
    expect(told(record)).toEqual(['file hole 644 8589934591']);
    expect(isWholeListing(record.body)).toBe(false);
  });

  it('reads nothing but layers, smallest first, and says what was left out', () => {
    const small = blob(gzipSync(tar.subarray(0, 512)));
    const middle = blob(Buffer.concat([gzipSync(tar), Buffer.alloc(2000)]));
    const large = blob(Buffer.concat([gzipSync(tar), Buffer.alloc(20_000)]));
    const config = blob(Buffer.from('{"config":{"Env":["A=CaNaRy7391"]}}'));
    const records = list(
      reader,
      [large, middle, config, small].map((b) => b.line),
      { blob: 10_000, blobs: 1000 },
    );
    expect([...records.keys()]).toEqual([small.id, middle.id, large.id]);
    expect(only(records, middle.id).end).toMatchObject({
      kind: 'not-applicable',
      because: expect.stringMatching(/bytes of blobs in all .*: left out/),
    });
    expect(only(records, large.id).end).toMatchObject({
      kind: 'not-applicable',
      because: expect.stringMatching(/more than 10000: left out/),
    });
  });

  it('stops at its bounds and says so', () => {
    const { line, id } = blob(gzipSync(tar));
    const few = only(list(reader, [line], { entries: 3 }), id);
    expect(told(few)).toEqual(wanted.slice(0, 3));
    expect([isWholeListing(few.body), few.stderr]).toEqual([false, 'more than 3 entries']);
    const other = blob(gzipSync(tar));
    const inAll = list(reader, [line, other.line], { inAll: 14 });
    expect(isWholeListing(only(inAll, id).body)).toBe(true);
    expect(only(inAll, other.id).stderr).toBe('the bound of entries in all was reached');
    const narrow = only(list(reader, [line], { bytes: 100 }), id);
    expect(narrow.body.length).toBeLessThan(100);
    expect(isWholeListing(narrow.body)).toBe(false);
  });

  it('lists a folder without following a link out of it', () => {
    const root = path.join(folder, `layer-${reader.name}`);
    mkdirSync(path.join(root, 'a', 'b'), { recursive: true });
    symlinkSync('/etc', path.join(root, 'a', 'etc'));
    writeFileSync(path.join(root, 'a', 'tab\t\x1eRS'), 'x');
    chmodSync(path.join(root, 'a', 'tab\t\x1eRS'), 0o4711);
    symlinkSync(root, `${root}-link`);
    const records = list(reader, [`folder\t${root}`, `folder\t${root}-link`, `folder\t${root}-none`]);
    const listing = only(records, `layer-listings/folder/${root}`);
    expect(parseFolderNames(listing.body).value.map((r) => `${r.type} ${r.path} ${r.link ?? ''}`)).toEqual([
      'directory  ',
      'directory a ',
      'directory a/b ',
      'symlink a/etc /etc',
      'file a/tab\t\x1eRS ',
    ]);
    expect(parseFolderNames(listing.body).value.at(-1)!.mode).toBe(0o4711);
    expect(only(records, `layer-listings/folder/${root}-link`).end).toMatchObject({ kind: 'not-found' });
    expect(only(records, `layer-listings/folder/${root}-none`).end).toMatchObject({ kind: 'not-found' });
  });

  it('lists first what a mounted overlay uses, by path, by relative path and by docker’s short link', () => {
    const root = path.join(folder, `stores-${reader.name}`);
    for (const at of ['s/1/fs', 's/2/fs', 's/3/fs', 'overlay2/a/diff', 'overlay2/b/diff'])
      mkdirSync(path.join(root, at), { recursive: true });
    writeFileSync(path.join(root, 'overlay2/b/link'), 'SHORT');
    const table = path.join(root, 'mountinfo');
    writeFileSync(table, `1 2 0:9 / /m rw - overlay overlay rw,lowerdir=${root}/s/3/fs:/x/l/SHORT,upperdir=/none/fs\n`);
    const plan = ['s/1/fs', 's/2/fs', 's/3/fs', 'overlay2/a/diff', 'overlay2/b/diff'].map(
      (at) => `folder\t${root}/${at}`,
    );
    const ids = [...list(reader, [`mounts\t${table}`, ...plan]).keys()].map((id) =>
      id.slice(`layer-listings/folder/${root}/`.length),
    );
    expect(ids).toEqual(['s/3/fs', 'overlay2/b/diff', 's/1/fs', 's/2/fs', 'overlay2/a/diff']);
  });
});
