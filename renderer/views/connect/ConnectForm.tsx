import { useEffect, useState } from 'react';
import { CopyButton } from '#renderer/components/CopyButton.tsx';
import { Escaped } from '#renderer/components/HostText.tsx';
import { ViewHead } from '#renderer/components/ViewHead.tsx';
import { t } from '#renderer/components/words.ts';
import { host } from '#renderer/platform/bridge.ts';
import { startCapture, startRecheck } from '#renderer/store/captures.ts';
import { tell } from '#renderer/store/notices.ts';
import type { ConnectForm as Form } from '#renderer/store/place.ts';
import { forgetAnswers, useQuery } from '#renderer/store/queries.ts';
import { AskedFor } from '#renderer/views/connect/AskedFor.tsx';
import { ColourChoice } from '#renderer/views/connect/ColourChoice.tsx';
import { ScriptDialog, scriptRequest } from '#renderer/views/connect/ScriptDialog.tsx';
import { defaultElevation, parseTarget } from '#renderer/views/connect/target.ts';
import { WhatWillRun } from '#renderer/views/connect/WhatWillRun.tsx';
import type { OptInCollectorId } from '#shared/collectors/ids.ts';
import type { SavedHost } from '#shared/ipc/payloads.ts';
import { sayError } from '#shared/messages/index.ts';

type Fields = Omit<SavedHost, 'id'>;

