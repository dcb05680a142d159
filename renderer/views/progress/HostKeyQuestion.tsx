import { useEffect, useRef, useState } from 'react';
import { HostText } from '#renderer/components/HostText.tsx';
import { t } from '#renderer/components/words.ts';
import { answerPrompt } from '#renderer/store/captures.ts';
import { compareFingerprints, hashName, inGroups } from '#renderer/views/progress/fingerprint.ts';
import { RefuseButton } from '#renderer/views/progress/RefuseButton.tsx';
import type { Prompt } from '#shared/ipc/payloads.ts';

interface Props {
  readonly captureId: string;
  readonly prompt: Extract<Prompt, { kind: 'host-key' }>;
}

/**
 * Is this the host's key? Only the field to compare has the focus, and comparing is the accented button:
 * trusting takes a decision, never a reflex.
 */
export function HostKeyQuestion({ captureId, prompt }: Props) {
  const [pasted, setPasted] = useState('');
  const [compared, setCompared] = useState<'same' | 'different' | null>(null);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  const { promptId, fingerprint } = prompt;
  const trust = (remember: boolean) =>
    void answerPrompt(captureId, { kind: 'trust-host-key', promptId, fingerprint, remember });
  const file = `ssh_host_${prompt.keyType.replace(/^ssh-|^ecdsa.*$/, (m) => (m === 'ssh-' ? '' : 'ecdsa'))}_key.pub`;
  return (
    <form
      className="question"
      aria-label={t('ui.key-unknown')}
      onSubmit={(event) => {
        event.preventDefault();
        setCompared(compareFingerprints(pasted, fingerprint) ? 'same' : 'different');
      }}
    >
      <h3>{t('ui.key-unknown')}</h3>
      <p className="t2">
        {t('ui.key-unknown-said', { host: prompt.host, port: prompt.port, keyType: prompt.keyType })}
      </p>
      <p className="fingerprint" title={fingerprint}>
        <span className="only-heard">{fingerprint}</span>
        <span aria-hidden="true">
          <span className="t2">{hashName(fingerprint)}</span>
          {inGroups(fingerprint)}
        </span>
      </p>
      <p className="small t2">
        {t('ui.key-compare-with')}
        <HostText text={`ssh-keygen -lf /etc/ssh/${file}`} className="block strong-mono" />
      </p>
      <div className="question-row">
        <input
          ref={input}
          className="field host tall"
          aria-label={t('ui.key-paste')}
          placeholder={t('ui.key-paste')}
          value={pasted}
          spellCheck={false}
          autoComplete="off"
          onChange={(e) => {
            setPasted(e.target.value);
            setCompared(null);
          }}
        />
        <button type="submit" className="button primary" disabled={pasted.trim() === ''}>
          {t('ui.compare')}
        </button>
      </div>
      {compared !== null && (
        <p role="alert" className={compared === 'same' ? 'medium' : 'crit medium'}>
          {t(compared === 'same' ? 'ui.key-same' : 'ui.key-different')}
        </p>
      )}
      <div className="question-row">
        <RefuseButton captureId={captureId} promptId={promptId} text={t('ui.do-not-connect')} />
        <span className="push" />
        <button type="button" className="button" disabled={compared === 'different'} onClick={() => trust(false)}>
          {t('ui.this-time-only')}
        </button>
        <button type="button" className="button" disabled={compared === 'different'} onClick={() => trust(true)}>
          {t('ui.trust-remember')}
        </button>
      </div>
      <p className="small t3 beneath">
        {t('ui.key-looked', { known: prompt.knownHosts, host: prompt.host })} <HostText text={prompt.knownHostsFile} />
      </p>
    </form>
  );
}
