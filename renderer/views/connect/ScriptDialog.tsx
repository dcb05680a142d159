import { CopyButton } from '#renderer/components/CopyButton.tsx';
import { Dialog, DialogClose } from '#renderer/components/Dialog.tsx';
import { FailureNote } from '#renderer/components/FailureNote.tsx';
import { HostText } from '#renderer/components/HostText.tsx';
import { t } from '#renderer/components/words.ts';
import { useQuery } from '#renderer/store/queries.ts';
import type { OptInCollectorId } from '#shared/collectors/ids.ts';

interface Props {
  readonly open: boolean;
  /** Collectors that change something, as chosen beside the button. */
  readonly asked?: readonly OptInCollectorId[];
  readonly onClose: () => void;
}

/** The whole script that runs on the host, to be read before it does, or to be run there by hand. */
export function ScriptDialog({ open, asked = [], onClose }: Props) {
  return (
    <Dialog open={open} onClose={onClose} title={t('ui.script-title')} className="wide">
      <p className="t2 small">{t('ui.script-said')}</p>
      {open && <ScriptText asked={asked} />}
      <div className="dialog-buttons">
        <DialogClose className="button">{t('ui.close')}</DialogClose>
      </div>
    </Dialog>
  );
}

function ScriptText({ asked }: { readonly asked: readonly OptInCollectorId[] }) {
  const { value, failure } = useQuery('script.show', { with: [...asked] });
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
