import type { GridColumn } from '#renderer/components/DataGrid.tsx';
import { Escaped } from '#renderer/components/HostText.tsx';
import { t } from '#renderer/components/words.ts';
import { codeOf, type DifferenceRow } from '#shared/derive/diff/difference-rows.ts';

const marks = { gone: '−', new: '+', changed: '~' } as const;

export const differenceColumns: readonly GridColumn<DifferenceRow>[] = [
  {
    id: 'change',
    header: t('ui.col.change'),
    width: '88px',
    cell: (d) => (
      <span className="with-mark">
        <span className="mono medium change-mark" aria-hidden="true">
          {marks[d.change]}
        </span>
        {t(`ui.change.${d.change}`)}
      </span>
    ),
  },
  { id: 'kind', header: t('ui.col.kind'), width: '96px', cell: (d) => t(`ui.diff-kind.${d.kind}`) },
  {
    id: 'name',
    header: t('ui.col.what'),
    width: 'minmax(160px, 2fr)',
    cell: (d) => (
      <>
        {codeOf(d) !== '' && <span className="mono t3">{codeOf(d)} </span>}
        <span className="medium">
          <Escaped text={d.name} />
        </span>
      </>
    ),
  },
  {
    id: 'before',
    header: t('ui.compare-before'),
    width: 'minmax(110px, 1.2fr)',
    cell: (d) => <Side text={d.before} there={d.placeBefore !== null} />,
  },
  {
    id: 'after',
    header: t('ui.compare-after'),
    width: 'minmax(110px, 1.2fr)',
    cell: (d) => <Side text={d.after} there={d.placeAfter !== null} />,
  },
];

/** Not there is not the same as there without a fact. */
function Side({ text, there }: { readonly text: string; readonly there: boolean }) {
  if (!there) return <span className="t3">{t('ui.not-there')}</span>;
  return (
    <span className="t2">
      <Escaped text={text} />
    </span>
  );
}
