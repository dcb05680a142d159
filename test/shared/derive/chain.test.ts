import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { present } from '#shared/base/absent.ts';
import { bytes } from '#shared/base/units.ts';
import { chainObjects } from '#shared/derive/chain-objects.ts';
import { deriveChain } from '#shared/derive/index.ts';
import { HopChainFigure } from '#shared/figures/HopChainFigure.tsx';
import { hopColumns, layoutChain } from '#shared/figures/hop-layout.ts';
import { rawPieces } from '#shared/figures/raw-pieces.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { metadataOfRanges, thinHost } from '#test/builders/thin-host.ts';

const host = thinHost([
  {
    name: 'pool-a',
    minor: 9,
    thins: [
      { id: 27, is: 'exited' },
      { id: 29, is: 'running' },
      { id: 4242, is: 'orphan', active: true },
    ],
  },
]);
const kinds = (needle: string) => deriveChain(host, needle)!.hops.map((h) => h.kind);

describe('a chain', () => {
  it('goes from a container down to what its pool stands on; an absent dm device is a hop', () => {
    expect(kinds('box-9-27')).toEqual([
      'container',
      'mount-id',
      'device_id',
      'thin device',
      'not active',
      'pool',
      'data device',
    ]);
    expect(deriveChain(host, 'box-9-27')!.hops[4]).toMatchObject({ mark: 'absent', standing: 'absence' });
  });

  it('names the dm device of an active one', () => {
    expect(kinds('box-9-29')).toContain('dm device');
    expect(kinds('253:9029')).toEqual(kinds('box-9-29'));
    expect(kinds('29')).toEqual(kinds('box-9-29'));
    expect(kinds('253:9/29')).toEqual(kinds('box-9-29'));
  });

  it('starts with an absence for a device that nobody owns', () => {
    expect(deriveChain(host, '4242')!.hops[0]).toMatchObject({ kind: 'nobody', standing: 'absence' });
  });

  it('of a pool starts at the pool, with its two gauges only', () => {
    const chain = deriveChain(host, 'pool-a')!;
    expect(chain.hops[0]).toMatchObject({ kind: 'pool', title: 'pool-a' });
    expect(chain.gauges.map((g) => g.key)).toEqual(['data', 'metadata']);
  });

  it('has four gauges for a device, and says which of them are not known', () => {
    const { gauges } = deriveChain(host, 'box-9-27')!;
    expect(gauges.map((g) => [g.key, g.share, g.absent])).toEqual([
      ['filesystem', null, 'not-collected'],
      ['thin', null, 'not-collected'],
      ['data', 0.1, null],
      ['metadata', 10 / 1024, null],
    ]);
  });

  it('knows how much an inactive device maps once the mappings are there', () => {
    const mapped = thinHost([{ name: 'pool-a', minor: 9, thins: [{ id: 27, is: 'exited' }] }], {
      thinMetadata: new Map([['253:9', metadataOfRanges({ 27: [[0, 0, 4096]] })]]),
    });
    expect(deriveChain(mapped, 'box-9-27')!.gauges[1]).toMatchObject({ share: 0.5, value: '50.0 %' });
  });

  it('of a name that is nowhere is null', () => expect(deriveChain(host, 'no-such-thing')).toBeNull());

  it('draws exactly the objects of its twin, no hop on another', () => {
    for (const needle of ['box-9-27', 'box-9-29', '4242', 'pool-a']) {
      const figure = deriveChain(host, needle)!;
      const svg = renderToStaticMarkup(
        createElement(HopChainFigure, { figure, theme: 'dark', interaction: null, caption: null }),
      );
      const keys = [...svg.matchAll(/data-key="([^"]*)"/g)].map((m) => m[1]!);
      expect(keys.sort()).toEqual(
        chainObjects(figure)
          .map((o) => o.key)
          .sort(),
      );
      const { hops } = layoutChain(figure);
      for (const [i, hop] of hops.entries())
        expect(hop.y).toBeGreaterThanOrEqual(i === 0 ? 0 : hops[i - 1]!.y + hops[i - 1]!.height);
    }
  });
});

describe('a raw line in a chain', () => {
  it('keeps every character and what is lit, escaped, over as many pieces as it needs', () => {
    const text = `${'x'.repeat(150)}\u202e${'y '.repeat(80)}`;
    const line = { source: { evidence: 'e', line: 1 }, origin: 'f', text, lit: [{ from: 140, to: 156 }] };
    const pieces = rawPieces(line, hopColumns.rawRoom - 14);
    expect(pieces.map((p) => p.text).join('')).toContain(`${'x'.repeat(150)}`);
    expect(pieces.map((p) => p.text).join('')).not.toContain('\u202e');
    const lit = pieces.flatMap((p) => p.lit.map((r) => p.text.slice(r.from, r.to))).join('');
    expect(lit.startsWith('x'.repeat(10))).toBe(true);
    expect(lit.endsWith('y y')).toBe(true);
  });
});

describe('the gauge of the filesystem', () => {
  const gaugeOf = (space: HostModel['filesystemSpace']) =>
    deriveChain({ ...host, model: { ...host.model, ...(space && { filesystemSpace: space }) } }, 'box-9-29')!.gauges[0];
  const space = (device: string, freeBytes: number) => ({
    device,
    mountPoint: '/mnt/data',
    freeBytes: bytes(freeBytes),
    totalBytes: bytes(1 << 30),
    source: { evidence: 'capacity', line: 1 },
  });
  const { device } = present(host.model.thinDevices.find((t) => t.id === 29)!.active)![0]!;

  it('is what statfs said where the device is mounted', () => {
    expect(gaugeOf([space(device, 256 << 20)])).toMatchObject({
      share: 0.75,
      value: '75.0 %',
      line: '256 MiB of 1 GiB free at /mnt/data, by statfs',
      trouble: 'none',
      absent: null,
    });
    expect(gaugeOf([space(device, 1 << 20)])).toMatchObject({ trouble: 'warn' });
  });

  it('is not collected where statfs was not asked, or left this one alone', () => {
    expect(gaugeOf(undefined)).toMatchObject({ share: null, line: 'not asked for: --with capacity' });
    expect(gaugeOf([space('8:1', 1)])).toMatchObject({ share: null, absent: 'not-collected' });
    expect(gaugeOf([space('8:1', 1)])!.line).toContain('leaves those alone');
  });
});
