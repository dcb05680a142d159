import { type RefObject, useState } from 'react';
import { t } from '#renderer/components/words.ts';
import { useStore } from '#renderer/store/create-store.ts';
import { redaction } from '#renderer/store/redaction.ts';

interface Props {
  readonly needle: string;
  readonly input: RefObject<HTMLInputElement | null>;
  readonly onAsk: (needle: string) => void;
}

/** Whose chain: anything that names a container, a layer or a device. */
export function ChainAsk({ needle, input, onAsk }: Props) {
  const [typed, setTyped] = useState(needle);
  const redacted = useStore(redaction, (r) => r.on);
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
        placeholder={t(redacted ? 'ui.redaction.chain-hint' : 'ui.chain-hint')}
        onChange={(e) => setTyped(e.target.value)}
      />
      <button type="submit" className={`button ${needle === '' ? 'primary' : ''}`}>
        {t('ui.chain-ask')}
      </button>
    </form>
  );
}
