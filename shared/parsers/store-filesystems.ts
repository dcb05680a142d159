/** Parser for `FTYPE<TAB>DEV<TAB>PATH`: whether the xfs below a store of layers keeps the type of a name (1, 0; `-`: no xfs). */
import { decodeText } from '#shared/parsers/decode.ts';
import { deviceOfStDev } from '#shared/parsers/devices.ts';
import { eachLine } from '#shared/parsers/lines.ts';
import type { Parsed, ParseWarning } from '#shared/parsers/parsed.ts';

export interface StoreFilesystem {
  readonly line: number;
  readonly path: string;
  /** `major:minor` of the filesystem. */
  readonly device: string;
  /** Null: it is no xfs. */
  readonly ftype: boolean | null;
}

export function parseStoreFilesystems(body: Uint8Array): Parsed<readonly StoreFilesystem[]> {
  const value: StoreFilesystem[] = [];
  const warnings: ParseWarning[] = [];
  eachLine(decodeText(body), (raw, line) => {
    const match = /^([01-])\t(\d{1,20})\t(\/.*)$/.exec(raw);
    if (match) {
      const [, ftype = '', dev = '', path = ''] = match;
      value.push({ line, path, device: deviceOfStDev(dev), ftype: ftype === '-' ? null : ftype === '1' });
    } else if (raw !== '') warnings.push({ line, expected: 'ftype, device and path' });
  });
  return { value, warnings };
}
