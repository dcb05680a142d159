/**
 * Undoes the kernel's `\ooo` escapes (`mangle_path`, `seq_escape` in fs/seq_file.c).
 *
 * One pass, so that `\134040` stays a backslash and `040`. Only ASCII is ever escaped; a code above
 * 0177 is left as it stands, since it cannot come from the kernel.
 */
export const unescapeOctal = (field: string): string =>
  field.includes('\\')
    ? field.replace(/\\([01][0-7]{2})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)))
    : field;
