import { useState } from 'react';
import { CopyButton } from '#renderer/components/CopyButton.tsx';
import { FailureNote } from '#renderer/components/FailureNote.tsx';
import { count, duration, size } from '#renderer/components/format.ts';
import { Escaped, HostText } from '#renderer/components/HostText.tsx';
import { None } from '#renderer/components/Maybe.tsx';
import { StateGlyph } from '#renderer/components/marks.tsx';
import { ViewHead } from '#renderer/components/ViewHead.tsx';
import { t } from '#renderer/components/words.ts';
import { go } from '#renderer/store/place.ts';
import { useQuery } from '#renderer/store/queries.ts';
import { useIsComplete } from '#renderer/store/sources.ts';
import { useSummary } from '#renderer/store/summary.ts';
import { costOf } from '#renderer/views/completeness/cost.ts';
import { Tally } from '#renderer/views/completeness/Tally.tsx';
import { collectors } from '#shared/collectors/index.ts';
import type { OutcomeRow } from '#shared/derive/view-types.ts';
import type { LedgerEntry } from '#shared/model/ledger.ts';

/** What we looked at, what we could not, and what that costs the answer. */
export function CompletenessView({ sourceId }: { readonly sourceId: string }) {
  const { value: ledger, failure } = useQuery('query.ledger', { sourceId });
  const outcomes = useQuery('query.outcomes', { sourceId }).value ?? [];
  const summary = useSummary();
  const complete = useIsComplete();
  const [gapsOnly, setGapsOnly] = useState(false);
  if (failure) return <FailureNote failure={failure} />;
  if (!ledger) return <p className="empty">{t('ui.asking')}</p>;
  const gaps = ledger.filter(isGap);
  const shown = gapsOnly ? gaps : [...gaps, ...ledger.filter((entry) => !isGap(entry))];
  return (
    <section className="completeness" aria-label={t('ui.completeness')}>
      <ViewHead title={t('ui.completeness')} aside={t('ui.completeness-aside')}>
        <button type="button" className="chip" aria-pressed={!gapsOnly} onClick={() => setGapsOnly(false)}>
          {t('ui.all-n', { count: ledger.length })}
        </button>
        <button type="button" className="chip" aria-pressed={gapsOnly} onClick={() => setGapsOnly(true)}>
          {t('ui.gaps-n', { count: gaps.length })}
        </button>
        <CopyButton
          text={() => ledgerText(ledger)}
          name={t('ui.copy-for-ticket')}
          label={t('ui.copy-for-ticket')}
          className="button"
        />
      </ViewHead>
      <div className="completeness-body">
        <Tally ledger={ledger} bytes={summary?.ledger.reduce((n, l) => n + l.bytes, 0) ?? 0} />
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
              <th scope="col">{t('ui.col.cost')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((entry) => (
              <Row key={entry.collector} entry={entry} outcomes={outcomes} />
            ))}
          </tbody>
        </table>
        {summary && complete && !summary.custody.ended && <p className="foot warn">{t('ui.evidence-cut-long')}</p>}
      </div>
    </section>
  );
}

function Row({ entry, outcomes }: { readonly entry: LedgerEntry; readonly outcomes: readonly OutcomeRow[] }) {
  const cost = costOf(entry, outcomes);
  return (
    <tr>
      <td>
        <button
          type="button"
          className="button link plain-link"
          onClick={() => go({ view: 'evidence', record: null, line: 0, filter: `collectorId:=${entry.collector}` })}
        >
          <HostText text={entry.collector} className="medium" />
        </button>
      </td>
      <td className="t3 small cut ledger-why" title={whyOf.get(entry.collector)}>
        {whyOf.get(entry.collector) ?? ''}
      </td>
      <td>
        <span className={`with-mark ${isGap(entry) ? 'warn' : 't2'}`}>
          <StateGlyph state={entry.status} /> {t(`ui.status.${entry.status}`)}
        </span>
      </td>
      <td className="mono right">{count(entry.records)}</td>
      <td className="mono right t2">{size(entry.bytes)}</td>
      <td className="mono right t2">{entry.durationMs === null ? '' : duration(entry.durationMs)}</td>
      <td className="t2">{entry.because !== '' && <Escaped text={entry.because} />}</td>
      <td>{cost.length === 0 ? <None /> : <span className="warn">{t('ui.cost', { codes: cost.join(', ') })}</span>}</td>
    </tr>
  );
}

const whyOf = new Map<string, string>(collectors.map((c) => [c.id, c.why]));

const isGap = (entry: LedgerEntry): boolean => entry.status !== 'ok' && entry.status !== 'not-applicable';

const ledgerText = (ledger: readonly LedgerEntry[]): string =>
  ledger.map((l) => `${l.collector}\t${t(`ui.status.${l.status}`)}\t${l.because}`).join('\n');
