interface Props {
  readonly kind: 'own' | 'shares' | 'one' | 'few' | 'many' | 'free';
  readonly text: string;
}

/** A cell as the picture draws it, and what it means. */
export function Swatch({ kind, text }: Props) {
  return (
    <span className="with-mark">
      <svg className={`swatch-cell ${kind}`} width="15" height="10" viewBox="0 0 15 10" aria-hidden="true">
        <rect className="cell" x="0.5" y="0.5" width="14" height="9" />
        {kind === 'own' && <path className="hatched" d="M1 9.5 l8.5 -8.5 M6 9.5 l8.5 -8.5" />}
        {kind === 'shares' && <rect className="foot" x="0.5" y="7" width="14" height="2.5" />}
      </svg>
      {text}
    </span>
  );
}
