/**
 * What the kernel prints of an overlay's folders among the options of its superblock.
 *
 *     lowerdir=/a/2/fs:/a/1/fs,upperdir=/a/3/fs,workdir=/a/3/work      mount(2)
 *     lowerdir+=/a/2/fs,lowerdir+=/a/1/fs,upperdir=…                   fsconfig(2), Linux 6.5 and later
 *
 * In `lowerdir=` a colon separates, two of them begin data-only layers; a backslash makes the next character plain
 * (`ovl_unescape`, fs/overlayfs/params.c). A `lowerdir+` is a path as it stands. The octal escapes of the table are undone
 * before (shared/parsers/mountinfo.ts).
 */
export interface OverlayOptions {
  readonly lowers: readonly string[];
  readonly lowerText: string;
  readonly upper: string | null;
  readonly work: string | null;
  readonly cut: boolean;
  readonly oneByOne: boolean;
}

/** mount(2) takes one page, with its closing NUL. */
const pageOfOptions = 4095;

export function overlayOptions(superOptions: readonly string[]): OverlayOptions {
  const valuesOf = (name: string) =>
    superOptions.flatMap((o) => (o.startsWith(`${name}=`) ? [o.slice(name.length + 1)] : []));
  const [lowerText] = valuesOf('lowerdir');
  const added = [...valuesOf('lowerdir+'), ...valuesOf('datadir+')];
  const [upper, work] = [valuesOf('upperdir')[0], valuesOf('workdir')[0]];
  const given = superOptions.filter((o) => /^(lowerdir|upperdir|workdir)=/.test(o)).join(',');
  return {
    lowers: [...(lowerText === undefined ? [] : splitLowers(lowerText)), ...added],
    lowerText: lowerText ?? added.join(':'),
    upper: upper === undefined ? null : unescapeOverlay(upper),
    work: work === undefined ? null : unescapeOverlay(work),
    cut: given.length >= pageOfOptions,
    oneByOne: lowerText === undefined && added.length > 0,
  };
}

const splitLowers = (text: string): readonly string[] =>
  (text.match(/(?:\\[\s\S]|[^:\\]|\\$)+/g) ?? []).map(unescapeOverlay);

const unescapeOverlay = (text: string): string => text.replace(/\\([\s\S])/g, '$1');
