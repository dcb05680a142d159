import type { ReactNode } from 'react';
import { HostText } from '#renderer/components/HostText.tsx';
import { t } from '#renderer/components/words.ts';
import { type Absent, isAbsent } from '#shared/base/absent.ts';
import { escapeForDisplay } from '#shared/base/escape.ts';

interface MaybeProps<T> {
  readonly value: T | Absent;
  /** How a present value is shown; host text when left out. */
  readonly children?: (value: T) => ReactNode;
}

/** Shows a value, or which of the four kinds of nothing it is. The only place that decides how absence looks. */
export function Maybe<T extends string | number>({ value, children }: MaybeProps<T>) {
  if (isAbsent(value)) return <Nothing absent={value} />;
  return <>{children ? children(value) : <HostText text={String(value)} />}</>;
}

export function Nothing({ absent }: { readonly absent: Absent }) {
  return (
    <span className={`nothing ${absent.absent}`} title={escapeForDisplay(absent.because)}>
      {nothingWord(absent)}
    </span>
  );
}

/** What stands in the cell: the reason where reading failed, else the kind. */
export function nothingWord(absent: Absent): string {
  if (absent.absent === 'not-collected') return t('ui.nothing.not-collected');
  if (absent.absent === 'not-applicable') return t('ui.nothing.not-applicable');
  return absent.because ? escapeForDisplay(absent.because) : t(`ui.nothing.${absent.absent}`);
}

/** Looked at, and there is none. */
export function None() {
  return <span className="nothing none">{t('ui.nothing.none')}</span>;
}
