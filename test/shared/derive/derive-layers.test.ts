/** The layers figure over real stores: what is damaged, who stands on it, and which mount and layer serve a path. */
import { beforeAll, describe, expect, it } from 'vitest';
import { deriveLayers } from '#shared/derive/derive-layers.ts';
import {
  deriveLayerDifferenceRows,
  deriveOverlayRows,
  deriveStoredImageRows,
  deriveStoredLayerRows,
} from '#shared/derive/index.ts';
import type { LayersFigure, StandingRow } from '#shared/derive/layers-figure.ts';
import { expandKeyOf, layersObjects } from '#shared/derive/layers-objects.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';
import { analysisOf } from '#test/builders/analysis.ts';
import { readHost } from '#test/hosts/read-host.ts';

type Host = Parameters<typeof readHost>[0];
const analysed = (host: Host): Analysis => {
  const { records, custody } = readHost(host);
  return analysisOf(records, custody);
};

let lab: Analysis;
let engines: Analysis;
beforeAll(() => {
  lab = analysed('lab-layers-broken');
  engines = analysed('engines-damaged');
});

function figureOf(analysis: Analysis, focus: string | null, expanded: readonly string[] = []): LayersFigure {
  const answer = deriveLayers(analysis, { focus, expanded });
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  return answer.value;
}
const plates = (figure: LayersFigure) => figure.copies.flatMap((c) => c.plates);
const platesOf = (figure: LayersFigure) => plates(figure).map((p) => `${p.title}: ${p.state}`);
const stands = (figure: LayersFigure) => figure.standing.map((r: StandingRow) => `${r.title}: ${r.how}`).sort();

describe('the image in most trouble', () => {
  it('is the one with two damaged snapshots, in both containerd namespaces', () => {
    const figure = figureOf(lab, null);
    expect(figure.title).toBe('registry.lab/pause:3.6');
    expect(platesOf(figure)).toEqual(['snapshot 1: damaged', 'snapshot 79: damaged']);
    expect(plates(figure).map((p) => p.holes)).toEqual([
      [{ path: '/pause', verdict: 'missing', was: 'was 129 B, -rwxr-xr-x' }],
      [{ path: '/pause', verdict: 'missing', was: 'was 129 B, -rwxr-xr-x' }],
    ]);
    expect(figure.statement?.code).toBe('O-02');
  });

  it('has the containers, sandboxes and future pods that stand on it', () => {
    expect(stands(figureOf(lab, null))).toEqual([
      'coredns: runs-on',
      'every new pod sandbox on this node: will-fail',
      'kube-proxy: runs-on',
      'pause-1: runs-on',
      'pause-2: will-fail',
    ]);
  });

  it('leads from its name to its layer by digests of the content store', () => {
    const figure = figureOf(lab, null);
    expect(figure.stored.map((b) => `${b.kind} ${b.title} ${b.state}`)).toEqual([
      'image registry.lab/pause:3.6 present',
      'manifest e409f59b3459 present',
      'config 3fb903b7ec32 present',
    ]);
    expect(figure.layers.map((l) => l.title)).toEqual(['6aa2a67c0a5c']);
  });

  it('lists the lost file once, with what each copy has in its place', () => {
    const { differences, differencesTotal } = figureOf(lab, null);
    expect(differencesTotal).toBe(1);
    expect(differences[0]?.path).toBe('/pause');
    expect(differences[0]?.inBlob).toBe('-rwxr-xr-x 0/0 129 B');
    expect(differences[0]?.inCopies.map((c) => c.text)).toEqual(['missing', 'missing']);
    expect(differences[0]?.sources.every((s) => lab.records.has(s.evidence))).toBe(true);
  });
});

