import { Escaped } from '#renderer/components/HostText.tsx';
import { t } from '#renderer/components/words.ts';
import type { Failure } from '#renderer/store/queries.ts';
import { sayError } from '#shared/messages/index.ts';

export const failureText = (failure: Failure): string =>
  failure.state === 'failed' ? sayError(failure.error) : t('ui.services-lost', { reason: failure.reason });

/** In place of what could not be had: never an empty page. */
export function FailureNote({ failure }: { readonly failure: Failure }) {
  return (
    <p className="failure" role="alert">
      <Escaped text={failureText(failure)} />
    </p>
  );
}
