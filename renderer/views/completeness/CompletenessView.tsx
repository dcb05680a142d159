import { useState } from 'react';
import { CopyButton } from '#renderer/components/CopyButton.tsx';
import { CopyRows } from '#renderer/components/CopyRows.tsx';
import { FailureNote } from '#renderer/components/FailureNote.tsx';
import { usePlainMarks } from '#renderer/components/plain-marks.ts';
import { ViewHead } from '#renderer/components/ViewHead.tsx';
import { t } from '#renderer/components/words.ts';
import { useQuery } from '#renderer/store/queries.ts';
import { useIsComplete } from '#renderer/store/sources.ts';
import { useSummary } from '#renderer/store/summary.ts';
import { byCost, commandFor, isGap } from '#renderer/views/completeness/cost.ts';
import { LedgerRow } from '#renderer/views/completeness/LedgerRow.tsx';
import { Tally } from '#renderer/views/completeness/Tally.tsx';

/** What we looked at, what we could not, and what that costs the answer. */
export function CompletenessView({ sourceId }: { readonly sourceId: string }) {
  const { value: ledger, failure } = useQuery('query.ledger', { sourceId });
  const outcomes = useQuery('query.outcomes', { sourceId }).value ?? [];
  const summary = useSummary();
  const complete = useIsComplete();
  const [gapsOnly, setGapsOnly] = useState(false);
  const rows = byCost(ledger ?? [], outcomes);
  const gaps = rows.filter(({ entry }) => isGap(entry));
  const shown = gapsOnly ? gaps : rows;
  const keys = shown.map(({ entry }) => entry.collector);
  const filter = gapsOnly ? '!status:ok !status:not-applicable' : '';
  const table = { sourceId, table: 'completeness', filter, sort: null } as const;
  const { marks, rowProps } = usePlainMarks(keys, table);
  if (failure) return <FailureNote failure={failure} />;
  if (!ledger) return <p className="empty">{t('ui.asking')}</p>;
  const silent = new Set(gaps.flatMap(({ silenced }) => silenced.map((r) => r.rule)));
  return (
    <section className="completeness" aria-label={t('ui.completeness')}>
      <ViewHead title={t('ui.completeness')} aside={t('ui.completeness-aside')}>
        <button type="button" className="chip" aria-pressed={!gapsOnly} onClick={() => setGapsOnly(false)}>
          {t('ui.all-n', { count: ledger.length })}
        </button>
        <button type="button" className="chip" aria-pressed={gapsOnly} onClick={() => setGapsOnly(true)}>
          {t('ui.gaps-n', { count: gaps.length })}
        </button>
        <CopyRows name={t('ui.completeness')} table={table} marks={marks} keys={keys} matching={shown.length} />
        <CopyButton
          text={() => ledgerText(rows)}
          name={t('ui.copy-for-ticket')}
          label={t('ui.copy-for-ticket')}
          className="button"
        />
      </ViewHead>
      <div className="completeness-body">
        <Tally ledger={ledger} bytes={summary?.ledger.reduce((n, l) => n + l.bytes, 0) ?? 0} />
        {silent.size > 0 && (
          <p className="small t2 ledger-cost">
            {t('ui.gaps-cost', { rules: silent.size, of: outcomes.length, gaps: gaps.length })}
          </p>
        )}
        <table className="plain ledger" aria-label={t('ui.completeness')}>
          <thead>
            <tr>
              <th scope="col">{t('ui.col.evidence')}</th>
              <th scope="col">{t('ui.col.reads-why')}</th>
              <th scope="col">{t('ui.col.state')}</th>
              <th scope="col" className="right">
                {t('ui.col.records')}
              </th>
              <th scope="col" className="right">
                {t('ui.col.bytes')}
              </th>
              <th scope="col" className="right">
                {t('ui.col.took')}
              </th>
              <th scope="col">{t('ui.col.because')}</th>
              <th scope="col">{t('ui.col.silenced')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ entry, silenced }, index) => (
              <LedgerRow key={entry.collector} entry={entry} silenced={silenced} marking={rowProps(index)} />
            ))}
          </tbody>
        </table>
        {summary && complete && !summary.custody.ended && <p className="foot warn">{t('ui.evidence-cut-long')}</p>}
      </div>
    </section>
  );
}

function ledgerText(rows: ReturnType<typeof byCost>): string {
  return rows
    .map(({ entry, silenced }) => {
      const parts = [entry.collector, t(`ui.status.${entry.status}`), entry.because];
      const command = commandFor(entry);
      if (command !== null && !entry.because.includes(command)) parts.push(command);
      if (silenced.length > 0) parts.push(t('ui.silenced', { codes: silenced.map((r) => r.code).join(', ') }));
      return parts.join('\t');
    })
    .join('\n');
}