describe('one image in three engines', () => {
  it('is one picture with a copy for each, and each copy its own damage', () => {
    const figure = figureOf(engines, 'docker.io/lab/layers:1');
    expect(figure.copies.map((c) => c.place)).toEqual(['default', 'docker', 'podman, CRI-O']);
    for (const copy of figure.copies) {
      expect(copy.plates.map((p) => p.state)).toEqual(['damaged', 'packed', 'packed', 'damaged']);
      expect(copy.plates[0]?.holes.map((h) => h.path)).toEqual(['/entry']);
      expect(copy.plates[3]?.holes.map((h) => h.verdict)).toEqual(['other mode', 'other size']);
    }
  });

  it('draws a folder that is not there as gone, not as damaged or empty', () => {
    const figure = figureOf(engines, 'docker.io/lab/busy:1');
    const podman = figure.copies.find((c) => c.place === 'podman, CRI-O');
    expect(podman?.plates.map((p) => p.state)).toEqual(['gone']);
    expect(podman?.trouble).toBe('crit');
  });
});

describe('many layers', () => {
  it('are one group where they are equal in every copy, counted in full', () => {
    const figure = figureOf(lab, 'registry.lab/many:64');
    expect(figure.layers).toHaveLength(1);
    expect(figure.layers[0]).toMatchObject({ from: 1, to: 64, count: 64 });
    expect(figure.counts).toMatchObject({ layers: 64, plates: 64, compared: 64 });
  });

  it('open one by one, uppermost first', () => {
    const closed = figureOf(lab, 'registry.lab/many:64');
    const group = layersObjects(closed).find((o) => o.kind === 'plate' && o.expandable);
    const figure = figureOf(lab, 'registry.lab/many:64', [expandKeyOf(group!)]);
    expect(figure.layers.map((l) => l.from)).toEqual(Array.from({ length: 64 }, (_, i) => 64 - i));
    expect(plates(figure)).toHaveLength(64);
  });

  it('leave the one that was asked for out of the group', () => {
    const whole = figureOf(lab, 'registry.lab/many:64', ['group:1']);
    const wanted = plates(whole)[30]!.subject!.id;
    const figure = figureOf(lab, wanted);
    expect(figure.layers.map((l) => l.count)).toEqual([30, 1, 33]);
    expect(
      plates(figure)
        .filter((p) => p.asked)
        .map((p) => p.subject?.id),
    ).toEqual([wanted]);
  });
});

describe('what a needle names', () => {
  it.each([
    ['an image', 'registry.lab/pause:3.6'],
    ['the end of its name', 'pause:3.6'],
    ['a snapshot by its number', 'snapshot 79'],
    ['a folder', '/var/lib/containerd/io.containerd.snapshotter.v1.overlayfs/snapshots/79/fs'],
    ['the start of a blob digest', '6aa2a67c0a5c'],
    ['a configuration', 'sha256:3fb903b7ec32e7b8336ec174c7a3e04abaa8e327e26416040ad8999bcd37c899'],
    ['a container', 'pause-1'],
    ['a key of a finding', '/var/lib/containerd/io.containerd.snapshotter.v1.overlayfs#79'],
  ])('%s leads to the image', (_what, needle) => {
    expect(figureOf(lab, needle).stored[0]?.title).toBe('registry.lab/pause:3.6');
  });

  it('a container has its own layer above those of its image, and only its copy', () => {
    const figure = figureOf(lab, 'pause-1');
    expect(platesOf(figure)).toEqual(['snapshot 86: writable', 'snapshot 79: damaged']);
    expect(figure.standing.filter((r) => r.own).map((r) => r.title)).toEqual(['pause-1']);
  });

  it.each(['no-such-thing', 'no-such-thing:/etc/hosts', ''])('%j is not found', (needle) => {
    expect(deriveLayers(lab, { focus: needle, expanded: [] })).toEqual({
      ok: false,
      error: { kind: 'needle-not-found', needle },
    });
  });

  it('is not asked for where no store was read: that is another answer than none', () => {
    const answer = deriveLayers(analysed('lab-broken'), { focus: null, expanded: [] });
    expect(answer).toMatchObject({ ok: false, error: { kind: 'layers-not-known' } });
  });
});

