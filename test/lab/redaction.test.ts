import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync, zstdDecompressSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { isKept } from '#shared/export/redaction/keep-list.ts';
import { RedactionMap } from '#shared/export/redaction/map.ts';
import type { AnalysisJson } from '#test/lab/answers.ts';
import { capture, inGuest, restore, scratch, undermount } from '#test/lab/guest.ts';
import { type FindingJson, findingsOf } from '#test/lab/runbook.ts';
import { textInDatabase, tokensIn } from '#test/shared/export/redaction/find-everywhere.ts';

/** Every name that the guest itself knows of: its host, users, addresses, engines, volumes, pods, volume groups, devices. */
const namesScript = `
hostname
awk -F: '$3 >= 1000 && $3 < 60000 { print $1 }' /etc/passwd
awk '$1 !~ /^#/ { for (i = 2; i <= NF; i++) print $i }' /etc/hosts
ip -o addr | awk '{ print $4 }' | cut -d/ -f1
ip -o link | sed -n 's,.*link/ether \\([0-9a-f:]*\\).*,\\1,p'
cat /etc/machine-id /proc/sys/kernel/random/boot_id
for socket in docker docker-lvm; do
  d="docker -H unix:///run/$socket.sock"
  $d ps -a --no-trunc --format '{{.ID}} {{.Names}} {{.Image}}' | tr ' ' '\\n'
  $d images --no-trunc --format '{{.ID}} {{.Repository}}:{{.Tag}}' | tr ' ' '\\n' | sed 's/^sha256://'
  $d volume ls -q
  ls /var/lib/$socket/volumes /var/lib/$socket/devicemapper/metadata | grep -v ':$'
done
for n in $(ctr namespaces ls -q); do
  echo $n
  ctr -n $n containers ls -q; ctr -n $n images ls -q; ctr -n $n leases ls -q
  ctr -n $n snapshots ls | awk 'NR > 1 { print $1 }' | sed 's/^sha256://'
done
ls /var/lib/kubelet/pods /run/netns /run/docker/netns | grep -v ':$'
{ vgs --noheadings -o vg_name,vg_uuid; lvs --noheadings -o lv_name,lv_uuid; } 2>/dev/null | tr -s ' ' '\\n'
dmsetup info -c --noheadings -o name
tr ' ' '\\n' </root/truth/002_victims.txt | grep -v =`;

interface Member {
  readonly name: string;
  /** Its name and its content, decoded as far as it is packed. */
  readonly bytes: Buffer;
}

/** The members of a bundle, unpacked by tar and the library of zstd: nothing of ours reads them. */
function membersOf(file: string): readonly Member[] {
  const names = execFileSync('tar', ['-tf', file], { encoding: 'utf8' }).trim().split('\n');
  const out = execFileSync('mktemp', ['-d', '-p', scratch], { encoding: 'utf8' }).trim();
  execFileSync('tar', ['-xf', file, '-C', out]);
  return names.map((name) => {
    const packed = readFileSync(path.join(out, name));
    const body = name.endsWith('.zst') ? zstdDecompressSync(packed) : packed;
    const isDatabase = name.includes('containerd-databases__') && name.endsWith('.zst');
    const content = isDatabase ? textInDatabase(body) : body[0] === 0x1f && body[1] === 0x8b ? gunzipSync(body) : body;
    return { name, bytes: Buffer.concat([Buffer.from(`${name}\n`), content]) };
  });
}

/** What the map says for every token of a text: ids also where only their beginning stands, words wherever the token is whole. */
function mapped(text: string, { tokens }: RedactionMap): string {
  const ids = tokens.filter((t) => t.class === 'id');
  const words = tokens
    .filter((t) => t.class !== 'id' && t.token !== '')
    .sort((a, b) => b.token.length - a.token.length);
  const isWhole = (token: string) => token.length < 5 || /^[0-9a-f]+$/.test(token);
  const quoted = words.map(({ token }) => {
    const literal = token.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return isWhole(token) ? `(?<![\\p{L}\\d])${literal}(?![\\p{L}\\d])` : literal;
  });
  const pseudonyms = new Map(words.map((t) => [t.token, t.pseudonym]));
  const either = new RegExp(`[0-9a-f]{12,}|${quoted.join('|')}`, 'giu');
  return text.toLowerCase().replaceAll(either, (found) => {
    const word = pseudonyms.get(found);
    if (word !== undefined) return word;
    const id = ids.find((t) => t.token.startsWith(found) || t.token.replaceAll('-', '').startsWith(found));
    return id ? id.pseudonym.slice(0, found.length) : found;
  });
}

