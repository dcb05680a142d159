import { useState } from 'react';
import { t } from '#renderer/components/words.ts';

interface Props {
  readonly focus: string | null;
  /** Whose path is asked for when only a path is typed. */
  readonly container: { readonly id: string; readonly name: string } | null;
  /** The focus was read as CONTAINER:PATH. */
  readonly asksPath: boolean;
  readonly onAsk: (focus: string | null) => void;
}

/** What the picture is about, and which path in which container: `CONTAINER:PATH`. */
export function LayersAsk({ focus, container, asksPath: isPath, onAsk }: Props) {
  const at = focus === null ? -1 : focus.indexOf(':/');
  const asksPath = isPath && focus !== null && at > 0;
  const [typed, setTyped] = useState(asksPath ? focus.slice(0, at) : (focus ?? ''));
  const [path, setPath] = useState(asksPath ? focus.slice(at + 1) : '');
  const ask = () => {
    const wanted = typed.trim();
    const inside = path.trim();
    if (inside === '') return onAsk(wanted === '' ? null : wanted);
    // An image serves no path by itself: a container that stands on it does.
    const named = wanted === '' || (!asksPath && container !== null && focus === wanted) ? container?.id : wanted;
    if (named !== undefined) onAsk(`${named}:${inside.startsWith('/') ? inside : `/${inside}`}`);
  };
  return (
    <form
      className="chain-ask layers-ask"
      onSubmit={(event) => {
        event.preventDefault();
        ask();
      }}
    >
      <label htmlFor="layers-needle" className="t2 small">
        {t('ui.layers-needle')}
      </label>
      <input
        id="layers-needle"
        className="field host"
        value={typed}
        spellCheck={false}
        autoComplete="off"
        placeholder={t('ui.layers-needle-hint')}
        onChange={(e) => setTyped(e.target.value)}
      />
      <label htmlFor="layers-path" className="t2 small">
        {t('ui.layers-path')}
      </label>
      <input
        id="layers-path"
        className="field host"
        value={path}
        spellCheck={false}
        autoComplete="off"
        placeholder={container ? t('ui.layers-path-hint', { container: container.name }) : t('ui.layers-path-example')}
        onChange={(e) => setPath(e.target.value)}
      />
      <button type="submit" className="button">
        {t('ui.layers-ask')}
      </button>
      {focus !== null && (
        <button type="button" className="button" onClick={() => onAsk(null)}>
          {t('ui.layers-worst')}
        </button>
      )}
    </form>
  );
}
