import { t } from '#renderer/components/words.ts';

interface Props {
  readonly colour: number;
  readonly onChange: (colour: number) => void;
}

/** One of eight colours for the bar beside the host's name, so that production never looks like the lab. */
export function ColourChoice({ colour, onChange }: Props) {
  return (
    <fieldset className="colours">
      <legend className="only-heard">{t('ui.field.colour')}</legend>
      {[0, 1, 2, 3, 4, 5, 6, 7].map((n) => (
        <label key={n} className={`colour host-colour-${n}`}>
          <input
            type="radio"
            name="colour"
            checked={n === colour}
            aria-label={t('ui.colour-n', { n: n + 1 })}
            onChange={() => onChange(n)}
          />
        </label>
      ))}
    </fieldset>
  );
}
