/** The programs that mask a bbolt database on the host, run by the interpreters that hosts have. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { dumpBolt } from '#shared/bbolt/dump.ts';
import { openBolt } from '#shared/bbolt/open-bolt.ts';
import { perlMasker, pythonMasker } from '#shared/collectors/bolt-masking.ts';
import { type BoltFileOptions, boltFile } from '#test/builders/bolt-file.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'um-bolt-'));
afterAll(() => rmSync(folder, { recursive: true }));

const canary = 'CaNaRy7391';
// Not a shim that only looks for it.
const python3 = existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3';
const maskers = [
  { name: 'perl', argv: ['perl', '-e', perlMasker] },
  { name: 'python3', argv: [python3, '-S', '-E', '-c', pythonMasker] },
];
type Masker = (typeof maskers)[number];

function run({ argv }: Masker, bytes: Uint8Array, most = 1 << 26) {
  const file = path.join(folder, 'meta.db');
  writeFileSync(file, bytes);
  const [program = '', ...args] = argv;
  return spawnSync(program, [...args, file, String(most)], {
    maxBuffer: 1e9,
    env: { ...process.env, LC_ALL: 'C' },
    timeout: 20_000,
  });
}

/** A protobuf Any as containerd stores it: type URL, then the JSON. */
function any(url: string, json: string): Buffer {
  const varint = (n: number): number[] => (n < 128 ? [n] : [(n & 127) | 128, ...varint(n >> 7)]);
  const body = Buffer.from(json);
  return Buffer.concat([
    Buffer.from([0x0a, ...varint(url.length)]),
    Buffer.from(url),
    Buffer.from([0x12, ...varint(body.length)]),
    body,
  ]);
}

const specUrl = 'types.containerd.io/opencontainers/runtime-spec/1/Spec';
const secretsOf: Readonly<Record<string, string>> = {
  'an environment list': JSON.stringify({
    process: { env: ['PATH=/bin', `A=${canary}`, `B C=${canary}`, `=${canary}`] },
  }),
  'escapes in a value': JSON.stringify({
    env: [`Q="${canary}" \\ "${canary}\\"`, `N=\n${canary}\t${canary}`, 'LAST=1'],
  }),
  'escapes by number': `{"env":["A\\u0042=\\u0022${canary}\\u0022 ${canary}","N\\u003d${canary}","B=1"]}`,
  'a CRI environment': JSON.stringify({
    Config: {
      envs: [
        { key: 'DB', value: canary },
        { value: `x ${canary} y`, key: 'E' },
      ],
    },
  }),
  'spaces in JSON': `{ "envs" : [ { "key" : "DB" , "value" : "${canary} ${canary}" } ] , "token" : [ "${canary}" , "b${canary}" ] }`,
  'JSON in an annotation': JSON.stringify({
    annotations: {
      'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify({
        env: [{ name: 'X', value: `a b ${canary}` }],
      }),
    },
  }),
  'JSON in JSON in JSON': JSON.stringify({
    note: JSON.stringify({ more: JSON.stringify({ env: [{ name: 'X', value: canary }] }) }),
  }),
  'options of a command': JSON.stringify({
    args: ['db', '--password', canary, `--api-key=${canary}`, `-c`, `login --token ${canary}`, `password: ${canary}`],
  }),
  'a URL': JSON.stringify({ env: [], proxy: `http://user:${canary}@proxy:80/` }),
  'a telling key': JSON.stringify({
    registryPassword: canary,
    auth: { identity_token: canary, secret: `${canary} and ${canary}` },
  }),
  'a private key': JSON.stringify({ file: `-----BEGIN RSA PRIVATE KEY-----\n${canary}\n-----END` }),
  'a text that begins inside a value': `${canary}","NEXT=${canary}"]}`,
  'a text that begins inside another': `x ${canary}" , "NEXT=${canary}`,
  'a list cut in a value': `{"env":["A=1","B=${canary}`,
  'a list cut after a backslash': `{"env":["A=1","B=${canary}\\`,
  'a large environment': JSON.stringify({
    env: Array.from({ length: 600 }, (_, i) => `V${i}=${canary}${'\\"'.repeat(i % 7)}${'x'.repeat(i)}`),
  }),
};

const plain = '{"cwd":"/app","hostname":"web","args":["sh","-c","sleep 1"],"env":[]}';
function database(options: BoltFileOptions = {}) {
  const containers = Object.entries(secretsOf).map(
    ([name, json], i) =>
      [
        `container ${i} ${name}`,
        {
          entries: [
            ['spec', i % 2 ? any(specUrl, json) : json],
            ['image', 'registry.lab/app:1'],
            ['snapshotKey', `key${i}`],
            [
              'labels',
              {
                entries: [
                  ['io.kubernetes.pod.name', 'web-0'],
                  ['db-password', canary],
                  ['link', `https://a:${canary}@b/`],
                ],
              },
            ],
          ],
        },
      ] as const,
  );
  return boltFile(
    {
      entries: [
        [
          'v1',
          {
            entries: [
              [
                'k8s.io',
                {
                  entries: [
                    [
                      'containers',
                      { entries: [...containers, ['plain', { entries: [['spec', any(specUrl, plain)]] }]] },
                    ],
                  ],
                },
              ],
            ],
          },
        ],
        ['version', new Uint8Array([8])],
      ],
    },
    { freePages: 3, ...options },
  );
}

/** The same with secrets where no tree leads: in free pages, whole and from the middle of a list on, and behind the last page. */
function withFreeSecrets(bytes: Buffer): Buffer {
  const file = Buffer.concat([bytes, Buffer.alloc(4096)]);
  file.write(`","HOME=/root","TOKEN=${canary}","X=`, 4 * 4096);
  file.write(`${canary} rest of a value"]}`, 5 * 4096);
  bytes.copy(file, 6 * 4096, 7 * 4096, 8 * 4096);
  file.write(`{"env":["A=${canary}"]}`, file.length - 4000);
  return file;
}

