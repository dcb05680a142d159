import type { TextPage } from '#electron/cli/text/text-page.ts';
import type { Custody } from '#shared/evidence/custody.ts';
import { msg, say } from '#shared/messages/index.ts';
import type { LedgerEntry } from '#shared/model/ledger.ts';

/** What was not, or not wholly, read. Nothing to say when all of it was. */
export function ledgerLines(page: TextPage, ledger: readonly LedgerEntry[], { ended, stopped }: Custody): void {
  const short = ledger.filter((e) => e.status !== 'ok' && e.status !== 'not-applicable');
  if (short.length === 0 && ended) return;
  page.heading(say(msg('cli.partial', { n: short.length })), 'yellow');
  if (!ended) page.text(say(stopped ? msg('archive.stopped', stopped) : msg('cli.cut')), 2);
  page.table(
    short.map((e) => [e.collector, e.status, e.because]),
    2,
  );
}
