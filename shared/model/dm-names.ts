/**
 * libdm's name mangling (libdm-common.c, mode hex): in the kernel, in sysfs and below /dev/mapper every byte outside its list
 * stands as `\xNN`. `dmsetup` shows the real name, and takes either.
 */
import { decodeText, encodeText } from '#shared/parsers/decode.ts';

/** The real name of what sysfs or a path has, no byte lost (`decodeText`). */
export const realDmName = (mangled: string): string =>
  mangled.replaceAll(/(?:\\x[0-9a-f]{2})+/gi, (run) =>
    decodeText(Uint8Array.from(run.split('\\x').slice(1), (hex) => Number.parseInt(hex, 16))),
  );

/** The name below /dev/mapper. What is mangled already stays so, as libdm leaves it. */
export const mapperName = (name: string): string =>
  name.replaceAll(/\\x[0-9a-f]{2}|[^A-Za-z0-9#+.:=@_-]/giu, (part) =>
    part.startsWith('\\x')
      ? part
      : [...encodeText(part)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join(''),
  );
