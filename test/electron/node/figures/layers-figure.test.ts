/** The layers figure as a file: safe, whole, the same objects as its twin, and quick on a large host. */
import { beforeAll, describe, expect, it } from 'vitest';
import { renderFigure } from '#electron/node/figures/render-figure.ts';
import { deriveLayers, deriveStoredLayerRows, deriveSummary } from '#shared/derive/index.ts';
import type { LayersFigure } from '#shared/derive/layers-figure.ts';
import { layersObjects } from '#shared/derive/layers-objects.ts';
import { captionOf } from '#shared/figures/caption.ts';
import type { StoredImage, StoredLayer } from '#shared/model/layers.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';
import { analysisOf } from '#test/builders/analysis.ts';
import { readHost } from '#test/hosts/read-host.ts';

let lab: Analysis;
beforeAll(() => {
  const { records, custody } = readHost('lab-layers-broken');
  lab = analysisOf(records, custody);
});

function figureOf(focus: string | null, analysis = lab): LayersFigure {
  const answer = deriveLayers(analysis, { focus, expanded: [] });
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  return answer.value;
}
const svgOf = (figure: LayersFigure): string =>
  new TextDecoder().decode(
    renderFigure({ figure, theme: 'light', format: 'svg', caption: captionOf(deriveSummary(lab)) }),
  );
const keysOf = (svg: string): readonly string[] => [...svg.matchAll(/data-key="([^"]*)"/g)].map((m) => m[1]!);

it.each([null, 'pause-1', 'registry.lab/many:64', 'shop-1:/bin/busybox'])(
  'draws exactly the objects of the table twin: %s',
  (focus) => {
    const figure = figureOf(focus);
    expect(keysOf(svgOf(figure)).toSorted()).toEqual(
      layersObjects(figure)
        .map((o) => o.key)
        .toSorted(),
    );
  },
);

it('says in its caption how much was compared', () => {
  expect(svgOf(figureOf(null))).toContain('2 of 2 unpacked layers compared, 2 damaged');
});

it('has no script, handler, style attribute or outside reference, whatever the host calls its files', () => {
  const hostile = '<img src=x onerror="alert(1)"><script>\u202egnp.exe\n\u001b[31m\u0000';
  const made = (value: unknown): unknown =>
    typeof value === 'string'
      ? `${value}${hostile}`
      : Array.isArray(value)
        ? value.map(made)
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(Object.entries(value).map(([k, v]) => [k, words.has(k) ? made(v) : deeper(v)]))
          : value;
  const words = new Set([
    'title',
    'aside',
    'because',
    'name',
    'says',
    'saysAside',
    'folder',
    'path',
    'was',
    'id',
    'line',
    'text',
  ]);
  const deeper = (value: unknown): unknown =>
    Array.isArray(value) || (typeof value === 'object' && value !== null)
      ? Array.isArray(value)
        ? value.map(deeper)
        : made(value)
      : value;
  const svg = svgOf(deeper(figureOf('pause-2:/pause')) as LayersFigure);
  expect(svg).toContain('&lt;img');
  expect(svg.replace(/<style>.*?<\/style>/s, '')).not.toMatch(
    /<script|<foreignObject|<image|<img|\sstyle=|\u202e|\u001b|\u0000/,
  );
});

describe('a host with 5,000 unpacked layers and 200 images', () => {
  /** Constructed: 200 images of 25 layers, each in a store of its own, the first one damaged as the lab's is. */
  function large(): Analysis {
    const { model } = lab;
    const image = model.storedImages.find((i) => i.names.includes('registry.lab/many:64'))!;
    const like = model.storedLayers.find((l) => l.role === 'layer')!;
    const digest = (n: number): string => `sha256:${n.toString(16).padStart(64, '0')}`;
    const storedImages: StoredImage[] = [];
    const storedLayers: StoredLayer[] = [];
    for (let i = 0; i < 200; i++) {
      const ids = Array.from({ length: 25 }, (_, k) => i * 25 + k);
      storedImages.push({
        ...image,
        key: `${image.engineRoot}#k8s.io#${digest(90_000 + i)}`,
        names: [`registry.lab/large:${i}`],
        config: digest(90_000 + i),
        layers: ids.map((n) => ({ blob: digest(n), mediaType: 'tar+gzip', diffId: digest(n), chainId: digest(n) })),
      });
      for (const [k, n] of ids.entries())
        storedLayers.push({
          ...like,
          key: `${like.store}#${n + 1000}`,
          id: String(n + 1000),
          names: [{ namespace: image.namespace, name: digest(n), source: like.source }],
          chainId: digest(n),
          diffId: digest(n),
          parent: k === 0 ? null : `${like.store}#${n + 999}`,
        });
    }
    return {
      ...lab,
      model: {
        ...model,
        storedImages: [...model.storedImages, ...storedImages],
        storedLayers: [...model.storedLayers, ...storedLayers],
      },
    };
  }

  it('is derived at once, the worst image first', () => {
    const analysis = large();
    expect(analysis.model.storedLayers.length).toBeGreaterThan(5000);
    const start = performance.now();
    expect(figureOf(null, analysis).title).toBe('registry.lab/pause:3.6');
    const rows = deriveStoredLayerRows(analysis, { filter: '', sort: null, offset: 0, limit: 200 });
    const took = performance.now() - start;
    expect(rows.rows).toHaveLength(200);
    expect(figureOf('registry.lab/large:150', analysis).counts.layers).toBe(25);
    // Goal 200 ms with all indexes made anew; the bound is wide for a busy machine.
    expect(took).toBeLessThan(2000);
  });
});
