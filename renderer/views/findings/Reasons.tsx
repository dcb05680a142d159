import { Said } from '#renderer/components/HostText.tsx';
import { t } from '#renderer/components/words.ts';
import type { Message } from '#shared/base/message.ts';
import type { Finding } from '#shared/rules/rule.ts';

/** Why it is so, what would disprove it, and what nobody looked at. */
export function Reasons({ finding }: { readonly finding: Finding }) {
  return (
    <div className="foot">
      <Paragraph lead={t('ui.why')} messages={finding.why} />
      <Paragraph lead={t('ui.wrong-if')} messages={finding.wrongIf} />
      <Paragraph lead={t('ui.not-looked-at')} messages={finding.notLookedAt} />
    </div>
  );
}

export function Paragraph({ lead, messages }: { readonly lead: string; readonly messages: readonly Message[] }) {
  if (messages.length === 0) return null;
  return (
    <p>
      <b>{lead}</b>{' '}
      {messages.map((m, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: sentences of one paragraph never move
        <span key={i}>
          <Said message={m} />{' '}
        </span>
      ))}
    </p>
  );
}
