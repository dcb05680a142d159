import { Said } from '#renderer/components/HostText.tsx';
import { UnknownMark } from '#renderer/components/marks.tsx';
import { t } from '#renderer/components/words.ts';
import { go } from '#renderer/store/place.ts';
import type { CannotTellItem } from '#renderer/views/findings/items.ts';

/** A question that stays open: neither found nor ruled out. */
export function CannotTell({ item }: { readonly item: CannotTellItem }) {
  return (
    <article className="finding-card" aria-label={t('ui.cannot-tell')}>
      <div className="finding-line">
        <UnknownMark silent />
        <span className="medium">{t('ui.cannot-tell')}</span>
        <span className="mono t2">{item.code}</span>
        <span className="mono t3">{item.rule}</span>
      </div>
      <p className="statement">
        <Said message={item.because} />
      </p>
      <p className="foot">{t('ui.cannot-tell-means')}</p>
      <p>
        <button type="button" className="button" onClick={() => go({ view: 'completeness' })}>
          {t('ui.open-completeness')}
        </button>
      </p>
    </article>
  );
}
