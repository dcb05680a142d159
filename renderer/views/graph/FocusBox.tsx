import { useEffect, useState } from 'react';
import { t } from '#renderer/components/words.ts';

interface Props {
  readonly focus: string | null;
  readonly onFocus: (focus: string | null) => void;
}

/** What the picture is about: a container, a path, a device, a mount id. Empty: the whole host, grouped. */
export function FocusBox({ focus, onFocus }: Props) {
  const [typed, setTyped] = useState(focus ?? '');
  useEffect(() => setTyped(focus ?? ''), [focus]);
  return (
    <form
      className="focus-box"
      onSubmit={(event) => {
        event.preventDefault();
        onFocus(typed.trim() === '' ? null : typed.trim());
      }}
    >
      <label htmlFor="graph-focus" className="t2">
        {t('ui.focus')}
      </label>
      <input
        id="graph-focus"
        className="field host"
        value={typed}
        spellCheck={false}
        autoComplete="off"
        placeholder={t('ui.focus-hint')}
        onChange={(e) => setTyped(e.target.value)}
      />
      {focus !== null && (
        <button
          type="button"
          className="button tight"
          aria-label={t('ui.focus-clear')}
          title={t('ui.focus-clear')}
          onClick={() => onFocus(null)}
        >
          ×
        </button>
      )}
    </form>
  );
}
