import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { Escaped, HostText } from '#renderer/components/HostText.tsx';
import { useKeys } from '#renderer/components/keys.ts';
import { openSubject } from '#renderer/components/open-subject.ts';
import { t } from '#renderer/components/words.ts';
import { go, useWhere } from '#renderer/store/place.ts';
import { skip, useQuery } from '#renderer/store/queries.ts';
import type { SearchHit } from '#shared/derive/view-types.ts';

const most = 12;

/** Find anything by id, path, device, pid or name. Enter opens the hit, or asks who holds what was typed. */
export function SearchBox() {
  const sourceId = useWhere((w) => w.sourceId);
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const [cursor, setCursor] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const list = useId();
  useKeys({ '/': () => input.current?.focus() });
  const wanted = text.trim();
  const asked = sourceId !== null && wanted !== '' && open ? { sourceId, text: wanted, limit: most } : skip;
  const { value, stale } = useQuery('query.search', asked);
  const hits = value ?? [];
  const shown = open && wanted !== '' && sourceId !== null;

  const close = () => {
    setOpen(false);
    input.current?.blur();
  };
  const choose = (hit: SearchHit) => {
    close();
    openSubject(hit.subject);
  };
  const askWho = () => {
    close();
    go({ view: 'who', needle: wanted });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const hit = hits[cursor];
    if (event.key === 'ArrowDown') setCursor((c) => Math.min(hits.length, c + 1));
    else if (event.key === 'ArrowUp') setCursor((c) => Math.max(0, c - 1));
    else if (event.key === 'Enter' && hit) choose(hit);
    else if (event.key === 'Enter' && wanted !== '' && sourceId !== null) askWho();
    else if (event.key === 'Escape') {
      setText('');
      close();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <search className="find">
      <input
        ref={input}
        type="text"
        role="combobox"
        aria-label={t('ui.find')}
        aria-expanded={shown}
        aria-controls={list}
        aria-activedescendant={shown ? `${list}-${cursor}` : undefined}
        placeholder={t('ui.find-hint')}
        value={text}
        spellCheck={false}
        autoComplete="off"
        disabled={sourceId === null}
        onChange={(e) => {
          setText(e.target.value);
          setCursor(0);
          setOpen(true);
        }}
        onFocus={(e) => {
          e.target.select();
          setOpen(true);
        }}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      <kbd>/</kbd>
      {shown && (
        <div className="find-hits" id={list} role="listbox" aria-label={t('ui.find-hits')} tabIndex={-1}>
          {hits.map((hit, i) => (
            <Hit
              key={`${hit.subject.kind} ${hit.subject.id} ${hit.context}`}
              id={`${list}-${i}`}
              hit={hit}
              active={i === cursor}
              onChoose={() => choose(hit)}
            />
          ))}
          {value && hits.length === 0 && <p className="small t3 find-none">{t('ui.find-none', { text: wanted })}</p>}
          {/* mousedown: the list goes away when the field loses the focus, before a click could land */}
          <div
            id={`${list}-${hits.length}`}
            role="option"
            tabIndex={-1}
            aria-selected={cursor === hits.length}
            className="find-hit"
            onMouseDown={askWho}
          >
            <span className="t2 small">{t('ui.ask-who')}</span>
            <HostText text={wanted} />
          </div>
          <span className="only-heard" role="status">
            {stale ? '' : t('ui.find-count', { hits: hits.length })}
          </span>
        </div>
      )}
    </search>
  );
}

interface HitProps {
  readonly id: string;
  readonly hit: SearchHit;
  readonly active: boolean;
  readonly onChoose: () => void;
}

function Hit({ id, hit, active, onChoose }: HitProps) {
  return (
    <div id={id} role="option" tabIndex={-1} aria-selected={active} className="find-hit" onMouseDown={onChoose}>
      <span className="t3 small">{t(`ui.kind.${hit.subject.kind}`)}</span>
      <span className="cut">
        <HostText text={hit.subject.name || hit.subject.id} className="medium" />{' '}
        {hit.matched !== hit.subject.name && <HostText text={hit.matched} className="t2" />}
      </span>
      <span className="t3 small cut">
        <Escaped text={hit.context} />
      </span>
    </div>
  );
}
