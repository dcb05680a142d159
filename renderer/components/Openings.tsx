import { count, size } from '#renderer/components/format.ts';
import { Escaped } from '#renderer/components/HostText.tsx';
import { t } from '#renderer/components/words.ts';
import { useStore } from '#renderer/store/create-store.ts';
import { cancelOpening, openings, type ShownOpening } from '#renderer/store/openings.ts';
import { escapeForDisplay } from '#shared/base/escape.ts';

/** Files that are being opened, above the foot of the window: how far each is, and a way to give it up. */
export function Openings() {
  const all = useStore(openings);
  if (all.length === 0) return null;
  return (
    <section className="openings" aria-label={t('ui.openings')}>
      {all.map((opening) => (
        <Row key={opening.openingId} opening={opening} />
      ))}
    </section>
  );
}

function Row({ opening }: { readonly opening: ShownOpening }) {
  const { openingId, name, bytes, whole } = opening;
  const shown = escapeForDisplay(name);
  return (
    <div className="opening">
      <span className="cut medium">
        <Escaped text={name} />
      </span>
      <progress
        aria-label={t('ui.opening', { name: shown })}
        {...(whole === null || bytes === 0 ? {} : { value: Math.min(bytes, whole), max: Math.max(1, whole) })}
      />
      <span className="mono small t2">{howFar(opening)}</span>
      <button
        type="button"
        className="button tight"
        aria-label={t('ui.cancel-opening', { name: shown })}
        onClick={() => cancelOpening(openingId)}
      >
        {t('ui.cancel')}
      </button>
    </div>
  );
}

function howFar({ sending, bytes, whole, unpacked, members }: ShownOpening): string {
  if (sending && whole !== null) return t('ui.opening-sent', { bytes: size(bytes), whole: size(whole) });
  if (members === 0) return t('ui.opening-starts');
  if (whole === null) return t('ui.opening-folder', { members: count(members), bytes: size(unpacked) });
  const read = { bytes: size(bytes), whole: size(whole) };
  return t('ui.opening-read', { ...read, members: count(members), unpacked: size(unpacked) });
}
