import type { Absent } from '#shared/base/absent.ts';
import { isAbsent, present } from '#shared/base/absent.ts';
import { sectorsToBytes } from '#shared/base/units.ts';
import type { ThinDevice } from '#shared/model/thin.ts';

/** `73 MiB`, `4 GiB`, `640 KiB`: binary, whole where it is whole, else three figures. */
export function byteText(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  const digits = Number.isInteger(value) || value >= 10 ? 0 : 1;
  return `${value.toFixed(digits)} ${units[unit]}`;
}

/** `14.2 %`. */
export const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

export const counted = (used: number, total: number): string =>
  `${used.toLocaleString('en')}/${total.toLocaleString('en')}`;

/** Bytes mapped, and bytes of its size. */
export function mappedBytes(device: ThinDevice): { readonly mapped: number | Absent; readonly size: number | Absent } {
  return {
    mapped: isAbsent(device.mapped) ? device.mapped : sectorsToBytes(device.mapped),
    size: isAbsent(device.size) ? device.size : sectorsToBytes(device.size),
  };
}

/** Share of `total`; null where there is nothing to divide. */
export const shareOf = (used: number | null, total: number | null): number | null =>
  used === null || total === null || total <= 0 ? null : Math.min(1, used / total);

export const presentShare = (used: number | Absent, total: number | Absent): number | null =>
  shareOf(present(used), present(total));
