import { describe, expect, it } from 'vitest';
import { buildHostModel } from '#shared/model/build-host-model.ts';
import { answerWho } from '#shared/model/holders/answer-who.ts';
import { readHost } from '#test/hosts/read-host.ts';

const { model } = buildHostModel(readHost('lab-layers-broken').records);
const store = '/var/lib/containerd/io.containerd.snapshotter.v1.overlayfs';
const who = (needle: string) => answerWho(model, needle);
const containers = (needle: string) =>
  [
    ...new Set(
      (who(needle)?.holders ?? []).flatMap((h) =>
        'absent' in h.container || h.container === null ? [] : [h.container.name],
      ),
    ),
  ].sort();

describe('who holds a layer or an image', () => {
  it.each([`${store}/snapshots/79/fs`, `${store}/snapshots/79`, 'snapshot:79', 'layer:79'])('%s', (needle) => {
    expect(who(needle)?.resolved).toEqual([{ kind: 'snapshot', id: `${store}#79`, name: `${store}/snapshots/79/fs` }]);
    expect(containers(needle)).toEqual(['pause-1']);
  });

  it('by chain id: the layer of every namespace', () => {
    const needle = 'sha256:975993e91e46baa9e9b878b3175a1476c429c7ca050d248e484697799fd52982';
    expect(
      who(needle)
        ?.resolved.map((s) => s.id)
        .sort(),
    ).toEqual([`${store}#1`, `${store}#79`]);
    expect(containers(needle)).toEqual(['coredns', 'kube-proxy', 'pause-1']);
  });

  it('by the name of an image', () => {
    expect(who('registry.lab/pause:3.6')?.resolved.map((s) => s.kind)).toEqual([
      'image',
      'image',
      'snapshot',
      'snapshot',
    ]);
    expect(containers('registry.lab/pause:3.6')).toEqual(['coredns', 'kube-proxy', 'pause-1']);
  });

  it('by a path in a container: the mount that serves it, or the layer', () => {
    const named = (needle: string) => who(needle)?.resolved.map((s) => `${s.kind} ${s.name}`);
    expect(named('coredns:/etc/hosts')).toEqual(['container coredns', 'mount /etc/hosts']);
    expect(named('shop-1:/bin/busybox')).toEqual(['container shop-1', 'mount /', `snapshot ${store}/snapshots/80/fs`]);
    expect(named('pause-1:/pause')).toEqual(['container pause-1', 'mount /', `snapshot ${store}/snapshots/79/fs`]);
    expect(named('nobody:/x')).toBeUndefined();
  });

  it('is nowhere for what no store has', () => {
    expect(who('snapshot:4711')).toBeNull();
    expect(who('registry.lab/none:1')).toBeNull();
  });
});
