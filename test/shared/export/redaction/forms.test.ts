import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { deriveDiff } from '#shared/derive/index.ts';
import { emptyMap, type RedactionMap } from '#shared/export/redaction/map.ts';
import { IdPseudonyms } from '#shared/export/redaction/pseudonym-of-id.ts';
import { redactAnalysis } from '#shared/export/redaction/redact-analysis.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';
import { analysisOf, someCustody } from '#test/builders/analysis.ts';
import { hostileStrings } from '#test/builders/hostile-strings.ts';
import { readHost } from '#test/hosts/read-host.ts';
import { tokensIn } from '#test/shared/export/redaction/find-everywhere.ts';

const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');
const key = 'c'.repeat(64);
const record = (body: string | Buffer, id = 'kernel-log') => ({
  id,
  collectorId: 'kernel-log',
  sample: 1,
  origin: { kind: 'live' as const, host: 'acme7', what: 'x' },
  end: { kind: 'complete' as const, exitCode: 0 },
  startedAt: 0,
  durationMs: 1,
  stderr: '',
  body: Buffer.from(body),
});
const redact = (bodies: readonly (string | Buffer)[], map: RedactionMap = emptyMap(key), title = 'x') => {
  const records = bodies.map((body, i) => record(body, i === 0 ? 'kernel-log' : `engine-log/${i}`));
  return redactAnalysis(analysisOf(records, someCustody, title), {
    map,
    toolVersion: '1',
    sha256,
    nameOriginal: false,
  });
};
const bodyOf = (result: ReturnType<typeof redact>, at = 0) => Buffer.from(result.records[at]!.body).toString();
const one = (text: string) => bodyOf(redact([text]));

