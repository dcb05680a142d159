import { isAbsent, present } from '#shared/base/absent.ts';
import { deviceNames } from '#shared/derive/diff/device-names.ts';
import type { DiffRow, Fact } from '#shared/derive/diff/diff.ts';
import type { ThinPool } from '#shared/model/thin.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';

/** Block devices by the name that outlives a reboot; a loop device is what it is set up on. */
export function deviceRows({ model }: Analysis): readonly DiffRow[] {
  const loops = new Map(model.loopDevices.map((l) => [l.device, l]));
  return model.blockDevices.flatMap((block): DiffRow[] => {
    const loop = loops.get(block.device);
    // A loop device that is set up on nothing is only a node.
    if (!loop && block.kernelName.startsWith('loop')) return [];
    const name = block.dmName ?? (loop ? `${block.kernelName} ${loop.backingFile}` : block.kernelName);
    return [
      {
        kind: 'device',
        id: name,
        name,
        facts: {
          sizeSectors: block.sizeSectors,
          readOnly: block.readOnly,
          suspended: block.suspended,
          open: block.dmOpen,
          deferredDeletion: block.dockerDeleted,
        },
        open: { kind: 'dm-device', id: block.device },
        source: block.source,
      },
    ];
  });
}

export const poolRows = ({ model }: Analysis): readonly DiffRow[] =>
  model.thinPools.map((pool) => ({
    kind: 'pool',
    id: pool.dmName,
    name: pool.dmName,
    facts: { suspended: pool.suspended, ...statusFacts(pool) },
    open: { kind: 'pool', id: pool.device },
    source: isAbsent(pool.status) ? pool.source : pool.status.source,
  }));

/** Fill in whole percent: single blocks come and go on any host that lives. */
function statusFacts({ status }: ThinPool): Readonly<Record<string, Fact>> {
  if (isAbsent(status)) return { state: status };
  if (status.state !== 'active') return { state: status.state };
  return {
    state: status.mode,
    noSpace: status.noSpace,
    needsCheck: status.needsCheck,
    heldRoot: status.heldRoot,
    dataPercent: percent(status.usedData, status.totalData),
    metadataPercent: percent(status.usedMetadata, status.totalMetadata),
  };
}

const percent = (used: number, total: number): number => (total === 0 ? 0 : Math.round((used * 100) / total));

export function thinDeviceRows({ model }: Analysis): readonly DiffRow[] {
  const nameOf = deviceNames(model);
  return model.thinDevices.map((thin) => {
    const dmNames = isAbsent(thin.active) ? '' : thin.active.map((a) => a.dmName).join(' ');
    const id = `${nameOf(thin.pool)}/${present(thin.id) ?? dmNames}`;
    return {
      kind: 'thin-device',
      id,
      name: dmNames === '' ? id : dmNames,
      facts: { active: isAbsent(thin.active) ? thin.active : dmNames, size: thin.size },
      open: { kind: 'thin-device', id: thin.key },
      source: thin.source,
    };
  });
}

/** docker's own lines about thin devices, and the image layers of either driver. */
export const layerRows = ({ model }: Analysis): readonly DiffRow[] => [
  ...model.dockerDevices.map(
    (d): DiffRow => ({
      kind: 'layer',
      id: `${d.engineRoot}/${d.hash}`,
      name: d.hash,
      facts: { deviceId: d.deviceId, size: d.size, deleted: d.deleted },
      open: { kind: 'layer', id: d.hash },
      source: d.source,
    }),
  ),
  ...model.imageLayers.map(
    (l): DiffRow => ({
      kind: 'layer',
      id: `${l.engineRoot}/${l.chainId}`,
      name: l.chainId,
      facts: { cacheId: l.cacheId, parent: l.parent },
      open: { kind: 'layer', id: l.chainId },
      source: l.source,
    }),
  ),
];

export const imageRows = ({ model }: Analysis): readonly DiffRow[] =>
  model.images.map((image) => ({
    kind: 'image',
    id: `${image.engineRoot}/${image.id}`,
    name: image.names[0] ?? image.id,
    facts: { names: [...image.names].sort().join(' '), topLayer: image.topLayer },
    open: { kind: 'image', id: image.id },
    source: image.source,
  }));
