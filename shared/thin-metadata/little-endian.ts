/** A 64-bit number, exact up to 2^53; a larger one comes out larger than `Number.MAX_SAFE_INTEGER`. */
export const readU64 = (view: DataView, at: number): number =>
  view.getUint32(at + 4, true) * 0x100000000 + view.getUint32(at, true);
