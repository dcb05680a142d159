import { CopyButton } from '#renderer/components/CopyButton.tsx';
import { Dialog, DialogClose } from '#renderer/components/Dialog.tsx';
import { FailureNote } from '#renderer/components/FailureNote.tsx';
import { HostText } from '#renderer/components/HostText.tsx';
import { t } from '#renderer/components/words.ts';
import { useQuery } from '#renderer/store/queries.ts';
import type { CollectorId, OptInCollectorId } from '#shared/collectors/ids.ts';
import type { Request } from '#shared/ipc/contract.ts';

interface Props {
  readonly open: boolean;
  /** Collectors that change something, as chosen beside the button. */
  readonly asked?: readonly OptInCollectorId[];
  /** Of a re-check; null: as every capture. */
  readonly only?: readonly CollectorId[] | null;
  readonly onClose: () => void;
}

/** The whole script that runs on the host, to be read before it does, or to be run there by hand. */
export function ScriptDialog({ open, asked = [], only = null, onClose }: Props) {
  return (
    <Dialog open={open} onClose={onClose} title={t('ui.script-title')} className="wide">
      <p className="t2 small">{t('ui.script-said')}</p>
      {open && <ScriptText request={scriptRequest(asked, only)} />}
      <div className="dialog-buttons">
        <DialogClose className="button">{t('ui.close')}</DialogClose>
      </div>
    </Dialog>
  );
}

export const scriptRequest = (asked: readonly OptInCollectorId[], only: readonly CollectorId[] | null) => ({
  with: [...asked],
  ...(only && { only: [...only] }),
});

function ScriptText({ request }: { readonly request: Request<'script.show'> }) {
  const { value, failure } = useQuery('script.show', request);
  if (failure) return <FailureNote failure={failure} />;
  if (!value) return <p className="t3">{t('ui.asking')}</p>;
  return (
    <>
      <pre className="script">{value.text}</pre>
      <p className="small t3">
        {t('ui.sha256')} <HostText text={value.sha256} short={value.sha256} />{' '}
        <CopyButton text={() => value.text} name={t('ui.copy-script')} label={t('ui.copy-script')} />
      </p>
    </>
  );
}
