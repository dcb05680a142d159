import { Escaped } from '#renderer/components/HostText.tsx';
import { openEvidence } from '#renderer/components/open-subject.ts';
import { t } from '#renderer/components/words.ts';
import { aroundLit } from '#renderer/views/findings/around-lit.ts';
import type { CitedLine } from '#shared/derive/view-types.ts';

interface Props {
  readonly cited: readonly CitedLine[];
  /** How many lines the finding rests on in all. */
  readonly total: number;
}

/** The raw lines behind the claim, the part that proves it lit. Each opens its record at that line. */
export function CitedLines({ cited, total }: Props) {
  return (
    <section aria-label={t('ui.cited')}>
      <h2>
        {t('ui.cited')} <span className="said">{t('ui.cited-count', { shown: cited.length, total })}</span>
      </h2>
      <ul className="cited">
        {cited.map((line) => (
          <li key={`${line.source.evidence} ${line.source.line} ${line.text}`}>
            <button type="button" className="cited-line" onClick={() => openEvidence(line.source)}>
              <span className="cited-origin cut t3">
                <Escaped text={line.origin} />
              </span>
              <span className="cited-number t3">{line.source.line > 0 ? line.source.line : ''}</span>
              <span className="cut">
                {aroundLit(line.text, line.lit).map((part, i) =>
                  part.lit ? (
                    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one line never move
                    <mark key={i}>
                      <Escaped text={part.text} />
                    </mark>
                  ) : (
                    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one line never move
                    <Escaped key={i} text={part.text} />
                  ),
                )}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
