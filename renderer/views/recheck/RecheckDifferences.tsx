import { Escaped, Said } from '#renderer/components/HostText.tsx';
import { t } from '#renderer/components/words.ts';
import { isAbsent } from '#shared/base/absent.ts';
import type { ChangedRow, DiffRow, Fact, KindDifferences } from '#shared/derive/diff/diff.ts';
import type { RecheckKind } from '#shared/derive/recheck/recheck.ts';

/** What became of the finding's own objects and holders; nothing else of the host is in it. */
export function RecheckDifferences({ diff }: { readonly diff: KindDifferences<RecheckKind> }) {
  const none = diff.gone.length + diff.new.length + diff.changed.length === 0;
  return (
    <section aria-label={t('ui.recheck-objects')}>
      <h2>
        {t('ui.recheck-objects')} {none && <span className="said">{t('ui.recheck-no-change')}</span>}
      </h2>
      {!none && (
        <table className="plain differences-of" aria-label={t('ui.recheck-objects')}>
          <tbody>
            {diff.gone.map((row) => (
              <Row key={`gone ${row.kind} ${row.id}`} what="gone" row={row} />
            ))}
            {diff.new.map((row) => (
              <Row key={`new ${row.kind} ${row.id}`} what="new" row={row} />
            ))}
            {diff.changed.map((row) => (
              <Row key={`changed ${row.kind} ${row.id}`} what="changed" row={row} />
            ))}
          </tbody>
        </table>
      )}
      {diff.notComparable.map(({ kind, because }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: sentences of one answer never move
        <p key={i} className="small t2">
          {kind}: <Said message={because} />
        </p>
      ))}
    </section>
  );
}

function Row({
  what,
  row,
}: {
  readonly what: 'gone' | 'new' | 'changed';
  readonly row: DiffRow<RecheckKind> | ChangedRow<RecheckKind>;
}) {
  return (
    <tr className={what}>
      <td className="nowrap">{t(`ui.recheck.${what}`)}</td>
      <td className="nowrap t2">{t(`ui.recheck-kind.${row.kind}`)}</td>
      <td className="mono wraps">
        <Escaped text={row.name} />
      </td>
      <td className="wraps">
        {'after' in row &&
          Object.keys(row.after).map((name) => (
            <span key={name} className="block">
              <Escaped text={t('diff.fact', { name, before: fact(row.before[name]), after: fact(row.after[name]) })} />
            </span>
          ))}
      </td>
    </tr>
  );
}

const fact = (value: Fact | undefined): string =>
  value === undefined ? '' : isAbsent(value) ? value.absent : String(value);
