import type { EvidenceRecord } from '#shared/evidence/record.ts';
import { msg, say } from '#shared/messages/index.ts';

/** What reading this record changed on the host, or asked of it beyond a usual capture, for custody. Only collectors that are asked for by name change anything. */
export function hostChangesOf({ id, collectorId, origin, end, stderr }: EvidenceRecord): readonly string[] {
  const isRefused = end.kind === 'denied' || end.kind === 'not-found' || end.kind === 'not-applicable';
  if (isRefused) return [];
  if (collectorId === 'capacity') return [say(msg('custody.capacity'))];
  if (collectorId === 'layer-listings') return [say(msg('custody.layer-listings.read'))];
  if (collectorId !== 'thin-metadata') return [];
  const pool = id.slice(id.indexOf('/') + 1);
  const what = origin.kind === 'live' ? origin.what : origin.member;
  // The dump and the release are one record: it ends after the release, which says when it failed.
  const isReleased =
    end.kind !== 'timed-out' && end.kind !== 'connection-lost' && !stderr.includes('release_metadata_snap failed');
  const params = { pool, what };
  return [
    say(isReleased ? msg('custody.thin-metadata.released', params) : msg('custody.thin-metadata.unsure', params)),
  ];
}

/** Adds what this record changed to the list of a capture, each sentence once: layer listings are hundreds of records. */
export function noteHostChanges(changes: string[], record: EvidenceRecord): void {
  for (const change of hostChangesOf(record)) if (!changes.includes(change)) changes.push(change);
}
