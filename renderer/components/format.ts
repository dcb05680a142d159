/** Numbers, sizes and times as the visual language writes them: grouped thousands, binary units, UTC. */

const grouped = new Intl.NumberFormat('en-US');
export const count = (n: number): string => grouped.format(n);

/** `0 B`, `94 KiB`, `1.1 MiB`: binary, one decimal below ten from MiB on. */
export function size(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const units = ['KiB', 'MiB', 'GiB', 'TiB'];
  let value = bytes / 1024;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${unit > 0 && value < 10 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}

/** `0.4 s`, `28.9 s`, `3 min 05 s`. */
export function duration(ms: number): string {
  if (ms < 100_000) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
}

/** `2026-11-20 16:28:13 UTC`; the raw number where it is no time a clock can show. */
export function utc(ms: number): string {
  const date = new Date(ms);
  if (Number.isNaN(date.getTime())) return String(ms);
  return `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** First twelve characters of an id and an ellipsis; the caller keeps the whole id in title and name. */
export const shortId = (id: string): string => (id.length > 13 ? `${id.slice(0, 12)}…` : id);
