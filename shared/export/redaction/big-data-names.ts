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
    const name = bytesOfText(atob(text));
    if (name.every((byte) => byte >= 0x20 && byte < 0x7f)) yield { at, name };
  }
}

export const base64Of = (name: Uint8Array): Uint8Array => bytesOfText(btoa(byteText(name)));
