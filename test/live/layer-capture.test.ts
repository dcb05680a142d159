/** The layer collectors on real storage of podman, docker (overlay2) and containerd, made by layer-stores.sh. */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dumpBolt } from '#shared/bbolt/dump.ts';
import { openBolt } from '#shared/bbolt/open-bolt.ts';
import type { CollectorId } from '#shared/collectors/ids.ts';
import { generateScript } from '#shared/collectors/script.ts';
import { parseLayerFolders } from '#shared/parsers/layer-folders.ts';
import {
  type FolderName,
  isWholeListing,
  parseFolderNames,
  parseTarNames,
  type TarName,
} from '#shared/parsers/layer-names.ts';
import { parseTarText } from '#shared/parsers/tar-text.ts';
import { footprintOf, tracedCalls } from '#test/live/footprint.ts';
import { type Facts, type LayerCapture, runAmongStores } from '#test/live/layer-run.ts';

const only: readonly CollectorId[] = [
  'daemons',
  'docker-containers',
  'docker-images',
  'podman-containers',
  'containerd-containers',
  'containerd-snapshotters',
  'containerd-databases',
  'image-content',
  'layer-folders',
  'containers-storage',
];
const newScript = (collectors: readonly CollectorId[] = only) =>
  generateScript({
    nonce: randomBytes(16).toString('hex'),
    only: collectors,
    with: ['layer-listings'],
    secondSample: false,
    toolVersion: 'test',
  });

