/**
 * Reading JSON written by other programs, whose shape changes with their version: a field of another type
 * than expected counts as missing, never as an exception.
 */
export type Json = Readonly<Record<string, unknown>>;

/** The object in `text`, or null when it is no JSON object. */
export function jsonObject(text: string): Json | null {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return null;
  }
}

export function jsonArray(text: string): readonly unknown[] | null {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

export const asObject = (value: unknown): Json | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null;
export const asArray = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
export const asString = (value: unknown): string | null => (typeof value === 'string' ? value : null);
export const asNumber = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;
export const asBoolean = (value: unknown): boolean | null => (typeof value === 'boolean' ? value : null);
