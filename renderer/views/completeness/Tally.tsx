import { size } from '#renderer/components/format.ts';
import { t } from '#renderer/components/words.ts';
import type { LedgerEntry } from '#shared/model/ledger.ts';

interface Props {
  readonly ledger: readonly LedgerEntry[];
  readonly bytes: number;
}

const kinds = [
  { kind: 'read', of: ['ok'] },
  { kind: 'partly', of: ['partial', 'timeout', 'cut'] },
  { kind: 'denied', of: ['denied'] },
  { kind: 'missing', of: ['missing'] },
  { kind: 'not-applicable', of: ['not-applicable'] },
] as const satisfies readonly { kind: string; of: readonly LedgerEntry['status'][] }[];

/** Five counts over the ledger, each with the pattern that stands for it in the pictures. */
export function Tally({ ledger, bytes }: Props) {
  return (
    <dl className="tally">
      {kinds.map(({ kind, of }) => (
        <div key={kind} className="tally-item">
          <dt>
            <span className="tally-count">
              {ledger.filter((l) => (of as readonly string[]).includes(l.status)).length}
            </span>
            <span className={`swatch ${kind}`} aria-hidden="true" />
          </dt>
          <dd>
            <span className="medium block">{t(`ui.tally.${kind}`)}</span>
            <span className="t3 small">
              {kind === 'read'
                ? t('ui.tally-read', { total: ledger.length, bytes: size(bytes) })
                : t(`ui.tally-means.${kind}`)}
            </span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