const about = ({ code, severity, subjects }: FindingJson) =>
  `${code} ${severity} ${subjects.map((s) => `${s.kind} ${s.id} ${s.name}`).join(', ')}`.toLowerCase();

describe('the redacted bundle of the broken host', () => {
  let original: readonly Member[];
  let redacted: readonly Member[];
  let tokens: readonly string[];
  let kept: readonly string[];
  let map: RedactionMap;
  let [before, after]: AnalysisJson[] = [];

  beforeAll(async () => {
    await restore('broken');
    const root = await capture('root', ['--with', 'layer-listings']);
    const [file, mapFile] = [path.join(scratch, 'redacted.umb'), path.join(scratch, 'map.json')];
    const wrote = await undermount(['redact', root.file, '-o', file, '--map', mapFile]);
    expect(wrote.code, root.stderr + wrote.stderr).toBe(0);
    const preview = await undermount(['redact', root.file, '--preview', '--map', mapFile]);
    const lines = preview.stdout.split('\n');
    tokens = lines.flatMap((line) => /^[a-z0-9-]+ +\d+ {2}(.+)$/.exec(line)?.[1] ?? []);
    kept = (
      lines
        .find((line) => line.startsWith('Kept'))
        ?.split(': ')
        .slice(1)
        .join(': ') ?? ''
    ).split(', ');
    map = RedactionMap.parse(JSON.parse(readFileSync(mapFile, 'utf8')));
    [original, redacted] = [membersOf(root.file), membersOf(file)];
    before = JSON.parse((await undermount(['analyze', root.file, '--json'])).stdout);
    after = JSON.parse((await undermount(['analyze', file, '--json'])).stdout);
  });

  /** Of these, the ones that stand anywhere in a bundle. */
  const standing = (names: readonly string[], members: readonly Member[]): readonly string[] => [
    ...new Set(members.flatMap(({ bytes }) => tokensIn(names, bytes))),
  ];

  it('holds no token that the preview listed, in no member, name of a member, or manifest', () => {
    expect(tokens.length).toBeGreaterThan(300);
    const found = redacted.map(({ name, bytes }) => [name, tokensIn(tokens, bytes)] as const);
    expect(found.filter(([, list]) => list.length > 0)).toEqual([]);
    expect(redacted.map(({ name }) => name)).toContain('manifest.json');
    expect(redacted.length).toBe(original.length);
  });

  it('had them: the same search finds each in the original', () => {
    // An LVM id stands with its dashes in the evidence and without them in the list.
    const written = tokens.filter((token) => !/^[0-9a-z]{32}$/i.test(token));
    const found = new Set(standing(written, original));
    expect(written.filter((token) => !found.has(token))).toEqual([]);
  });

  it('fires the same rules on the corresponding objects', () => {
    const [was, is] = [findingsOf(before!), findingsOf(after!)];
    expect(was.length).toBeGreaterThan(25);
    expect(is.map(about).sort()).toEqual(was.map((finding) => mapped(about(finding), map)).sort());
    const answers = ({ outcomes }: AnalysisJson) => outcomes.map(({ code, answer }) => `${code} ${answer}`);
    expect(answers(after!)).toEqual(answers(before!));
    expect(after!.completeness.map((c) => c.status)).toEqual(before!.completeness.map((c) => c.status));
  });

  it('lists every name that the guest knows and the evidence holds, or keeps it as a word that the keep-list has', async () => {
    const said = (await inGuest(namesScript)).split('\n').map((name) => name.trim().toLowerCase());
    const names = [...new Set(said)].filter((name) => name.length > 1);
    expect(names.length).toBeGreaterThan(200);
    for (const name of ['lab-node1', 'eng', 'ops', '10.0.2.15', '52:54:00:12:34:56', 'victim-a3', 'vg_docker'])
      expect(names).toContain(name);
    const held = standing(names, original);
    expect(held).toEqual(expect.arrayContaining(['lab-node1', 'victim-a3', 'log-agent', 'kubesql-server', 'dbdata']));
    const wordsOf = (name: string) => name.split(/[^\p{L}\d]+/u).filter((word) => word !== '');
    const isPublic = (name: string) => kept.includes(name) || wordsOf(name).every((word) => isKept(word));
    expect(standing(held, redacted).filter((name) => !isPublic(name))).toEqual([]);
    // What left: by a token that is all of it, or a part.
    const gone = held.filter((name) => !isPublic(name));
    const isListed = (name: string) => tokens.some((token) => name.includes(token) || token.startsWith(name));
    // The list has LVM's ids without their dashes, and as LVM writes their letters.
    const listed = new Set(tokens.map((token) => token.toLowerCase()));
    expect(gone.filter((name) => !isListed(name) && !listed.has(name.replaceAll('-', '')))).toEqual([]);
  });
});
