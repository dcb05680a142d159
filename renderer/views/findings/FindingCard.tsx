import { useState } from 'react';
import { CopyButton, copyWithNotice } from '#renderer/components/CopyButton.tsx';
import { DropMenu } from '#renderer/components/DropMenu.tsx';
import { ExportMenu } from '#renderer/components/ExportMenu.tsx';
import { findingText } from '#renderer/components/export.ts';
import { FailureNote } from '#renderer/components/FailureNote.tsx';
import { Said } from '#renderer/components/HostText.tsx';
import { useKeys } from '#renderer/components/keys.ts';
import { SeverityMark } from '#renderer/components/marks.tsx';
import { Notes } from '#renderer/components/Notes.tsx';
import { needleOf, openEvidence, openGraph, openLayers } from '#renderer/components/open-subject.ts';
import { saveFigure } from '#renderer/components/save-figure.ts';
import { t } from '#renderer/components/words.ts';
import { useStore } from '#renderer/store/create-store.ts';
import { useQuery } from '#renderer/store/queries.ts';
import { theme } from '#renderer/store/theme.ts';
import { CardMenu } from '#renderer/views/findings/CardMenu.tsx';
import { CitedLines } from '#renderer/views/findings/CitedLines.tsx';
import { copyCard } from '#renderer/views/findings/card-export.ts';
import { FindingRecheck } from '#renderer/views/findings/FindingRecheck.tsx';
import type { FindingItem } from '#renderer/views/findings/items.ts';
import { Reasons } from '#renderer/views/findings/Reasons.tsx';
import { Runbook } from '#renderer/views/findings/Runbook.tsx';
import { FindingLayers } from '#renderer/views/layers/FindingLayers.tsx';
import { FindingChainFigure } from '#shared/figures/FindingChainFigure.tsx';
import { say } from '#shared/messages/index.ts';
import { aboutOf, type NoteAbout } from '#shared/notes/note.ts';

interface Props {
  readonly sourceId: string;
  readonly findingId: string;
  readonly item: FindingItem;
}

/** One finding, ready to be believed and to be sent on: the sentence, the chain, the lines, the steps, the doubts. */
export function FindingCard({ sourceId, findingId, item }: Props) {
  const { value: detail, failure } = useQuery('query.finding', { sourceId, findingId });
  const shown = useStore(theme);
  const [writing, setWriting] = useState(false);
  const { finding, code } = item;
  const focus = needleOf(finding.subjects[0]);
  const ofLayers = code.startsWith('O-') && finding.subjects[0].id.includes('#');
  const about: readonly [NoteAbout, ...NoteAbout[]] = [
    { kind: 'finding', id: finding.id, name: say(finding.title).slice(0, 4096) },
    ...finding.subjects.flatMap((s) => aboutOf(s) ?? []),
  ];
  const ticket = () => findingText({ sourceId, findingId, format: 'markdown' });
  const figure = { sourceId, view: ofLayers ? ('layers' as const) : ('namespaces' as const), focus, expanded: [] };
  useKeys({
    c: () => void copyWithNotice(ticket),
    p: () => void copyCard({ sourceId, findingId }),
    e: () => void saveFigure(figure, { theme: 'light', format: 'svg' }),
    r: () => openEvidence(finding.sources[0]),
    n: () => setWriting(true),
    enter: () => (ofLayers ? openLayers(focus) : openGraph(focus)),
  });
  return (
    <article className="finding-card" aria-label={t('ui.finding-named', { code })}>
      <div className="finding-line">
        <SeverityMark severity={finding.severity} silent />
        <span className={`medium severity-word ${finding.severity}`}>{t(`ui.severity.${finding.severity}`)}</span>
        <span className="mono t2">{code}</span>
        <span className="mono t3 cut">{item.rule}</span>
        <span className="push" />
        <CopyButton
          text={ticket}
          name={t('ui.copy-for-ticket')}
          label={t('ui.copy-for-ticket')}
          className="button primary"
        />
        <DropMenu
          name={t('ui.copy-as')}
          className="button"
          trigger={t('ui.copy-as-short')}
          entries={(['markdown', 'text', 'json', 'csv', 'tsv', 'commands'] as const).map((format) => ({
            key: format,
            label: t(`ui.copy-as.${format}`),
            run: () => void copyWithNotice(() => findingText({ sourceId, findingId, format })),
          }))}
        />
        <CardMenu sourceId={sourceId} findingId={findingId} />
        <ExportMenu name={t('ui.export-figure')} figure={figure} />
        {ofLayers ? (
          <button type="button" className="button" onClick={() => openLayers(focus)}>
            {t('ui.open-layers')}
          </button>
        ) : (
          <button type="button" className="button" onClick={() => openGraph(focus)}>
            {t('ui.open-in-graph')}
          </button>
        )}
      </div>
      <p className="statement">
        <Said message={finding.statement} strong={finding.subjects.map((s) => s.name)} />
      </p>
      {failure && <FailureNote failure={failure} />}
      {detail?.chain && (
        <div className="chain">
          <FindingChainFigure chain={detail.chain} theme={shown} interaction={null} caption={null} />
        </div>
      )}
      {ofLayers && <FindingLayers sourceId={sourceId} focus={focus} />}
      {detail && <CitedLines cited={detail.cited} total={detail.citedTotal} />}
      <Runbook steps={finding.remedy} />
      <FindingRecheck sourceId={sourceId} findingId={findingId} />
      <Notes sourceId={sourceId} about={about} writing={writing} onWriting={setWriting} />
      <Reasons finding={finding} />
    </article>
  );
}