describe('what serves a path in a container', () => {
  const servedBy = (focus: string) => figureOf(lab, focus).served!;

  it('a read-only layer, marked in the stack and cited by its listing', () => {
    const figure = figureOf(lab, 'shop-1:/bin/busybox');
    expect(figure.served?.sentence).toMatch(/^\/bin\/busybox is served by snapshot 80, a read-only layer/);
    expect(
      plates(figure)
        .filter((p) => p.serves === 'serves')
        .map((p) => p.title),
    ).toEqual(['snapshot 80']);
    const layer = figure.served?.steps.find((s) => s.key === 'served:layer');
    expect(layer?.cited[0]?.text).toContain('bin/busybox');
    expect(figure.served?.alsoAt.map((p) => p.where)).toContain('shop-2 (default), by the same layer');
  });

  it('a bind of the host, which no layer has a part in', () => {
    const agent = lab.model.containers.find((c) => c.name === 'agent-1')!;
    const [volume] = agent.volumes as readonly { source: string; destination: string }[];
    const served = servedBy(`agent-1:${volume!.destination}`);
    expect(served.sentence).toContain('not by a layer');
    expect(served.sentence).toContain(volume!.source);
    expect(served.steps[0]?.cited[0]?.source.evidence).toMatch(/^mount-table\//);
  });

  it('nothing, where the layer that was packed with it has lost it', () => {
    const figure = figureOf(lab, 'pause-2:/pause');
    expect(figure.served).toMatchObject({ trouble: 'crit' });
    expect(figure.served?.sentence).toBe('/pause is not there: snapshot 79 was packed with it and has lost it.');
    expect(
      plates(figure)
        .filter((p) => p.serves === 'lost')
        .map((p) => p.title),
    ).toEqual(['snapshot 79']);
  });
});

describe('picture and twin', () => {
  it.each([null, 'pause-1', 'snapshot 80', 'shop-1:/bin/busybox'])('have each object once: %s', (focus) => {
    const figure = figureOf(lab, focus);
    const keys = layersObjects(figure).map((o) => o.key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).toHaveLength(
      figure.stored.length +
        figure.layers.length +
        plates(figure).length +
        figure.standing.length +
        (figure.served?.steps.length ?? 0),
    );
  });
});

describe('the tables', () => {
  const all = { filter: '', sort: null, offset: 0, limit: 500 };

  it('have every row of the model, those in trouble first', () => {
    expect(deriveStoredImageRows(lab, all).total).toBe(lab.model.storedImages.length);
    expect(
      deriveStoredImageRows(lab, all)
        .rows.map((r) => r.name)
        .slice(0, 2),
    ).toEqual(['registry.lab/pause:3.6', 'registry.lab/pause:3.6']);
    expect(deriveStoredLayerRows(lab, all).total).toBe(lab.model.storedLayers.length);
    expect(deriveOverlayRows(lab, all).total).toBe(lab.model.overlays.length);
  });

  it('tell an orphan from a lost folder from one that differs', () => {
    const rows = deriveStoredLayerRows(engines, { ...all, filter: 'engine:=containerd' }).rows;
    const said = new Map(rows.map((r) => [r.id, r.verdict]));
    expect(said.get('6')).toBe('its folder is not there');
    expect(said.get('99')).toBe('a folder that no database has');
    expect(said.get('1')).toBe('2 names differ');
  });

  it('have one row for each name that differs in each copy', () => {
    const rows = deriveLayerDifferenceRows(lab, all).rows;
    expect(rows.map((r) => [r.path, r.verdict, r.layer])).toEqual([
      ['/pause', 'missing', 'snapshot 79'],
      ['/pause', 'missing', 'snapshot 1'],
    ]);
  });

  it('filter and sort like the others', () => {
    const rows = deriveStoredLayerRows(lab, {
      ...all,
      filter: 'differences:1',
      sort: { column: 'id', descending: false },
    });
    expect(rows.rows.map((r) => r.id)).toEqual(['1', '79']);
  });
});

describe('what was not read is drawn as that, never as whole', () => {
  /** The lab's host, with its model changed: constructed. */
  const changed = (change: Partial<Analysis['model']>): Analysis => ({ ...lab, model: { ...lab.model, ...change } });

  it('without listings: not collected, nothing compared, nothing damaged', () => {
    const figure = figureOf(changed({ folderListings: new Map(), blobListings: new Map() }), 'registry.lab/pause:3.6');
    expect(plates(figure).map((p) => p.state)).toEqual(['not-collected', 'not-collected']);
    expect(figure.counts).toMatchObject({ compared: 0, damaged: 0, plates: 2 });
    expect(figure.notLookedAt).toBe('Not looked at: 2 layers: not listed');
    expect(figure.standing.map((r) => r.how)).not.toContain('will-fail');
  });

  it('with a listing that was cut: not readable, and why', () => {
    const listings = new Map(
      [...lab.model.folderListings].map(([k, l]) => [k, 'cut' in l ? { ...l, cut: true, entries: [] } : l] as const),
    );
    const figure = figureOf(changed({ folderListings: listings }), 'registry.lab/pause:3.6');
    expect(plates(figure).map((p) => [p.state, p.trouble])).toEqual([
      ['unreadable', 'warn'],
      ['unreadable', 'warn'],
    ]);
    expect(figure.notLookedAt).toContain('is cut');
    expect(figure.columns.unpacked).toMatchObject({ trouble: 'warn' });
  });

  it('with a blob that is not in the content store: missing, on the left', () => {
    const figure = figureOf(
      changed({ contentBlobs: lab.model.contentBlobs.map((b) => ({ ...b, present: false })) }),
      'registry.lab/pause:3.6',
    );
    expect(figure.stored.map((b) => b.state)).toEqual(['present', 'missing', 'missing']);
    expect(figure.layers.map((l) => l.state)).toEqual(['missing']);
    expect(figure.columns.stored).toEqual({ text: 'image, as stored: 3 parts missing', trouble: 'crit' });
  });

  it('with a path above which a layer was not listed: only unless that one has it', () => {
    const upper = lab.model.containers.find((c) => c.name === 'shop-1')!.layer as string;
    const listings = new Map([...lab.model.folderListings].filter(([key]) => key !== upper));
    const figure = figureOf(changed({ folderListings: listings }), 'shop-1:/bin/busybox');
    expect(figure.served).toMatchObject({ trouble: 'warn' });
    expect(figure.served?.sentence).toContain('unless snapshot 83');
  });

  it('a folder that no database has is a picture of itself, with no image and nobody on it', () => {
    const figure = figureOf(engines, 'snapshot 99');
    expect(figure.stored).toEqual([]);
    expect(platesOf(figure)).toEqual(['snapshot 99: writable']);
    expect(figure.standing).toEqual([]);
    expect(figure.columns.stored.text).toBe('no image that was read has these layers');
  });
});

describe('a damaged layer that other images have too', () => {
  it('names them, and says "will fail" only of containers of the image whose program is gone', () => {
    const base = figureOf(lab, 'registry.lab/app:2.0');
    const lowest = base.copies[0]!.plates.at(-1)!.subject!.id;
    const listing = lab.model.folderListings.get(lowest)!;
    if (!('entries' in listing)) throw new Error('the lab has this listing');
    const lost = { ...listing, entries: listing.entries.filter((e) => e.path !== 'bin/busybox') };
    const analysis = {
      ...lab,
      model: { ...lab.model, folderListings: new Map([...lab.model.folderListings, [lowest, lost]]) },
    };
    const figure = figureOf(analysis, 'registry.lab/busybox:1.35');
    const images = figure.standing.find((r) => r.shape === 'image');
    expect(images?.name).toContain('registry.lab/app:2.0');
    expect(figure.standing.filter((r) => r.how === 'will-fail')).toEqual([]);
    expect(figure.standing.filter((r) => r.how === 'runs-on').map((r) => r.title)).toContain('shop-1');
  });
});
