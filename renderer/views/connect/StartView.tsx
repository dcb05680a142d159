import { useEffect, useRef, useState } from 'react';
import { CopyButton } from '#renderer/components/CopyButton.tsx';
import { Escaped } from '#renderer/components/HostText.tsx';
import { t } from '#renderer/components/words.ts';
import { host } from '#renderer/platform/bridge.ts';
import { appMode } from '#renderer/store/app-info.ts';
import { startCapture } from '#renderer/store/captures.ts';
import { useStore } from '#renderer/store/create-store.ts';
import { tell } from '#renderer/store/notices.ts';
import { go } from '#renderer/store/place.ts';
import { redaction } from '#renderer/store/redaction.ts';
import { Alphabet } from '#renderer/views/connect/Alphabet.tsx';
import { openDemo, openFile, openFolder } from '#renderer/views/connect/open-source.ts';
import { PasteDialog } from '#renderer/views/connect/PasteDialog.tsx';
import { RecentSources } from '#renderer/views/connect/RecentSources.tsx';
import { SavedHosts } from '#renderer/views/connect/SavedHosts.tsx';
import { ScriptDialog } from '#renderer/views/connect/ScriptDialog.tsx';
import { defaultElevation, parseTarget } from '#renderer/views/connect/target.ts';
import { sayError } from '#shared/messages/index.ts';

/** The first page: four ways in, what was open before, and how to read the pictures. */
export function StartView() {
  const [script, setScript] = useState(false);
  const [paste, setPaste] = useState(false);
  const redacted = useStore(redaction, (r) => r.on);
  return (
    <section className="start" aria-label={t('ui.start')}>
      <div className="start-ways">
        <h1 className="start-title">{t('ui.start-title')}</h1>
        <p className="start-lead t2">{t('ui.start-lead')}</p>
        <QuickConnect />
        <div className="way">
          <WayName name={t('ui.way.file')} what={t('ui.way.archive-what')} />
          <div className="drop-hint t2">{t('ui.way.drop')}</div>
          <span className="way-buttons">
            {appMode() === 'electron' && (
              <button type="button" className="button" onClick={() => void openFolder()}>
                {t('ui.open-folder')}
              </button>
            )}
            <button type="button" className="button" onClick={() => void openFile()}>
              {t('ui.open')}
            </button>
          </span>
        </div>
        <div className="way">
          <WayName name={t('ui.way.paste')} what={t('ui.way.paste-what')} />
          <p className="t2 small">{t('ui.way.paste-how')}</p>
          <button type="button" className="button" onClick={() => setPaste(true)}>
            {t('ui.paste-open')}
          </button>
        </div>
        <div className="way">
          <WayName name={t('ui.way.script')} what={t('ui.way.script-what')} />
          <p className="t2 small">
            {t('ui.way.script-how')}{' '}
            <button type="button" className="button link small" onClick={() => setScript(true)}>
              {t('ui.show-script')}
            </button>
          </p>
          <CopyButton
            text={async () => {
              const reply = await host().request('script.show', null);
              if (!reply.ok) tell(sayError(reply.error), true);
              return reply.ok ? reply.value.text : null;
            }}
            name={t('ui.copy-script')}
            label={t('ui.copy-script')}
            className="button"
          />
        </div>
        <div className="way">
          <WayName name={t('ui.way.demo')} what={t('ui.way.demo-what')} />
          <p className="t2 small">{t('ui.way.demo-how')}</p>
          <button type="button" className="button" onClick={() => void openDemo()}>
            {t('ui.open-demo')}
          </button>
        </div>
        <SavedHosts />
        <RecentSources />
        <h2 className="start-ask">{t('ui.start-ask')}</h2>
        <table className="plain examples">
          <tbody>
            {examples.map(([needle, question]) => (
              <tr key={needle}>
                <td className="mono">
                  / {redacted && question === 'ui.ask.container' ? t('ui.redaction.a-container') : needle}
                </td>
                <td>{t(question)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p className="small t3 start-keys">
          {t('ui.start-keys')}{' '}
          {(
            [
              ['/', 'ui.short.find'],
              ['T', 'ui.short.twin'],
              ['F', 'ui.short.follow'],
              ['R', 'ui.short.raw'],
              ['C', 'ui.short.copy'],
              ['?', 'ui.short.all'],
            ] as const
          ).map(([key, what]) => (
            <span key={key} className="key-hint">
              <kbd>{key}</kbd> {t(what)}
            </span>
          ))}
        </p>
      </div>
      <Alphabet />
      <ScriptDialog open={script} onClose={() => setScript(false)} />
      <PasteDialog open={paste} onClose={() => setPaste(false)} />
    </section>
  );
}

const examples = [
  ['victim-A3', 'ui.ask.container'],
  ['253:16', 'ui.ask.device'],
  ['/var/lib/docker', 'ui.ask.path'],
  ['mnt:[4026533172]', 'ui.ask.namespace'],
] as const;

function WayName({ name, what }: { readonly name: string; readonly what: string }) {
  return (
    <div>
      <b className="way-name">{name}</b>
      <div className="t2 way-what">{what}</div>
    </div>
  );
}

/** One field is enough for most hosts; everything else has a sensible start and a form of its own. */
function QuickConnect() {
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState('');
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  const connect = async () => {
    const target = parseTarget(typed);
    if (!target) return setProblem(t('ui.target-problem'));
    setProblem('');
    const request = { ...target, keyId: null, useAgent: true, elevation: defaultElevation(target.user) };
    const error = await startCapture(request);
    if (error) setProblem(sayError(error));
  };
  return (
    <form
      className="way"
      onSubmit={(event) => {
        event.preventDefault();
        void connect();
      }}
    >
      <WayName name={t('ui.way.host')} what={t('ui.way.host-what')} />
      <div>
        <input
          ref={input}
          className="field host tall"
          aria-label={t('ui.target')}
          aria-invalid={problem !== ''}
          placeholder={t('ui.target-hint')}
          value={typed}
          spellCheck={false}
          autoComplete="off"
          onChange={(e) => setTyped(e.target.value)}
        />
        {problem !== '' && (
          <p className="small warn" role="alert">
            <Escaped text={problem} />
          </p>
        )}
      </div>
      <span className="way-buttons">
        <button
          type="button"
          className="button link small"
          onClick={() => go({ view: 'connect', form: { target: typed.trim(), savedHost: null } })}
        >
          {t('ui.more-options')}
        </button>
        <button type="submit" className="button primary">
          {t('ui.connect')}
        </button>
      </span>
    </form>
  );
}