describe('ids', () => {
  const id = sha256('a container');

  it('stay hex of the same length, and a short form the beginning of the long one', () => {
    const [long, short, other] = one(`${id} ${id.slice(0, 12)} ${id.slice(0, 20).toUpperCase()}`).split(' ');
    expect(long).toMatch(/^[0-9a-f]{64}$/);
    expect(long).not.toBe(id);
    expect(long!.slice(0, 12)).toBe(short);
    expect(long!.slice(0, 20).toUpperCase()).toBe(other);
  });

  it('keep the shape of docker names, uuids in every spelling, and pods of either writing', () => {
    const uid = '0f1b7c1e-5a0b-11e9-8d5e-fa163e7b5a10';
    const flat = uid.replaceAll('-', '');
    const spellings = [uid, uid.replaceAll('-', '_'), uid.replaceAll('-', '--'), uid.replaceAll('-', '\\x2d'), flat];
    const out = one(`docker-253:0-131193-${id} kubepods-pod${spellings.join(' pod')}`);
    const [docker, ...pods] = out.split(' ');
    expect(docker).toMatch(/^docker-253:0-131193-[0-9a-f]{64}$/);
    const plain = pods.map((pod) => pod.replace(/^(kubepods-)?pod/, '').replaceAll(/\\x2d|[-_]/g, ''));
    expect(new Set(plain).size).toBe(1);
    expect(plain[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(plain[0]).not.toBe(flat);
    expect(pods[0]).toMatch(/^kubepods-pod[0-9a-f]{8}-[0-9a-f]{4}-/);
  });

  it('are told from numbers, capability masks and escapes before them', () => {
    expect(one('131193107374182400 CapEff:\t000001ffffffffff cap_eff=00000000a80425fb')).toBe(
      '131193107374182400 CapEff:\t000001ffffffffff cap_eff=00000000a80425fb',
    );
    const [escaped, plain] = one(`a\\x2d${id}\\040${id.slice(0, 12)} ${id}`).split(' ');
    expect(escaped).toBe(`a\\x2d${plain}\\040${plain!.slice(0, 12)}`);
  });

  it('of LVM are the same with dashes and within a dm uuid', () => {
    const [group, volume, joined] = one(
      'crzmwX-UPwl-ia0Z-cxQR-zweS-cj9a-FttgyT ew0U2V-rSo5-fczR-5Xrh-jF4p-Bl1j-eLSkap LVM-crzmwXUPwlia0ZcxQRzweScj9aFttgyTew0U2VrSo5fczR5XrhjF4pBl1jeLSkap-tdata',
    ).split(' ');
    expect(joined).toBe(`LVM-${`${group}${volume}`.replaceAll('-', '')}-tdata`);
    expect(group).not.toContain('crzmwX');
  });

  it('that are digests of two others are the digests of their pseudonyms', () => {
    const [parent, diff] = [sha256('lower'), sha256('upper')];
    const chain = sha256(`sha256:${parent} sha256:${diff}`);
    const top = sha256(`sha256:${chain} sha256:${parent}`);
    const ids = new IdPseudonyms(key, [
      { id: top, parent: chain, diff: parent },
      { id: chain, parent, diff },
    ]);
    expect(ids.of(chain)).toBe(sha256(`sha256:${ids.of(parent)} sha256:${ids.of(diff)}`));
    expect(ids.of(top)).toBe(sha256(`sha256:${ids.of(chain)} sha256:${ids.of(parent)}`));
    expect(ids.of(chain).startsWith(ids.of(chain.slice(0, 12)))).toBe(true);
    expect(new IdPseudonyms(key, [{ id: chain, parent: chain, diff: chain }]).of(chain)).toHaveLength(64);
  });

  it('of a real layer database still are chain ids', () => {
    const { records, custody } = readHost('lab-broken');
    const result = redactAnalysis(analysisOf(records, custody), {
      map: emptyMap(key),
      toolVersion: '1',
      sha256,
      nameOriginal: false,
    });
    const text = Buffer.from(result.records.find(({ id }) => id === 'docker-images/layers')!.body).toString();
    const layers = [...text.matchAll(/sha256\/([0-9a-f]{64})\/parent:(\S+)/g)];
    expect(layers.length).toBeGreaterThan(0);
    for (const [, chain, parent] of layers) {
      const diff = new RegExp(`${chain}/diff:(\\S+)`).exec(text)![1];
      expect(sha256(`${parent} ${diff}`)).toBe(chain);
    }
  });
});

describe('addresses', () => {
  it('stay addresses of their family, and one stays one', () => {
    const out = one(
      '10.20.30.4 10.20.30.41 10.20.30.4:2376 fe80::1c2d:3e4f 02:42:ac:11:00:02 2001:db8:0:1:2:3:4:5 ip-10-20-30-4',
    );
    const [a, b, c, v6, mac, long, cloud] = out.split(' ');
    expect(a).toMatch(/^\d\d\.\d\d\.\d\d\.\d$/);
    expect(`${a}:2376`).toBe(c);
    expect(cloud!.endsWith(a!.replaceAll('.', '-'))).toBe(true);
    expect(b).not.toBe('10.20.30.41');
    expect(v6).toMatch(/^[0-9a-f]{4}::[0-9a-f]{4}:[0-9a-f]{4}$/);
    expect(mac).toMatch(/^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/);
    expect(long!.split(':')).toHaveLength(8);
  });

  it('that name nobody stay, and what only looks like one', () => {
    const text = '127.0.0.1 0.0.0.0 ::1 00:00:00:00:00:00 12:34:56 253:0 1.2.3 6.1.0-56 999.1.1.1';
    expect(one(text)).toBe(text);
  });
});

describe('names', () => {
  const paths = '/srv/grünwald /srv/店铺数据 /srv/kontor-werk /srv/kontor';

  it.each([
    ['as they are, in any case', 'Kontor KONTOR xkontory'],
    ['octal', '/a/gr\\303\\274nwald\\040kontor'],
    ['JSON', '{"a":"gr\\u00fcnwald \\u5e97\\u94fa\\u6570\\u636e\\nkontor"}'],
    ['device-mapper and systemd', 'vg-kontor--werk kontor\\x2dwerk gr\\xc3\\xbcnwald'],
    ['URL', '%E5%BA%97%E9%93%BA%E6%95%B0%E6%8D%AE%2fkontor'],
    ['hex', Buffer.from('kontor').toString('hex')],
    ['base64', ['', 'a', 'ab'].map((p) => Buffer.from(`${p}:kontor:werk`).toString('base64')).join(' ')],
    ['UTF-16', Buffer.from('x kontor grünwald ', 'utf16le')],
  ])('are replaced: %s', (_form, text) => {
    const body = Buffer.from(text);
    const result = redact([paths, body]);
    const tokens = result.tokens.map(({ token }) => token);
    expect(tokens).toEqual(expect.arrayContaining(['kontor', 'grünwald', '店铺数据']));
    expect(tokensIn(tokens, body).length).toBeGreaterThan(0);
    expect(tokensIn(tokens, Buffer.from(result.records[1]!.body))).toEqual([]);
    expect(result.records[1]!.body.length).toBe(body.length);
  });

  it('that are short are replaced where they are whole words, also after an escape', () => {
    const [, ...rest] = one('/srv/hq hq shqx x-hq_y "\\nhq" hq1').split(' ');
    const hq = rest[0]!;
    expect(hq).not.toBe('hq');
    expect(rest).toEqual([hq, 'shqx', `x-${hq}_y`, `"\\n${hq}"`, 'hq1']);
  });

  it.each([
    ['runuser\0-u\0jdoe\0--\0unshare\0-Urm', 1],
    ['/usr/bin/sudo\0-n\0-u\0jdoe\0-i', 1],
    ['sudo --user=jdoe id', 1],
    ['su - jdoe', 1],
    ['su -l jdoe -c id', 1],
    ['sshd: jdoe [priv] sshd-session: jdoe@pts/0', 2],
    ['session opened for user jdoe(uid=1007) by (uid=0)', 1],
    ['Accepted publickey for jdoe from 10.1.2.3', 1],
    ['"Config":{"Hostname":"web","User":"jdoe:1000"}', 1],
  ])('of users are found where %j says who runs or logs in', (text, times) => {
    const { tokens, records } = redact([text]);
    expect(tokens.find(({ token }) => token === 'jdoe')).toMatchObject({ class: 'login', count: times });
    expect(Buffer.from(records[0]!.body).toString()).not.toContain('jdoe');
  });

  it('of system accounts stay, and what only looks like a user', () => {
    const text = 'runuser\0-u\0root\0--\0sh date -u now sudo -n true sshd: root@pts/0 waits for user input';
    expect(one(text)).toBe(text);
  });

  it('of hosts, users, domains and files stand in no fact of a record nor in the custody', () => {
    const custody = {
      ...someCustody,
      reachedBy: 'ssh://jdoe@acme7.corp-net.example:22',
      hostKeyFingerprint: 'SHA256:abcdef',
      hostChanges: ['wrote /var/tmp/zettel'],
    };
    const facts = { ...record('x', 'engine-log/zettel'), stderr: 'jdoe@acme7: no' };
    const result = redactAnalysis(analysisOf([facts], custody, 'jdoe@acme7.corp-net.example:22'), {
      map: emptyMap(key),
      toolVersion: '2',
      sha256,
      nameOriginal: false,
    });
    const text = JSON.stringify({ ...result.records[0], title: result.title, custody: result.custody });
    expect(text).not.toMatch(/jdoe|acme7|corp-net|zettel|abcdef/i);
    expect(result.custody.redacted).toEqual({ toolVersion: '2', originalSha256: null });
  });
});

describe('with the same map', () => {
  it('two bundles have the same pseudonyms, and new ones join', () => {
    const first = redact(['/srv/kontor']);
    const second = redact(['/srv/kontor/lager'], first.map);
    expect(bodyOf(second).startsWith(bodyOf(first))).toBe(true);
    expect(second.map.tokens.map(({ token }) => token)).toEqual(expect.arrayContaining(['kontor', 'lager']));
    expect(bodyOf(redact(['/srv/kontor'], emptyMap('d'.repeat(64))))).not.toBe(bodyOf(first));
  });

  it('before and after compare as the originals do', () => {
    const hosts = (['lab-healthy', 'lab-broken'] as const).map((name) => readHost(name));
    const [before, after] = hosts.map(({ records, custody }) => analysisOf(records, custody, 'lab-node1'));
    const options = { toolVersion: '1', sha256, nameOriginal: false };
    const first = redactAnalysis(before!, { ...options, map: emptyMap(key) });
    const second = redactAnalysis(after!, { ...options, map: first.map });
    // What only the later one tells of is in the map now.
    const firstAgain = redactAnalysis(before!, { ...options, map: second.map });
    const again = [firstAgain, second].map((r) => analysisOf(r.records, r.custody, r.title));
    const all = hosts.flatMap(({ records }, host) => records.map((r) => ({ ...r, id: `${r.id}/${host}` })));
    const both = redactAnalysis(analysisOf(all, someCustody, 'lab-node1'), { ...options, map: second.map });
    const parts = (text: string) => text.split(/[{}[\],]/).sort();
    const differences = (a: Analysis, b: Analysis) => {
      const { new: added, gone, changed, notComparable } = deriveDiff(a, b);
      return JSON.stringify([added, gone, changed, notComparable]);
    };
    const expected = parts(both.redactor.text(differences(before!, after!)));
    expect(expected.length).toBeGreaterThan(100);
    expect(parts(differences(again[0]!, again[1]!))).toEqual(expected);
  });
});

it('takes whatever a host calls its things: no token is left, no byte more or less', () => {
  const bodies = hostileStrings.map((name) =>
    Buffer.from(`/srv/${name}/kontor ${name}\n{"Hostname":${JSON.stringify(name)}}\n`),
  );
  const result = redact(bodies);
  const tokens = result.tokens.map(({ token }) => token);
  for (const [i, { body }] of result.records.entries()) {
    expect(tokensIn(tokens, Buffer.from(body)), hostileStrings[i]).toEqual([]);
    expect(body.length).toBe(bodies[i]!.length);
  }
});

it('takes long runs and thousands of names that begin alike without trying each', () => {
  const runs = ['a', '/', 'a.', 'f', ':', '\\x2d', 'a-', '"'].map((part) => part.repeat(200_000 / part.length));
  const names = Array.from({ length: 5000 }, (_, i) => `/srv/kunde${i}`).join(' ');
  const started = performance.now();
  const result = redact([...runs, names, names]);
  expect(result.tokens.length).toBeGreaterThan(4999);
  expect(performance.now() - started).toBeLessThan(30_000);
}, 60_000);

it('leaves the evidence that it read as it was, also in Node buffers', () => {
  const body = Buffer.from(`/srv/kontor ${sha256('x')}`);
  redact([body]);
  expect(body.toString()).toBe(`/srv/kontor ${sha256('x')}`);
});

it('reads each byte once: 2 MB with two thousand names in seconds', () => {
  const names = Array.from({ length: 2000 }, (_, i) => `/srv/wq${(i * 7919).toString(36)}zk/data`);
  const line = `${names.join(' ')} ${sha256('x')} rw,relatime\n`;
  const body = line.repeat(Math.ceil(2e6 / line.length));
  const started = performance.now();
  const result = redact([body]);
  expect(result.tokens.length).toBeGreaterThan(1900);
  expect(performance.now() - started).toBeLessThan(60_000);
});

it('finds ids in the names of big data that containers/storage writes in base64', () => {
  const id = sha256('a manifest');
  const path = (name: string) => `/var/lib/containers/storage/overlay-images/${id}/=${btoa(name)}`;
  const result = redact([`${path(`manifest-sha256:${id}`)}\n${path(`sha256:${id}`)} x`]);
  const pseudonym = result.redactor.text(id);
  const [manifest, digest] = Array.from(bodyOf(result).matchAll(/\/=(\S+)/g), ([, text]) => atob(text!));
  expect([manifest, digest]).toEqual([`manifest-sha256:${pseudonym}`, `sha256:${pseudonym}`]);
  expect(pseudonym).not.toBe(id);
  expect(tokensIn([id], Buffer.from(result.records[0]!.body))).toEqual([]);
});

it('keeps the digest of nothing, which every empty file has', () => {
  const { records, tokens } = redact([`${sha256('')} ${sha256('').slice(0, 12)}`]);
  expect(Buffer.from(records[0]!.body).toString()).toBe(`${sha256('')} ${sha256('').slice(0, 12)}`);
  expect(tokens.map(({ token }) => token)).not.toContain(sha256(''));
});
