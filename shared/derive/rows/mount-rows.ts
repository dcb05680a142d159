import { mountPropagationText } from '#shared/derive/propagation-text.ts';
import { hiddenMounts } from '#shared/derive/rows/hidden-mounts.ts';
import type { RowsQuery, Table } from '#shared/derive/rows/window-rows.ts';
import { windowRows } from '#shared/derive/rows/window-rows.ts';
import type { MountRow, Rows } from '#shared/derive/view-types.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { indexOf } from '#shared/model/model-index.ts';
import type { Mount, MountShape } from '#shared/model/mount.ts';
import { mountRef } from '#shared/model/mount.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';

/** Every mount of every table that was read. Columns to filter and sort by are the fields of `MountRow`. */
export function deriveMountRows(analysis: Analysis, query: RowsQuery): Rows<MountRow> {
  return windowRows(mountTable(analysis.model), query);
}

const tables = new WeakMap<HostModel, Table<Mount, MountRow>>();

export function mountTable(model: HostModel): Table<Mount, MountRow> {
  const known = tables.get(model);
  if (known) return known;
  const isHidden = hiddenOf(model);
  const exact = (value: (m: Mount) => string | number) => ({ value, exact: true });
  const text = (value: (m: Mount) => string) => ({ value, exact: false });
  const table: Table<Mount, MountRow> = {
    items: model.mounts,
    keyOf: mountKey,
    columns: {
      namespace: exact((m) => m.namespace),
      mountId: exact((m) => m.mountId),
      parentId: exact((m) => m.parentId),
      device: exact((m) => m.shape.device),
      root: text((m) => m.shape.root),
      mountPoint: text((m) => m.shape.mountPoint),
      fsType: exact((m) => m.shape.fsType),
      source: text((m) => m.shape.source),
      propagation: text(mountPropagationText),
      options: text((m) => optionsText(m.shape)),
      hidden: exact((m) => (isHidden(m) ? 'yes' : 'no')),
    },
    ownText: (m) => `${m.namespace} ${m.mountId} ${m.parentId}`,
    ownMayHave: (word) => /^[-\d ]*$/.test(word),
    shared: { of: (m) => m.shape, text: shapeText },
    toRow: (m) => toRow(m, isHidden(m)),
    orders: new Map(),
  };
  tables.set(model, table);
  return table;
}

const mountKey = ({ namespace, mountId }: Mount): string => `${namespace}/${mountId}`;

function toRow(mount: Mount, hidden: boolean): MountRow {
  const { shape } = mount;
  return {
    key: mountKey(mount),
    namespace: mount.namespace,
    mountId: mount.mountId,
    parentId: mount.parentId,
    device: shape.device,
    root: shape.root,
    mountPoint: shape.mountPoint,
    fsType: shape.fsType,
    source: shape.source,
    propagation: mountPropagationText(mount),
    options: optionsText(shape),
    hidden,
    evidence: mountRef(mount),
  };
}

/** The mount's own options; the superblock's after ` / `, where they say something else. */
function optionsText(shape: MountShape): string {
  const own = shape.mountOptions.join(',');
  const more = shape.superOptions.filter((option) => !shape.mountOptions.includes(option));
  return more.length === 0 ? own : `${own} / ${more.join(',')}`;
}

function shapeText(shape: MountShape): string {
  const propagation = mountPropagationText({ mountId: 0, shape });
  return [
    shape.device,
    shape.root,
    shape.mountPoint,
    shape.fsType,
    shape.source,
    propagation,
    shape.mountOptions.join(','),
    shape.superOptions.join(','),
  ].join(' ');
}

/** Computed per namespace, when one of its rows is looked at. */
function hiddenOf(model: HostModel): (mount: Mount) => boolean {
  const byNamespace = new Map<number, ReadonlySet<number>>();
  return (mount) => {
    let hidden = byNamespace.get(mount.namespace);
    if (!hidden) {
      hidden = hiddenMounts(indexOf(model).mountsByNamespace.get(mount.namespace) ?? []);
      byNamespace.set(mount.namespace, hidden);
    }
    return hidden.has(mount.mountId);
  };
}
