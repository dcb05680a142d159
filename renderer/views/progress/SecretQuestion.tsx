import { useEffect, useRef } from 'react';
import { Escaped } from '#renderer/components/HostText.tsx';
import { t } from '#renderer/components/words.ts';
import { answerPrompt } from '#renderer/store/captures.ts';
import { RefuseButton } from '#renderer/views/progress/RefuseButton.tsx';
import type { Prompt } from '#shared/ipc/payloads.ts';

interface Props {
  readonly captureId: string;
  readonly prompt: Extract<Prompt, { kind: 'secret' }>;
}

/** A password or passphrase. It lives in the field only, goes out once, and is kept nowhere. */
export function SecretQuestion({ captureId, prompt }: Props) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  const { promptId } = prompt;
  return (
    <form
      className="question"
      aria-label={t(`ui.secret.${prompt.what}`)}
      onSubmit={(event) => {
        event.preventDefault();
        const field = input.current;
        if (!field) return;
        const value = field.value;
        field.value = '';
        void answerPrompt(captureId, { kind: 'secret', promptId, value });
      }}
    >
      <h3>{t(`ui.secret.${prompt.what}`)}</h3>
      <p className="t2">
        <Escaped text={t('ui.secret-for', { whom: prompt.forWhom })} />
      </p>
      {prompt.attempt > 1 && (
        <p className="warn" role="alert">
          {t('ui.secret-again', { attempt: prompt.attempt })}
        </p>
      )}
      <div className="question-row">
        <input
          ref={input}
          type="password"
          className="field tall"
          aria-label={t(`ui.secret.${prompt.what}`)}
          autoComplete="off"
        />
        <button type="submit" className="button primary">
          {t('ui.continue')}
        </button>
      </div>
      <div className="question-row">
        <RefuseButton captureId={captureId} promptId={promptId} text={t('ui.cancel')} />
        <span className="push" />
        <span className="small t3">{t('ui.secret-kept-nowhere')}</span>
      </div>
    </form>
  );
}
