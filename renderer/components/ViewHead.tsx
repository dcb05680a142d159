import type { ReactNode } from 'react';

interface Props {
  readonly title: string;
  readonly aside?: ReactNode;
  readonly children?: ReactNode;
}

/** The bar over every view: what it is, how many of what, and on the right what can be done. */
export function ViewHead({ title, aside, children }: Props) {
  return (
    <header className="view-head">
      <h1>{title}</h1>
      {aside !== undefined && <span className="t2 cut">{aside}</span>}
      <span className="push" />
      {children}
    </header>
  );
}
