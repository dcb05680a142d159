import { inflateSync } from 'node:zlib';

/**
 * A WOFF 1.0 file as the TrueType or OpenType font that it wraps.
 *
 * resvg reads only TTF and OTF, and the Plex packages ship only woff and woff2; given one of those resvg
 * draws no text and reports nothing. WOFF 1.0 is the same tables, each compressed with zlib.
 * Format: https://www.w3.org/TR/WOFF/. Throws when the bytes are not a WOFF 1.0 file: the files are ours.
 */
export function woffToSfnt(woff: Uint8Array): Uint8Array {
  const from = new DataView(woff.buffer, woff.byteOffset, woff.byteLength);
  if (from.getUint32(0) !== 0x774f4646) throw new Error('not a WOFF 1.0 file');
  const tableCount = from.getUint16(12);
  const tables = Array.from({ length: tableCount }, (_, i) => {
    const at = 44 + i * 20;
    const [offset, packed, length] = [from.getUint32(at + 4), from.getUint32(at + 8), from.getUint32(at + 12)];
    const bytes = woff.subarray(offset, offset + packed);
    return {
      tag: from.getUint32(at),
      checksum: from.getUint32(at + 16),
      data: packed === length ? bytes : inflateSync(bytes, { maxOutputLength: length }),
    };
  });
  return sfnt(from.getUint32(4), tables);
}

function sfnt(flavour: number, tables: readonly { tag: number; checksum: number; data: Uint8Array }[]): Uint8Array {
  const directory = 12 + tables.length * 16;
  const size = tables.reduce((sum, t) => sum + align4(t.data.length), directory);
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  const power = 2 ** Math.floor(Math.log2(tables.length));
  view.setUint32(0, flavour);
  view.setUint16(4, tables.length);
  view.setUint16(6, power * 16);
  view.setUint16(8, Math.log2(power));
  view.setUint16(10, (tables.length - power) * 16);
  let offset = directory;
  for (const [i, table] of tables.entries()) {
    const at = 12 + i * 16;
    view.setUint32(at, table.tag);
    view.setUint32(at + 4, table.checksum);
    view.setUint32(at + 8, offset);
    view.setUint32(at + 12, table.data.length);
    bytes.set(table.data, offset);
    offset += align4(table.data.length);
  }
  return bytes;
}

const align4 = (n: number): number => (n + 3) & ~3;
