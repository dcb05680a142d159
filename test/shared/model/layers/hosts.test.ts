/** Layers of captured hosts, against what the scripts that damaged them wrote down. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { isAbsent } from '#shared/base/absent.ts';
import { buildHostModel } from '#shared/model/build-host-model.ts';
import { checkIntegrity } from '#shared/model/check-integrity.ts';
import { layerIntegrity } from '#shared/model/layers/integrity.ts';
import { servePath } from '#shared/model/layers/serve-path.ts';
import { joinStores } from '#shared/model/layers/store-join.ts';
import { readHost } from '#test/hosts/read-host.ts';

type HostName = Parameters<typeof readHost>[0];
const modelOf = (name: HostName) => buildHostModel(readHost(name).records).model;
const lab = modelOf('lab-layers-broken');
const healthy = modelOf('engines-healthy');
const damaged = modelOf('engines-damaged');
const truth = JSON.parse(
  readFileSync(path.join(import.meta.dirname, '../../../hosts/engines-damaged/truth.json'), 'utf8'),
) as Readonly<Record<'missing' | 'changedMode' | 'changedSize', readonly { folder: string; path: string }[]>> &
  Readonly<Record<'orphanFolders' | 'emptyFiles' | 'goneFolders', readonly string[]>>;

const folderOf = (model: typeof lab, key: string) => model.storedLayers.find((l) => l.key === key)!.folder;
const differences = (model: typeof lab) =>
  [...layerIntegrity(model).values()].flatMap((i) =>
    i.differences.map((d) => `${d.kind} ${folderOf(model, i.layer)}/${d.path}`),
  );

describe.each([
  ['lab-layers-broken', lab],
  ['engines-healthy', healthy],
  ['engines-damaged', damaged],
] as const)('%s', (_name, model) => {
  it('keeps every join', () => {
    expect(checkIntegrity(model)).toEqual([]);
  });

  it('knows a layer for each folder of an overlay that an engine mounted', () => {
    const engines = model.overlays.filter((o) => o.upper?.startsWith('/var/lib/'));
    expect(engines.length).toBeGreaterThan(0);
    for (const o of engines) {
      expect(o.upperLayer, o.upper!).not.toBeNull();
      expect(o.lowerLayers, o.lowerText).not.toContain(null);
    }
  });

  it('finds the layers of every image that is unpacked, lowest first, each standing on the one before', () => {
    const layers = new Map(
      model.storedLayers.flatMap((l) => l.names.map((n) => [`${l.store} ${n.namespace} ${n.name}`, l])),
    );
    for (const image of model.storedImages.filter((i) => i.kind === 'containerd')) {
      if (isAbsent(image.layers)) continue;
      const store = `${image.engineRoot}/io.containerd.snapshotter.v1.overlayfs`;
      const own = image.layers.flatMap((l) => layers.get(`${store} ${image.namespace} ${l.chainId}`) ?? []);
      expect(own.map((l) => l.parent)).toEqual([null, ...own.map((l) => l.key)].slice(0, own.length));
    }
  });
});

describe('engines-healthy', () => {
  it('has every layer of containerd, docker and podman intact', () => {
    const verdicts = [...layerIntegrity(healthy).values()].map((i) => i.verdict);
    expect(new Set(verdicts)).toEqual(new Set(['intact']));
    const kinds = healthy.layerStores.map((s) => s.kind).sort();
    expect(kinds).toEqual(['containerd', 'containers-storage', 'docker']);
  });

  it('joins database, disk and mounts without a fault', () => {
    expect(joinStores(healthy).filter((j) => j.fault !== null)).toEqual([]);
  });
});

describe('engines-damaged', () => {
  it('differs in exactly what the script did, in all three engines', () => {
    const expected = [
      ...truth.missing.map((t) => `missing ${t.folder}/${t.path}`),
      ...truth.changedMode.map((t) => `mode ${t.folder}/${t.path}`),
      ...truth.changedSize.map((t) => `size ${t.folder}/${t.path}`),
    ];
    expect(differences(damaged).sort()).toEqual(expected.sort());
  });

  it('misses the folders that were removed, and knows those that nobody owns', () => {
    const faults = (fault: string) =>
      joinStores(damaged)
        .filter((j) => j.fault === fault)
        .map((j) => j.layer.folder.replace(/\/(fs|diff)$/, ''))
        .sort();
    expect(faults('missing-folder')).toEqual(truth.goneFolders.toSorted());
    expect(faults('orphan-folder')).toEqual(truth.orphanFolders.toSorted());
  });

  it('sees the file that a power cut would empty', () => {
    const empty = damaged.storedLayers.flatMap((l) => l.emptyFiles ?? []).map((f) => f.path);
    expect(empty).toEqual(truth.emptyFiles);
  });
});

describe('which mount and which layer serve a path', () => {
  const container = (name: string, isSandbox = false) =>
    lab.containers.find((c) => c.runtime === 'containerd' && c.name === name && c.isSandbox === isSandbox)!;
  const serve = (name: string, asked: string, isSandbox = false) => servePath(lab, container(name, isSandbox), asked);
  const snapshot = (id: number) => `/var/lib/containerd/io.containerd.snapshotter.v1.overlayfs#${id}`;

  it('/etc/hosts of a pod comes from its sandbox, by a mount of its own', () => {
    const answer = serve('coredns', '/etc/hosts');
    expect(answer.merged).toBeNull();
    expect(isAbsent(answer.mount) ? answer.mount : answer.mount.shape.mountPoint).toBe('/etc/hosts');
    expect(answer.onDevice).toMatch(
      /^\/var\/lib\/containerd\/io\.containerd\.grpc\.v1\.cri\/sandboxes\/[0-9a-f]{64}\/hosts$/,
    );
  });

  it('a file below a volume comes from the host folder of that volume', () => {
    const answer = serve('agent-1', '/srv/x/../file');
    expect(answer.asked).toBe('/srv/file');
    expect([answer.volume?.destination, answer.onDevice]).toEqual(['/srv', '/srv/file']);
  });

  it('a program comes from the lowest layer that no other hides', () => {
    const answer = serve('shop-1', '/bin/busybox');
    expect(answer.merged).toMatchObject({
      is: 'served',
      layer: snapshot(80),
      entry: { path: 'bin/busybox', type: 'file' },
    });
    expect(answer.stack).toEqual([83, 82, 81, 80].map(snapshot));
  });

  it('what a layer lost is nowhere, and that layer is named', () => {
    const answer = serve('kube-proxy', '/pause', true);
    expect(answer.merged).toEqual({ is: 'nowhere' });
    expect(answer.lostBy).toEqual([snapshot(1)]);
  });

  it('of a container that does not run the stack is taken from the database', () => {
    const answer = serve('pause-2', '/pause');
    expect(answer.mount).toMatchObject({ absent: 'unreadable' });
    expect(answer.stack).toEqual([92, 79].map(snapshot));
    expect(answer.lostBy).toEqual([snapshot(79)]);
  });

  it('without listings it says what it did not read, never that nothing is there', () => {
    const blind = { ...lab, folderListings: new Map() };
    const answer = servePath(blind, container('shop-1'), '/bin/busybox');
    expect(answer.merged).toMatchObject({ is: 'unknown', layer: snapshot(83), because: { absent: 'not-collected' } });
  });
});
