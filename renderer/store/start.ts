import { loadAppInfo } from '#renderer/store/app-info.ts';
import { followCaptures, watchRunning } from '#renderer/store/captures.ts';
import { followOpenings } from '#renderer/store/openings.ts';
import { enterSource } from '#renderer/store/place.ts';
import { followRedaction, loadRedaction } from '#renderer/store/redaction.ts';
import { followSources, openSources, refreshSources } from '#renderer/store/sources.ts';

/** Listens to the services, then opens what the command line asked for, if it did. */
export async function start(): Promise<void> {
  followCaptures();
  followSources();
  followOpenings();
  followRedaction();
  // A hosted page without its server still shows its first page, and the bar at its foot says why it stays empty.
  // First of all whether names are hidden: what is asked before is of the other side.
  await Promise.allSettled([loadRedaction()]);
  await Promise.allSettled([loadAppInfo(), refreshSources()]);
  const first = openSources.get()[0];
  if (first) enterSource(first.sourceId);
  else await Promise.allSettled([watchRunning()]);
}
