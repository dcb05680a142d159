import { t } from '#renderer/components/words.ts';

interface Props {
  /** What the button in the middle says: how near one is. */
  readonly text: string;
  readonly resetName: string;
  readonly onStep: (by: 1 | -1) => void;
  readonly onReset: () => void;
}

/** Nearer, farther, back: the keys + − 0 for the pointer. */
export function ZoomButtons({ text, resetName, onStep, onReset }: Props) {
  return (
    <fieldset className="zoom">
      <legend className="only-heard">{t('ui.zoom')}</legend>
      <button type="button" className="button tight" aria-label={t('ui.zoom-out')} onClick={() => onStep(-1)}>
        −
      </button>
      <button type="button" className="button link small mono" aria-label={resetName} onClick={onReset}>
        {text}
      </button>
      <button type="button" className="button tight" aria-label={t('ui.zoom-in')} onClick={() => onStep(1)}>
        +
      </button>
    </fieldset>
  );
}
