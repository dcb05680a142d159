import { isAbsent } from '#shared/base/absent.ts';
import type { MapTrouble } from '#shared/derive/device-map.ts';
import type { ImageGroups } from '#shared/derive/layers/image-groups.ts';
import { layerTitle, wasText } from '#shared/derive/layers/words.ts';
import type { Plate, PlateState } from '#shared/derive/layers-figure.ts';
import { utcTime } from '#shared/derive/source-lines.ts';
import { msg, say } from '#shared/messages/index.ts';
import { layerIntegrity } from '#shared/model/layers/integrity.ts';
import type { StoredLayer } from '#shared/model/layers.ts';

/** Names drawn as holes in one plate; more are counted, and stand in the table. */
const mostHoles = 4;

export type PlateFacts = Omit<Plate, 'key' | 'row' | 'serves' | 'asked'>;

/** What is known of one layer's folder, as a plate; null: this place has no such layer. */
export function plateOf(groups: ImageGroups, layer: StoredLayer | null): PlateFacts {
  if (layer === null) return notUnpacked();
  const { index, gone } = groups;
  const store = index.stores.get(layer.store);
  const title = layerTitle(layer, store);
  const base = {
    count: 1,
    title,
    aside: isAbsent(layer.createdAt) ? '' : say(msg('layersfig.committed', { time: utcTime(layer.createdAt) })),
    holes: [],
    holesMore: 0,
    folder: layer.folder,
    name: say(msg('layersfig.object.plate', { title, folder: layer.folder })),
    subject: { kind: store?.kind === 'containerd' ? 'snapshot' : 'layer', id: layer.key, name: layer.folder } as const,
    source: layer.source,
  };
  const plate = (state: PlateState, trouble: MapTrouble, says: string): PlateFacts => ({
    ...base,
    state,
    trouble,
    says,
  });
  if (gone.has(layer.key) || (layer.folderPresent === false && layer.inDatabase === true && !layer.remote))
    return plate('gone', 'crit', say(msg('layersfig.gone')));
  if (layer.role !== 'layer') return plate('writable', 'none', say(msg(`layersfig.role.${layer.role}`)));
  const integrity = layerIntegrity(index.model).get(layer.key);
  if (!integrity) return plate('not-collected', 'none', say(msg('layersfig.not-listed')));
  const { verdict, because, differences, compared } = integrity;
  if (verdict === 'damaged') {
    return {
      ...plate('damaged', 'crit', countsText(differences, compared)),
      holes: differences
        .slice(0, mostHoles)
        .map((d) => ({ path: `/${d.path}`, verdict: say(msg(`layersfig.verdict.${d.kind}`)), was: wasText(d) })),
      holesMore: Math.max(0, differences.length - mostHoles),
    };
  }
  if (verdict === 'intact') return plate('packed', 'none', say(msg('layersfig.packed', { n: compared })));
  if (because === null || because.absent === 'not-collected')
    return plate('not-collected', 'none', say(msg('layersfig.not-listed')));
  if (because.absent === 'not-applicable') return plate('not-applicable', 'none', because.because);
  return plate('unreadable', 'warn', because.because);
}

function notUnpacked(): PlateFacts {
  return {
    count: 1,
    title: say(msg('layersfig.not-unpacked')),
    aside: '',
    state: 'not-unpacked',
    trouble: 'none',
    says: '',
    holes: [],
    holesMore: 0,
    folder: '',
    name: say(msg('layersfig.not-unpacked')),
    subject: null,
    source: null,
  };
}

function countsText(differences: readonly { readonly kind: string }[], compared: number): string {
  const missing = differences.filter((d) => d.kind === 'missing').length;
  const extra = differences.filter((d) => d.kind === 'extra').length;
  return say(msg('layersfig.damaged', { compared, missing, extra, changed: differences.length - missing - extra }));
}
