/**
 * Members of a bundle, in this order: `manifest.json`; for each record its body and its facts; `seal`.
 *
 * The number keeps names apart and in order; the id's text in them is for a person with tar(1) and
 * zstd(1), and nothing reads it back: the facts have the id.
 */
export const manifestName = 'manifest.json';
export const sealName = 'seal';

export interface RecordNames {
  readonly body: string;
  readonly facts: string;
}

/** `index` counts records from 1. */
export function recordNames(index: number, id: string): RecordNames {
  const stem = `records/${String(index).padStart(6, '0')}-${id.replaceAll(/[^A-Za-z0-9@._-]/g, '_').slice(0, 60)}`;
  return { body: `${stem}.zst`, facts: `${stem}.json` };
}
