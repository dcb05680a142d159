import { useEffect, useState } from 'react';
import { t } from '#renderer/components/words.ts';

interface Props {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  /** Beside the field; without it the label is only heard. */
  readonly showLabel?: boolean;
  readonly focus: string | null;
  readonly onFocus: (focus: string | null) => void;
}

/** What a picture is about. Empty: the whole host. */
export function FocusField({ id, label, hint, showLabel = false, focus, onFocus }: Props) {
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
      <label htmlFor={id} className={showLabel ? 't2' : 'only-heard'}>
        {label}
      </label>
      <input
        id={id}
        className="field host"
        value={typed}
        spellCheck={false}
        autoComplete="off"
        placeholder={hint}
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
