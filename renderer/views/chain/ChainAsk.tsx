import { type RefObject, useState } from 'react';
import { t } from '#renderer/components/words.ts';

interface Props {
  readonly needle: string;
  readonly input: RefObject<HTMLInputElement | null>;
  readonly onAsk: (needle: string) => void;
}

/** Whose chain: anything that names a container, a layer or a device. */
export function ChainAsk({ needle, input, onAsk }: Props) {
  const [typed, setTyped] = useState(needle);
  return (
    <form
      className="chain-ask"
      onSubmit={(event) => {
        event.preventDefault();
        const wanted = typed.trim();
        if (wanted !== '') onAsk(wanted);
      }}
    >
      <label htmlFor="chain-needle" className="t2 small">
        {t('ui.chain-label')}
      </label>
      <input
        id="chain-needle"
        ref={input}
        className="field host"
        value={typed}
        spellCheck={false}
        autoComplete="off"
        placeholder={t('ui.chain-hint')}
        onChange={(e) => setTyped(e.target.value)}
      />
      <button type="submit" className={`button ${needle === '' ? 'primary' : ''}`}>
        {t('ui.chain-ask')}
      </button>
    </form>
  );
}
