import { t } from '#renderer/components/words.ts';
import type { MapOwnerShape, MapTrouble } from '#shared/derive/device-map.ts';

/** Stopped: a cross; will stop: a triangle; well: nothing at all. */
export function TroubleGlyph({ trouble }: { readonly trouble: MapTrouble }) {
  if (trouble === 'none') return null;
  return (
    <svg className={`mark trouble-mark ${trouble}`} width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
      <path d={trouble === 'crit' ? 'M2 2 l8 8 m0 -8 l-8 8' : 'M6 1.5 l5 9 h-10z'} />
    </svg>
  );
}

/** What a thin device belongs to, by the shapes of the device map. */
export function OwnerGlyph({ shape }: { readonly shape: MapOwnerShape }) {
  return (
    <span className="marked">
      <svg className={`mark owner ${shape}`} width="14" height="12" viewBox="0 0 14 12" aria-hidden="true">
        {shape === 'container' && (
          <>
            <rect x="1.5" y="1.5" width="10" height="9" rx="2" />
            <path d="M4 4 v4 M6.5 4 v4 M9 4 v4" />
          </>
        )}
        {shape === 'layer' && <path d="M1.5 2.5 h10 M1.5 6 h10 M1.5 9.5 h10" />}
        {shape === 'volume' && <rect x="1.5" y="2.5" width="10" height="7" />}
        {shape === 'snapshot' && <path d="M9 1.5 h-6 v9 h6 M3 6 h8" />}
        {shape === 'nobody' && <path d="M9 2.5 h-7.5 v7 h7.5 l-2 -1.7 l2 -1.8 l-2 -1.8z" />}
      </svg>
      {shape === 'unknown' && <span className="mark unknown mono">?</span>}
      <span className="only-heard">{t(`ui.owner.${shape}`)}</span>
    </span>
  );
}
