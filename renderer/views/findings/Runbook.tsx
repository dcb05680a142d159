import { CopyButton } from '#renderer/components/CopyButton.tsx';
import { Escaped, Said } from '#renderer/components/HostText.tsx';
import { t } from '#renderer/components/words.ts';
import type { RemedyStep } from '#shared/rules/rule.ts';

interface Props {
  readonly steps: readonly RemedyStep[];
  readonly title?: string;
}

/** Numbered steps with their commands in full. There is no button that runs one. */
export function Runbook({ steps, title = t('ui.runbook') }: Props) {
  if (steps.length === 0) return null;
  return (
    <section aria-label={title}>
      <h2>
        {title} <span className="said">{t('ui.runbook-said')}</span>
      </h2>
      <ol className="runbook">
        {steps.map((step, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the order is the identity of a step
          <li key={i} className={step.command === null ? 'step thought' : 'step'}>
            <span className="mono t3">{i + 1}</span>
            <span>
              <Said message={step.say} />
              {step.runIn !== 'host' && <span className="t3 small"> {t(`ui.run-in.${step.runIn}`)}</span>}
            </span>
            {step.command !== null && (
              <>
                <code className="command">
                  <Escaped text={step.command} />
                </code>
                <CopyButton text={() => step.command ?? ''} name={t('ui.copy-step', { step: i + 1 })} />
              </>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
