import { t } from '#renderer/components/words.ts';
import { isInferredNamespace } from '#shared/base/namespace-number.ts';

/** A namespace by its inode; one that was inferred has none, so the number is that of its root mount, underlined by dashes. */
export function NamespaceNumber({ number, className = '' }: { readonly number: number; readonly className?: string }) {
  if (!isInferredNamespace(number)) return <span className={`mono ${className}`}>{number}</span>;
  return (
    <span className={`mono inferred ${className}`} title={t('ui.inferred-namespace')}>
      ~{number}
      <span className="only-heard"> {t('ui.inferred-namespace')}</span>
    </span>
  );
}
