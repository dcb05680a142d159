import { useEffect, useRef } from 'react';
import { Escaped } from '#renderer/components/HostText.tsx';
import { t } from '#renderer/components/words.ts';
import { answerPrompt } from '#renderer/store/captures.ts';
import { RefuseButton } from '#renderer/views/progress/RefuseButton.tsx';
import { escapeKeepingLines } from '#shared/base/escape.ts';
import type { Prompt } from '#shared/ipc/payloads.ts';

interface Props {
  readonly captureId: string;
  readonly prompt: Extract<Prompt, { kind: 'from-server' }>;
  readonly host: string;
}

/** Questions the server worded itself. Its text stands in a frame of its own, so it cannot pass for ours. */
export function ServerQuestion({ captureId, prompt, host }: Props) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector('input')?.focus(), []);
  const { promptId } = prompt;
  return (
    <form
      ref={form}
      className="question"
      aria-label={t('ui.server-asks', { host })}
      onSubmit={(event) => {
        event.preventDefault();
        const inputs = [...event.currentTarget.querySelectorAll('input')];
        const values = inputs.map((i) => i.value);
        for (const input of inputs) input.value = '';
        void answerPrompt(captureId, { kind: 'from-server', promptId, values });
      }}
    >
      <h3>
        <Escaped text={t('ui.server-asks', { host })} />
      </h3>
      <div className="from-server">
        <span className="small t3">{t('ui.server-words')}</span>
        {prompt.name !== '' && <p className="host-word">{escapeKeepingLines(prompt.name)}</p>}
        {prompt.instructions !== '' && <p className="host-word">{escapeKeepingLines(prompt.instructions)}</p>}
        {prompt.fields.map((field, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the place is the identity of a field
          <label key={i} className="server-field">
            <span className="host-word">{escapeKeepingLines(field.text)}</span>
            <input type={field.echo ? 'text' : 'password'} className="field host tall" autoComplete="off" />
          </label>
        ))}
      </div>
      <div className="question-row">
        <RefuseButton captureId={captureId} promptId={promptId} text={t('ui.cancel')} />
        <span className="push" />
        <button type="submit" className="button primary">
          {t('ui.continue')}
        </button>
      </div>
    </form>
  );
}
