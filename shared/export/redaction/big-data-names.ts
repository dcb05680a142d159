import { bytesOfText, byteText } from '#shared/export/redaction/byte-text.ts';

/** A name in base64 with its place, in bytes. */
export interface BigDataName {
  readonly at: number;
  readonly name: Uint8Array;
}

/**
 * Names of files in which containers/storage keeps what belongs to an image: `=` and the base64 of a key that is no plain file name,
 * as `manifest-sha256:…`. https://github.com/containers/storage/blob/main/images.go (makeBigDataBaseName)
 */
export function* bigDataNames(bytes: Uint8Array): Generator<BigDataName> {
  for (let mark = bytes.indexOf(0x3d); mark >= 0; mark = bytes.indexOf(0x3d, mark + 1)) {
    if (bytes[mark - 1] !== 0x2f) continue;
    const at = mark + 1;
    // A file name has at most 255 bytes.
    const text = /^(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?/.exec(
      byteText(bytes.subarray(at, at + 256)),
    )?.[0];
    if (text === undefined) continue;
    const name = bytesOfBase64(text);
    if (name.every((byte) => byte >= 0x20 && byte < 0x7f)) yield { at, name };
  }
}

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function bytesOfBase64(text: string): Uint8Array {
  const values = Array.from(text.replace(/=+$/, ''), (digit) => digits.indexOf(digit));
  return Uint8Array.from({ length: Math.floor((values.length * 6) / 8) }, (_, i) => {
    const at = Math.floor((i * 8) / 6);
    const two = values[at]! * 64 + values[at + 1]!;
    return (two >> (4 - ((i * 8) % 6))) & 0xff;
  });
}

/** As long as what `bigDataNames` read the name from. */
export function base64Of(name: Uint8Array): Uint8Array {
  let out = '';
  for (let i = 0; i < name.length; i += 3) {
    const three = name[i]! * 65_536 + (name[i + 1] ?? 0) * 256 + (name[i + 2] ?? 0);
    const count = Math.min(4, name.length - i + 1);
    for (let n = 0; n < 4; n++) out += n < count ? digits[(three >> (18 - 6 * n)) & 63]! : '=';
  }
  return bytesOfText(out);
}
