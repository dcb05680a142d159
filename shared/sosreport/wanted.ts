import { collectors } from '#shared/collectors/index.ts';
import { type Glob, globOf } from '#shared/sosreport/glob.ts';

/** How much of one member is kept, bytes; `lineBytes` null where its format has no lines. */
export interface KeepWanted {
  readonly bytes: number;
  readonly lineBytes: number | null;
}

/** What the importer reads of itself, beside the collectors' facts. */
const own: readonly string[] = [
  'sos_reports/manifest.json',
  'version.txt',
  'sos_commands/date/date',
  'sos_commands/date/date_--utc',
];

const MiB = 1024 ** 2;
const lineBytes = 1 * MiB;

const globs: readonly { readonly glob: Glob; readonly keep: KeepWanted }[] = [
  ...own.map((text) => ({ text, bytes: 32 * MiB })),
  ...collectors.flatMap((c) => c.sosreport.map((text) => ({ text, bytes: Math.min(c.maxBytes, 64 * MiB) }))),
].map(({ text, bytes }) => ({
  glob: globOf(text),
  keep: { bytes, lineBytes: /inspect|manifest|\.json$/.test(text) ? null : lineBytes },
}));

/** Null: nobody asks for it. `place` is below the sosreport's root. */
export function wantedAt(place: string): KeepWanted | null {
  if (!/^(?:sos_commands|sos_reports|proc|sys|etc|var\/log|usr\/lib)\/|^version\.txt$/.test(place)) return null;
  return globs.find(({ glob }) => glob.matches(place))?.keep ?? null;
}

const topLevel =
  /^(?:sos_commands|sos_reports|sos_logs|sos_strings|proc|sys|etc|var|usr|lib|lib64|run|root|boot|dev|opt|home|environment|version\.txt)(?:\/|$)/;

/**
 * The place below the sosreport's root: an archive has everything in one folder, `sosreport-<host>-…/`, an unpacked
 * directory may be that folder or hold it.
 */
export function belowRoot(place: string): string {
  if (topLevel.test(place)) return place;
  const slash = place.indexOf('/');
  return slash < 0 ? place : place.slice(slash + 1);
}

/** A member that only a sosreport has. */
export const isOfSosreport = (place: string): boolean =>
  /^(?:sosreport-[^/]+|sos_commands|sos_reports|sos_logs)(?:\/|$)/.test(place) ||
  /^(?:sos_commands|sos_reports|sos_logs)(?:\/|$)/.test(belowRoot(place));
