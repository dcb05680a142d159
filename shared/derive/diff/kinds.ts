import type { CollectorId } from '#shared/collectors/ids.ts';
import type { DiffKind, DiffRow } from '#shared/derive/diff/diff.ts';
import { holderRows } from '#shared/derive/diff/holder-rows.ts';
import { containerRows, mountRows, namespaceRows, podRows } from '#shared/derive/diff/host-rows.ts';
import { deviceRows, imageRows, layerRows, poolRows, thinDeviceRows } from '#shared/derive/diff/storage-rows.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';
import { holderCollectors, holdingCollectors, tableCollectors } from '#shared/rules/rests-on.ts';

export interface ComparedKind {
  readonly kind: DiffKind;
  /** Where the list of them comes from: a capture without one of these has not all of them. */
  readonly needs: readonly CollectorId[];
  /** Its rows are concluded from several readings: with a gap in either capture a difference may be the gap's. */
  readonly concluded: boolean;
  /** Its identity is the kernel's and ends with the boot. */
  readonly thisBoot: boolean;
  readonly rows: (analysis: Analysis) => readonly DiffRow[];
  /** Where there may be very many: their number, without making them. */
  readonly howMany?: (analysis: Analysis) => number;
}

/** To compare another kind: its rows, and its line here. */
export const comparedKinds: readonly ComparedKind[] = [
  {
    kind: 'container',
    needs: ['docker-containers', 'containerd-containers', 'podman-containers'],
    concluded: false,
    thisBoot: false,
    rows: containerRows,
  },
  { kind: 'pod', needs: ['kubelet-pods', 'containerd-containers'], concluded: false, thisBoot: false, rows: podRows },
  {
    kind: 'holder',
    needs: holderCollectors,
    concluded: true,
    thisBoot: true,
    rows: holderRows,
  },
  { kind: 'namespace', needs: holdingCollectors, concluded: true, thisBoot: true, rows: namespaceRows },
  {
    kind: 'mount',
    needs: tableCollectors,
    concluded: false,
    thisBoot: true,
    rows: mountRows,
    howMany: ({ model }) => model.mounts.length,
  },
  {
    kind: 'device',
    needs: ['block-devices', 'dm-devices', 'loop-devices'],
    concluded: false,
    thisBoot: false,
    rows: deviceRows,
  },
  { kind: 'pool', needs: ['dm-table', 'dm-status'], concluded: false, thisBoot: false, rows: poolRows },
  {
    kind: 'thin-device',
    needs: ['dm-table', 'docker-device-metadata'],
    concluded: false,
    thisBoot: false,
    rows: thinDeviceRows,
  },
  {
    kind: 'layer',
    needs: ['docker-device-metadata', 'docker-images'],
    concluded: false,
    thisBoot: false,
    rows: layerRows,
  },
  { kind: 'image', needs: ['docker-images'], concluded: false, thisBoot: false, rows: imageRows },
];