const folder = mkdtempSync(path.join(tmpdir(), 'um-layers-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const secret = 'CaNaRy7391';

const text = (capture: LayerCapture, id: string) => Buffer.from(capture.records.get(id)?.body ?? []).toString('latin1');
const idsOf = (capture: LayerCapture, prefix: string) =>
  [...capture.records.keys()].filter((id) => id.startsWith(prefix));
const stores = {
  podman: '/var/lib/containers/storage/overlay/',
  docker: '/var/lib/docker/overlay2/',
  containerd: '/var/lib/containerd/io.containerd.snapshotter.v1.overlayfs/snapshots/',
} as const;
type Engine = keyof typeof stores;
const engines = Object.keys(stores) as Engine[];

/** Listings of the unpacked layers of one engine. */
const foldersOf = (capture: LayerCapture, engine: Engine) =>
  idsOf(capture, `layer-listings/folder/${stores[engine]}`).map(
    (id) => parseFolderNames(capture.records.get(id)!.body).value,
  );
/** The listing in which this path is, the one that `says` when there are several. */
function layerWith<T extends TarName>(
  listings: readonly (readonly T[])[],
  name: string,
  says: (row: T) => boolean = () => true,
) {
  const found = listings.find((rows) => rows.some((row) => row.path === name && says(row)));
  if (!found) throw new Error(`no layer has ${name}`);
  return new Map(found.map((row) => [row.path, row]));
}
/** Tars of the layers: blobs of containerd, what docker and podman keep of theirs. */
const tarPrefixes: Readonly<Record<Engine, string>> = {
  podman: 'layer-listings/tar-split//var/lib/containers/',
  docker: 'layer-listings/tar-split//var/lib/docker/',
  containerd: 'layer-listings/blob/sha256:',
};
const tarsOf = (capture: LayerCapture, engine: Engine) =>
  idsOf(capture, tarPrefixes[engine]).map((id) => parseTarNames(capture.records.get(id)!.body).value);

describe('among real stores', () => {
  let capture: LayerCapture;
  beforeAll(async () => {
    [capture] = (await runAmongStores('healthy', newScript(), [['sh']])).captures as [LayerCapture];
  });

  it('ends whole, every listing too', () => {
    expect(capture.finished).toBe(true);
    const listings = idsOf(capture, 'layer-listings/');
    expect(listings.length).toBeGreaterThan(20);
    for (const id of listings) expect([id, isWholeListing(capture.records.get(id)!.body)]).toEqual([id, true]);
  });

  it('lets no secret out: of environments, labels, configurations, databases, freed pages', () => {
    expect(capture.output.includes(secret)).toBe(false);
    expect(text(capture, 'docker-containers/config')).toContain('DB_PASSWORD=***');
    expect(text(capture, 'image-content/json')).toContain('API_TOKEN=***');
    expect(text(capture, 'containers-storage/files')).toContain('layers.json:');
  });

  it("gives containerd's databases so that they can be read", () => {
    const meta = capture.records.get(
      'containerd-databases//var/lib/containerd/io.containerd.metadata.v1.bolt/meta.db',
    )!;
    const opened = openBolt(meta.body);
    if (!opened.ok) throw new Error(opened.error.because);
    const keys = Array.from(dumpBolt(opened.value), (r) => r.path.map((k) => Buffer.from(k).toString()).join('/'));
    expect(keys).toContain('v1/default/containers/web/snapshotKey');
    expect(keys).toContain('v1/default/images/docker.io/lab/layers:1/target/digest');
    expect(keys).not.toContain('v1/default/containers/gone/snapshotKey');
    const spec = Array.from(dumpBolt(opened.value)).find(
      (r) => r.path.map((k) => Buffer.from(k).toString()).join('/') === 'v1/default/containers/web/spec',
    );
    expect(Buffer.from(spec!.value!).toString()).toContain(`"DB_PASSWORD=${'*'.repeat(secret.length)}"`);
  });

  it.each(engines)('%s: knows hard links, setuid, device nodes, fifos and links', (engine) => {
    const layer = layerWith(foldersOf(capture, engine), 'bin/su');
    expect(layer.get('bin/su')).toMatchObject({ type: 'file', mode: 0o4755, size: 300 });
    expect(layer.get('bin/ash')!.inode).toBe(layer.get('bin/sh')!.inode);
    expect(layer.get('dev/null')).toMatchObject({ type: 'character', rdev: '1:3', mode: 0o666 });
    expect(layer.get('dev/pipe')).toMatchObject({ type: 'fifo' });
    expect(layer.get('usr/lib/libc.so')).toMatchObject({ type: 'symlink', link: 'libc.so.6' });
    expect(layer.get('tmp')).toMatchObject({ mode: 0o1777, type: 'directory' });
  });

  it.each(engines)('%s: knows whiteouts and opaque folders', (engine) => {
    const layer = layerWith(foldersOf(capture, engine), 'opt/old/three');
    expect(layer.get('etc/app/b.conf')).toMatchObject({ type: 'character', rdev: '0:0' });
    expect(layer.get('opt/old')).toMatchObject({ type: 'directory', opaque: true });
    expect(layer.get('etc')).toMatchObject({ opaque: false });
    expect(layer.get('opt/old/three')).toMatchObject({ uid: 1000, gid: 1000 });
  });

  it.each(engines)('%s: keeps odd names byte for byte, in the folder and in the tar', (engine) => {
    const odd = ['usr/share/tab\there', 'usr/share/back\\slash', 'usr/share/new\nline'];
    const long = `usr/share/${'a-very-long-folder-name/'.repeat(5)}file with spaces and ümlaut`;
    for (const listings of [foldersOf(capture, engine), tarsOf(capture, engine)]) {
      const layer = layerWith<TarName>(listings, odd[0]!);
      for (const name of [...odd, long]) expect(layer.has(name)).toBe(true);
    }
  });

  it.each(engines)('%s: what lies unpacked is what the tar says, whiteouts and folders apart', (engine) => {
    for (const [name, size] of [
      ['bin/su', 300],
      ['opt/old/three', 3],
      ['usr/share/many/039', 39],
      ['entry', 904],
    ] as const) {
      const unpacked = layerWith<FolderName>(foldersOf(capture, engine), name, (row) => row.size === size);
      const tar = layerWith(tarsOf(capture, engine), name);
      for (const row of tar.values()) {
        const base = row.path.slice(row.path.lastIndexOf('/') + 1);
        if (base === '.wh..wh..opq') continue;
        const at = base.startsWith('.wh.') ? row.path.replace(/\.wh\.(?=[^/]*$)/, '') : row.path;
        const there = unpacked.get(at);
        expect([at, there !== undefined]).toEqual([at, true]);
        if (row.type === 'file' && !base.startsWith('.wh.')) {
          expect([at, there!.size, there!.mode, there!.uid]).toEqual([at, row.size, row.mode, row.uid]);
        }
      }
      const named = new Set([...tar.keys()].map((p) => p.replace(/\.wh\.(?=[^/]*$)/, '')));
      expect([...unpacked.values()].filter((r) => r.type !== 'directory' && !named.has(r.path))).toEqual([]);
    }
  });

  it('lists the folders of mounted overlays first', () => {
    const first = idsOf(capture, 'layer-listings/folder/');
    // `busy` of containerd and of docker run: two folders of each, and what `web` of podman has mounted.
    expect(first.slice(0, 2).every((id) => id.includes(stores.containerd))).toBe(true);
    const containerd = first.filter((id) => id.includes(stores.containerd));
    expect(first.indexOf(containerd.at(-1)!)).toBeGreaterThan(first.findIndex((id) => id.includes(stores.docker)));
  });

  it('never enters what is mounted inside a store', () => {
    expect(idsOf(capture, 'layer-listings/folder/').filter((id) => /\/(merged|rootfs)(\/|$)/.test(id))).toEqual([]);
    expect(text(capture, 'layer-folders/folders')).not.toContain('/merged');
  });
});

describe('among damaged stores', () => {
  let capture: LayerCapture;
  let facts: Facts;
  beforeAll(async () => {
    const run = await runAmongStores('damaged', newScript(), [['sh']]);
    [capture] = run.captures as [LayerCapture];
    facts = run.facts;
  });
  const of = (kind: string) => facts.flatMap(([k, v]) => (k === kind ? [v] : []));
  const listingOf = (at: string) => parseFolderNames(capture.records.get(`layer-listings/folder/${at}`)!.body).value;

  it('shows exactly what was harmed', () => {
    expect(of('missing')).toHaveLength(3);
    for (const line of of('missing')) {
      const [at = '', name = ''] = line.split(' ');
      expect(listingOf(at).map((r) => r.path)).not.toContain(name);
    }
    for (const line of of('mode')) {
      const [at = '', name = ''] = line.split(' ');
      expect(listingOf(at).find((r) => r.path === name)?.mode).toBe(0o755);
    }
    for (const line of of('size')) {
      const [at = '', name = ''] = line.split(' ');
      expect(listingOf(at).find((r) => r.path === name)?.size).toBe(22 + 5);
    }
  });

  it('shows folders that are gone, folders nobody knows, and an empty file', () => {
    const paths = parseLayerFolders(capture.records.get('layer-folders/folders')!.body).value.map((r) => r.path);
    expect(of('gone')).toHaveLength(2);
    for (const gone of of('gone')) expect(paths.filter((p) => p === gone || p.startsWith(`${gone}/`))).toEqual([]);
    for (const orphan of of('orphan')) expect(paths).toContain(orphan);
    expect(text(capture, 'layer-folders/files').split('\n')).toContain(`${of('empty')[0]}:`);
  });
});

describe('under every shell and with tools missing', () => {
  const without = (...missing: readonly string[]) => {
    const bin = mkdtempSync(path.join(folder, 'bin-'));
    for (const from of ['/usr/bin', '/usr/sbin', '/bin', '/sbin', '/usr/local/bin'])
      for (const name of readdirSync(from)) {
        if (
          missing.some(
            (m) =>
              name === m ||
              (m.startsWith('python') && name.startsWith('python')) ||
              (m === 'perl' && name.startsWith('perl5')),
          )
        )
          continue;
        try {
          symlinkSync(path.join(from, name), path.join(bin, name));
        } catch {
          // The same tool stands in two folders.
        }
      }
    return bin;
  };
  const shells = [['dash'], ['bash'], ['mksh'], ['busybox', 'sh'], ['ksh']];
  let captures: readonly LayerCapture[];
  let noPerl: LayerCapture;
  let neither: LayerCapture;
  let busybox: LayerCapture;

  beforeAll(async () => {
    const bin = mkdtempSync(path.join(folder, 'busybox-'));
    execFileSync('busybox', ['--install', '-s', bin]);
    const limited = (paths: string, shell: string) => [
      'sh',
      '-c',
      `sed "s|^LC_ALL=C PYTHONDONTWRITEBYTECODE=1 PATH=.*|LC_ALL=C PYTHONDONTWRITEBYTECODE=1 PATH=${paths}|" | ${shell}`,
    ];
    const run = await runAmongStores('healthy', newScript(), [
      ...shells,
      limited(without('perl'), 'sh'),
      limited(without('perl', 'python3', 'python'), 'sh'),
      limited(bin, `${bin}/sh`),
    ]);
    captures = run.captures;
    [noPerl, neither, busybox] = captures.slice(shells.length) as [LayerCapture, LayerCapture, LayerCapture];
  });
  /** Of the layer collectors, whose stores nothing changes meanwhile. */
  const bodies = (capture: LayerCapture) =>
    Object.fromEntries(
      [...capture.records]
        .filter(([id]) => /^(containerd-databases|image-content|layer-|containers-storage)/.test(id))
        .map(([id, r]) => [id, `${r.end.kind} ${Buffer.from(r.body).toString('latin1')}`]),
    );
  /** busybox prefers its own find and stat: whole seconds, and links one a line. */
  const plainer = (all: Readonly<Record<string, string>>) => ({
    ...all,
    'layer-folders/folders': all['layer-folders/folders']!.replaceAll(/^(complete )?(.\t\d+)\.\d+/gm, '$1$2'),
    'layer-folders/links': all['layer-folders/links']!.replaceAll('\0', '\n')
      .replace(/^complete /, '')
      .split('\n')
      .toSorted(),
  });

  it.each(shells.slice(1).map((s, i) => [s.join(' '), i + 1] as const))(
    '%s gives the bodies that dash gives',
    (shell, i) => {
      expect(plainer(bodies(captures[i]!))).toEqual(plainer(bodies(captures[0]!)));
      if (!shell.startsWith('busybox')) expect(bodies(captures[i]!)).toEqual(bodies(captures[0]!));
    },
  );

  it('python reads what perl reads', () => {
    expect(bodies(noPerl)).toEqual(bodies(captures[0]!));
  });

  it('without both, no database leaves, and names come from find and tar', () => {
    expect(neither.output.includes(secret)).toBe(false);
    for (const id of idsOf(neither, 'containerd-databases')) {
      const { end, body } = neither.records.get(id)!;
      expect(end.kind === 'not-found' && end.because).toContain('neither perl nor python3');
      expect(body.length).toBe(0);
    }
    const unpacked = layerWith(foldersOf(neither, 'docker'), 'bin/su');
    expect(unpacked.get('bin/su')).toMatchObject({ mode: 0o4755, size: 300, opaque: null });
    expect(unpacked.get('dev/null')).toMatchObject({ type: 'character', rdev: null });
    expect(idsOf(neither, 'layer-listings/tar/')).toEqual([]);
    expect(idsOf(neither, 'layer-listings/tar-split/').length).toBeGreaterThan(5);
  });

  it('busybox alone gives folders, lists and content, and no database', () => {
    expect(busybox.output.includes(secret)).toBe(false);
    const same = /^(layer-folders\/(links|files)|image-content\/blobs|containers-storage)/;
    expect(Object.keys(bodies(busybox)).filter((id) => same.test(id))).toEqual(
      Object.keys(bodies(captures[0]!)).filter((id) => same.test(id)),
    );
    expect(text(busybox, 'image-content/blobs')).toBe(text(captures[0]!, 'image-content/blobs'));
    expect(text(busybox, 'containers-storage/files')).toBe(text(captures[0]!, 'containers-storage/files'));
    const places = (c: LayerCapture) =>
      parseLayerFolders(c.records.get('layer-folders/folders')!.body).value.map((r) => `${r.type} ${r.path}`);
    expect(places(busybox)).toEqual(places(captures[0]!));
  });
});

it('opens nothing for writing, mounts nothing, changes nothing', async () => {
  const trace = path.join(folder, 'trace');
  const strace = ['strace', '-f', '-qq', '-s', '256', '-o', trace, '-e', `trace=${tracedCalls}`, 'sh'];
  const { captures } = await runAmongStores('healthy', newScript(), [strace]);
  expect(captures[0]!.finished).toBe(true);
  const done = footprintOf(readFileSync(trace, 'utf8'));
  expect(done.violations).toEqual([]);
  expect(done.entries).toBe(0);
  expect(done.opens).toBeGreaterThan(500);
});

it('the text of tar is read, too', () => {
  const script = path.join(import.meta.dirname, 'layer-image.py');
  const images = path.join(folder, 'images.tar');
  execFileSync('python3', [script, images]);
  execFileSync('tar', ['-xf', images, '-C', folder]);
  const layers = readdirSync(folder).filter((name) => /^[0-9a-f]{64}\.tar$/.test(name));
  const names = layers.map(
    (name) =>
      parseTarText(execFileSync('tar', ['-tvf', path.join(folder, name)], { env: { ...process.env, LC_ALL: 'C' } }))
        .value,
  );
  expect(layerWith(names, 'bin/su').get('bin/su')).toMatchObject({ mode: 0o4755, size: 300, type: 'file' });
  expect(layerWith(names, 'usr/share/new\nline').has('usr/share/tab\there')).toBe(true);
});