/** Keys and places of everything, and the values without what may be masked. */
const shapeOf = (bytes: Uint8Array) => {
  const opened = openBolt(bytes);
  if (!opened.ok) throw new Error(opened.error.because);
  return Array.from(dumpBolt(opened.value), (row) => [
    row.path.map((k) => Buffer.from(k).toString('latin1')).join('/'),
    row.value?.length ?? null,
  ]);
};
const valueAt = (bytes: Uint8Array, key: string) => {
  const opened = openBolt(bytes);
  if (!opened.ok) throw new Error(opened.error.because);
  for (const row of dumpBolt(opened.value)) {
    if (
      row.path
        .map((k) => Buffer.from(k).toString('latin1'))
        .join('/')
        .endsWith(key)
    )
      return Buffer.from(row.value ?? []).toString('latin1');
  }
  return null;
};

describe.each(maskers)('masked by $name', (masker) => {
  const file = withFreeSecrets(database());
  const masked = run(masker, file).stdout;

  it('lets no secret through, in use or free', () => {
    expect(file.toString('latin1').split(canary).length).toBeGreaterThan(600);
    expect(masked.toString('latin1').split(canary)).toHaveLength(1);
    expect(masked.length).toBe(file.length);
  });

  it('keeps the meta pages byte for byte, so that their checksums stay', () => {
    for (const at of [0, 4096]) expect(masked.subarray(at, at + 80)).toEqual(file.subarray(at, at + 80));
    expect(openBolt(masked).ok).toBe(true);
  });

  it.each([{}, { fanout: 2, noInline: true }, { pageSize: 1024 }, { pageSize: 16_384 }])(
    'keeps every bucket, key and length (%j)',
    (options) => {
      const bytes = database(options);
      expect(shapeOf(run(masker, bytes).stdout)).toEqual(shapeOf(bytes));
    },
  );

  it('keeps what is no secret, and the names of variables', () => {
    expect(valueAt(masked, 'plain/spec')).toBe(any(specUrl, plain).toString('latin1'));
    expect(valueAt(masked, 'an environment list/image')).toBe('registry.lab/app:1');
    expect(valueAt(masked, 'an environment list/labels/io.kubernetes.pod.name')).toBe('web-0');
    expect(valueAt(masked, 'an environment list/labels/db-password')).toBe('*'.repeat(canary.length));
    expect(valueAt(masked, 'an environment list/spec')).toBe(
      `{"process":{"env":["PATH=****","A=${'*'.repeat(10)}","B C=${'*'.repeat(10)}","=${'*'.repeat(10)}"]}}`,
    );
  });

  it('leaves nothing in pages that no tree leads to', () => {
    for (const page of [4, 5, 6])
      expect(masked.subarray(page * 4096, page * 4096 + 4096).every((b) => b === 0)).toBe(true);
  });

  it('sends nothing of a file that is no database', () => {
    for (const bytes of [Buffer.from(`PASSWORD=${canary}`), Buffer.alloc(0), Buffer.alloc(20_000, canary)]) {
      const { status, stdout, stderr } = run(masker, bytes);
      expect([status, stdout.length]).toEqual([3, 0]);
      expect(stderr.toString()).toContain('nothing of it is sent');
    }
  });

  it('says why when the file cannot be read', () => {
    const [program = '', ...args] = masker.argv;
    const { status, stdout, stderr } = spawnSync(program, [...args, path.join(folder, 'none'), '100']);
    expect([status, stdout.length, stderr.toString()]).toEqual([1, 0, 'No such file or directory']);
  });

  it('reads no more than it may', () => {
    const { stdout } = run(masker, file, 1 << 20);
    expect(stdout.length).toBeLessThanOrEqual(3 << 20);
    expect(stdout.includes(canary)).toBe(false);
  });
});

// One interpreter for what needs many runs: the last test holds the other to the same bytes.
const [perl, python] = maskers as [Masker, Masker];

it.each(Object.entries(secretsOf))('lets none of %s through', (_name, json) => {
  for (const value of [Buffer.from(json), any(specUrl, json)]) {
    const out = run(perl, boltFile({ entries: [['c', { entries: [['spec', value]] }]] }, { noInline: true })).stdout;
    expect(out.includes('spec')).toBe(true);
    expect(out.includes(canary)).toBe(false);
  }
});

it('lets no whole secret through, whatever byte of the file is damaged', () => {
  let seed = 7391;
  const random = (n: number) => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
    return seed % n;
  };
  const small = boltFile(
    {
      entries: [
        [
          'c',
          {
            entries: [
              ['spec', any(specUrl, secretsOf['an environment list']!)],
              ['e', secretsOf['a CRI environment']!],
            ],
          },
        ],
      ],
    },
    { noInline: true, freePages: 2 },
  );
  for (let i = 0; i < 40; i++) {
    const bytes = Buffer.from(small);
    for (let k = 0; k < 4; k++) {
      // Headers and elements: the first bytes of a page.
      const at = random(bytes.length / 4096) * 4096 + 8 + random(80);
      bytes[at] = random(256);
    }
    const out = run(perl, bytes);
    expect([0, 3]).toContain(out.status);
    expect(out.stdout.includes(canary)).toBe(false);
  }
});

it('perl and python make the same bytes', () => {
  for (const options of [{}, { fanout: 2, noInline: true }]) {
    const file = withFreeSecrets(database(options));
    expect(run(python, file).stdout.equals(run(perl, file).stdout)).toBe(true);
  }
  expect(readFileSync(path.join(folder, 'meta.db')).length).toBeGreaterThan(0);
});
