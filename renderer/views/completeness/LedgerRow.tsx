import { CopyButton } from '#renderer/components/CopyButton.tsx';
import { count, duration, size } from '#renderer/components/format.ts';
import { Escaped, HostText } from '#renderer/components/HostText.tsx';
import { None } from '#renderer/components/Maybe.tsx';
import { StateGlyph } from '#renderer/components/marks.tsx';
import type { MarkedRowProps } from '#renderer/components/plain-marks.ts';
import { t } from '#renderer/components/words.ts';
import { go } from '#renderer/store/place.ts';
import { commandFor, isGap } from '#renderer/views/completeness/cost.ts';
import { collectors } from '#shared/collectors/index.ts';
import type { OutcomeRow } from '#shared/derive/view-types.ts';
import type { LedgerEntry } from '#shared/model/ledger.ts';

interface Props {
  readonly entry: LedgerEntry;
  readonly silenced: readonly OutcomeRow[];
  readonly marking: MarkedRowProps;
}

/** Codes that are named in the cell; the others are counted, and named in the title and to a screen reader. */
const namedCodes = 6;

/** One collector: how it ended and why, what takes what is missing, and which rules are silent for it. */
export function LedgerRow({ entry, silenced, marking }: Props) {
  const command = commandFor(entry);
  return (
    <tr {...marking} className={marking['aria-selected'] ? 'chosen' : undefined}>
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
      <td className="t2">
        {entry.because !== '' && <Escaped text={entry.because} />}
        {command !== null && (
          <span className="take">
            {/* What a source says may name the command already; it stands there whole. */}
            {!entry.because.includes(command) && <code className="mono small">{command}</code>}
            <CopyButton
              text={() => command}
              name={t('ui.take-command', { collector: entry.collector })}
              label={t('ui.copy-command')}
              className="button tight small"
            />
          </span>
        )}
      </td>
      <td>{silenced.length === 0 ? <None /> : <Silenced rules={silenced} />}</td>
    </tr>
  );
}

function Silenced({ rules }: { readonly rules: readonly OutcomeRow[] }) {
  const all = t('ui.silenced-all', { rules: rules.map((r) => `${r.code} ${r.rule}`).join(', ') });
  const more = rules.length - namedCodes;
  return (
    <span className="warn" title={all}>
      <span aria-hidden="true" className="codes">
        {rules.slice(0, namedCodes).map((r) => (
          <span key={r.rule}>{r.code}</span>
        ))}
        {more > 0 && <span>{t('ui.silenced-more', { more })}</span>}
      </span>
      <span className="only-heard">{all}</span>
    </span>
  );
}

const whyOf = new Map<string, string>(collectors.map((c) => [c.id, c.why]));
