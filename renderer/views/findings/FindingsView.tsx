import { useState } from 'react';
import { CopyRows } from '#renderer/components/CopyRows.tsx';
import { FailureNote } from '#renderer/components/FailureNote.tsx';
import { SeverityMark } from '#renderer/components/marks.tsx';
import { needleOf, openGraph } from '#renderer/components/open-subject.ts';
import { ViewHead } from '#renderer/components/ViewHead.tsx';
import { t } from '#renderer/components/words.ts';
import { go, refine, select } from '#renderer/store/place.ts';
import { useQuery } from '#renderer/store/queries.ts';
import { CannotTell } from '#renderer/views/findings/CannotTell.tsx';
import { FindingCard } from '#renderer/views/findings/FindingCard.tsx';
import { FindingList } from '#renderer/views/findings/FindingList.tsx';
import { itemId, matchesSeverity, severities, severityCounts } from '#renderer/views/findings/items.ts';
import { ReportMenu } from '#renderer/views/findings/ReportMenu.tsx';
import type { FindingListItem } from '#shared/derive/view-types.ts';
import type { Severity } from '#shared/rules/rule.ts';

/** The rows of the list as a filter of the table they are in: findings, and rules that cannot tell. */
const listed = (only: Severity | null): string =>
  only === null ? '!answer:clear !answer:not-applicable' : `severity:${only}`;

interface Props {
  readonly sourceId: string;
  readonly finding: string | null;
}

/** What is wrong on this host, worst first; the one looked at stands on the right with its proof and its cure. */
export function FindingsView({ sourceId, finding }: Props) {
  const { value, failure } = useQuery('query.findings', { sourceId });
  const outcomes = useQuery('query.outcomes', { sourceId }).value;
  const [only, setOnly] = useState<Severity | null>(null);
  if (failure) return <FailureNote failure={failure} />;
  const items = value ?? [];
  const shown = items.filter((item) => matchesSeverity(item, only));
  const current = shown.find((item) => itemId(item) === finding) ?? shown[0] ?? null;
  const counts = severityCounts(items);
  const fires = items.filter((i) => i.type === 'finding').length;
  const choose = (item: FindingListItem) => {
    refine({ view: 'findings', finding: itemId(item) });
    if (item.type === 'finding') select(item.finding.subjects[0]);
  };
  const open = (item: FindingListItem) => {
    if (item.type === 'finding') openGraph(needleOf(item.finding.subjects[0]));
    else go({ view: 'completeness' });
  };
  return (
    <section className="findings" aria-label={t('ui.findings')}>
      <ViewHead
        title={t('ui.findings')}
        aside={value && t('ui.findings-count', { fires, cannotTell: items.length - fires })}
      >
        <button type="button" className="chip" aria-pressed={only === null} onClick={() => setOnly(null)}>
          {t('ui.all')}
        </button>
        {severities
          .filter((s) => counts[s] > 0)
          .map((s) => (
            <button
              key={s}
              type="button"
              className="chip"
              aria-pressed={only === s}
              aria-label={t('ui.only-severity', { severity: t(`ui.severity.${s}`), count: counts[s] })}
              onClick={() => setOnly(only === s ? null : s)}
            >
              <SeverityMark severity={s} silent /> {counts[s]}
            </button>
          ))}
        <CopyRows
          name={t('ui.findings')}
          table={{ sourceId, table: 'outcomes', filter: listed(only), sort: null }}
          marks={null}
          matching={shown.length}
        />
        <ReportMenu sourceId={sourceId} />
      </ViewHead>
      {value && items.length === 0 ? (
        <p className="empty">{t('ui.findings-none', { rules: outcomes?.length ?? 0 })}</p>
      ) : (
        <div className="findings-body">
          <FindingList sourceId={sourceId} items={shown} current={current} onChoose={choose} onOpen={open} />
          {current?.type === 'finding' && (
            <FindingCard key={current.finding.id} sourceId={sourceId} findingId={current.finding.id} item={current} />
          )}
          {current?.type === 'cannot-tell' && <CannotTell item={current} />}
        </div>
      )}
    </section>
  );
}