/** Everything about a connection, beside what will run on the host once it is trusted. */
export function ConnectForm({ form }: { readonly form: Form }) {
  const keys = useQuery('keys.list', null).value ?? [];
  const hosts = useQuery('hosts.list', null).value;
  const [fields, setFields] = useState<Fields>(() => fieldsOf(form));
  const [problem, setProblem] = useState('');
  const [script, setScript] = useState(false);
  const [asked, setAsked] = useState<readonly OptInCollectorId[]>(form.recheck?.asked ?? []);
  const recheck = form.recheck ?? null;
  const saved = hosts?.find((h) => h.id === form.savedHost) ?? null;
  useEffect(() => {
    if (saved) setFields(saved);
  }, [saved]);
  const set = (change: Partial<Fields>) => setFields((now) => ({ ...now, ...change }));

  const target = () => {
    const { host: name, port, user, keyId, useAgent, elevation } = fields;
    if (parseTarget(`${user}@${name.includes(':') ? `[${name}]` : name}:${port}`) === null || name.trim() === '') {
      setProblem(t('ui.target-problem'));
      return null;
    }
    setProblem('');
    return { host: name.trim(), port, user: user.trim(), keyId, useAgent, elevation };
  };
  const connect = async () => {
    const request = target();
    const error =
      request &&
      (recheck ? await startRecheck(recheck, request, asked) : await startCapture({ ...request, with: [...asked] }));
    if (error) setProblem(sayError(error));
  };
  const save = async () => {
    const request = target();
    if (!request) return;
    const label = fields.label.trim() || request.host;
    const reply = await host().request('hosts.save', {
      ...request,
      id: saved?.id ?? null,
      label,
      colour: fields.colour,
    });
    if (!reply.ok) return setProblem(sayError(reply.error));
    forgetAnswers();
    tell(t('ui.host-saved', { label: reply.value.label }));
  };

  return (
    <section className="connect" aria-label={t('ui.connect')}>
      <ViewHead
        title={recheck ? t('ui.recheck-form', { code: recheck.code }) : t('ui.connect')}
        aside={t(recheck ? 'ui.recheck-form-aside' : 'ui.connect-aside')}
      >
        <button type="button" className="button" onClick={() => setScript(true)}>
          {t('ui.show-script')}
        </button>
        <CopyButton
          text={async () => {
            const reply = await host().request('script.show', scriptRequest(asked, recheck?.collectors ?? null));
            return reply.ok ? reply.value.text : null;
          }}
          name={t('ui.refuses-commands')}
          label={t('ui.refuses-commands')}
          className="button"
        />
      </ViewHead>
      <div className="two">
        <div className="two-left">
          <form
            className="connect-fields"
            onSubmit={(event) => {
              event.preventDefault();
              void connect();
            }}
          >
            <label htmlFor="c-host">{t('ui.field.host')}</label>
            <input
              id="c-host"
              className="field host"
              value={fields.host}
              spellCheck={false}
              autoComplete="off"
              onChange={(e) => set({ host: e.target.value })}
            />
            <label htmlFor="c-user">{t('ui.field.user')}</label>
            <input
              id="c-user"
              className="field host"
              value={fields.user}
              spellCheck={false}
              autoComplete="off"
              onChange={(e) => set({ user: e.target.value })}
            />
            <label htmlFor="c-port">{t('ui.field.port')}</label>
            <input
              id="c-port"
              className="field host narrow"
              inputMode="numeric"
              value={String(fields.port)}
              onChange={(e) => set({ port: Number(e.target.value.replace(/\D/g, '').slice(0, 5)) })}
            />
            <label htmlFor="c-key">{t('ui.field.key')}</label>
            <select
              id="c-key"
              className="field"
              value={fields.keyId ?? ''}
              onChange={(e) => set({ keyId: e.target.value === '' ? null : e.target.value })}
            >
              <option value="">{t('ui.key-none')}</option>
              {keys.map((k) => (
                <option key={k.id} value={k.id}>
                  {k.label}
                </option>
              ))}
            </select>
            <label htmlFor="c-agent">{t('ui.field.agent')}</label>
            <span className="check">
              <input
                id="c-agent"
                type="checkbox"
                checked={fields.useAgent}
                onChange={(e) => set({ useAgent: e.target.checked })}
              />
              <span className="t3 small">{t('ui.sign-in-order')}</span>
            </span>
            <label htmlFor="c-elevation">{t('ui.field.privilege')}</label>
            <select
              id="c-elevation"
              className="field"
              value={fields.elevation}
              onChange={(e) => set({ elevation: e.target.value === 'sudo' ? 'sudo' : 'none' })}
            >
              <option value="sudo">{t('ui.elevation.sudo')}</option>
              <option value="none">{t('ui.elevation.none')}</option>
            </select>
            <label htmlFor="c-label">{t('ui.field.label')}</label>
            <input
              id="c-label"
              className="field"
              value={fields.label}
              placeholder={t('ui.label-hint')}
              autoComplete="off"
              onChange={(e) => set({ label: e.target.value })}
            />
            <span className="t2">{t('ui.field.colour')}</span>
            <ColourChoice colour={fields.colour} onChange={(colour) => set({ colour })} />
            <span />
            <span className="connect-buttons">
              <button type="button" className="button" onClick={() => void save()}>
                {saved ? t('ui.save-changes') : t('ui.save-host')}
              </button>
              <span className="push" />
              <button type="submit" className="button primary">
                {t(recheck ? 'ui.recheck-now' : 'ui.connect')}
              </button>
            </span>
          </form>
          {problem !== '' && (
            <p className="warn" role="alert">
              <Escaped text={problem} />
            </p>
          )}
          <p className="small t3">{t('ui.connect-promise')}</p>
        </div>
        <div className="two-right">
          {!recheck && <AskedFor asked={asked} onAsk={setAsked} />}
          <WhatWillRun asked={asked} only={recheck?.collectors ?? null} />
        </div>
      </div>
      <ScriptDialog open={script} asked={asked} only={recheck?.collectors ?? null} onClose={() => setScript(false)} />
    </section>
  );
}

function fieldsOf({ target: typed, recheck }: Form): Fields {
  const target = parseTarget(typed);
  const user = target?.user ?? 'root';
  return {
    label: '',
    host: target?.host ?? typed,
    port: target?.port ?? 22,
    user,
    keyId: null,
    useAgent: true,
    elevation: recheck?.elevation ?? defaultElevation(user),
    colour: 0,
  };
}
