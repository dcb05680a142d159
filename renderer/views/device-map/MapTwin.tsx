import { useEffect, useRef } from 'react';
import { Escaped, HostText } from '#renderer/components/HostText.tsx';
import { HoldGlyph } from '#renderer/components/marks.tsx';
import { openEvidence } from '#renderer/components/open-subject.ts';
import { rowKeys } from '#renderer/components/row-keys.ts';
import { TroubleGlyph } from '#renderer/components/storage-marks.tsx';
import { t } from '#renderer/components/words.ts';
import { detailsOf, type MapDetail } from '#renderer/views/device-map/map-details.ts';
import type { DeviceMap } from '#shared/derive/device-map.ts';
import type { MapObject } from '#shared/derive/device-map-objects.ts';

interface Props {
  readonly map: DeviceMap;
  readonly objects: readonly MapObject[];
  readonly selected: string | null;
  /** Null: only to be read, beside the picture; nothing in it takes the focus. */
  readonly active: { readonly onSelect: (key: string) => void; readonly onOpen: (key: string) => void } | null;
}

/** The map as a table: every object of it, each once, each pool followed by what is in it. */
export function MapTwin({ map, objects, selected, active }: Props) {
  const details = detailsOf(map);
  const chosen = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (selected !== null && active) chosen.current?.scrollIntoView({ block: 'nearest' });
  }, [selected, active]);
  const { counts } = map;
  return (
    <div className={active ? 'twin' : undefined}>
      <table className="plain twin-table map-twin" aria-label={t('ui.map-twin')}>
        <thead>
          <tr>
            <th scope="col">{t('ui.col.object')}</th>
            <th scope="col">{t('ui.col.what')}</th>
            <th scope="col">{t('ui.col.device')}</th>
            <th scope="col">{t('ui.col.state')}</th>
            <th scope="col">{t('ui.col.mapped')}</th>
            <th scope="col">{t('ui.col.image')}</th>
            <th scope="col">{t('ui.col.held-by')}</th>
            <th scope="col">{t('ui.col.source')}</th>
          </tr>
        </thead>
        <tbody>
          {objects.map((object) => (
            <tr
              key={object.key}
              ref={object.key === selected ? chosen : undefined}
              data-key={object.key}
              aria-selected={object.key === selected}
              className={`${object.key === selected ? 'chosen' : ''} ${object.kind === 'device' || object.kind === 'group' ? 'inside' : ''}`}
              {...(active ? rowKeys(object.key, active) : {})}
            >
              <ObjectCells object={object} detail={details.get(object.key) ?? null} focusable={active !== null} />
            </tr>
          ))}
        </tbody>
      </table>
      <p className="small t3 twin-count" data-testid="map-twin-count">
        {t('ui.map-twin-count', { objects: objects.length, ...counts })}
      </p>
    </div>
  );
}

function ObjectCells({
  object,
  detail,
  focusable,
}: {
  readonly object: MapObject;
  readonly detail: MapDetail | null;
  readonly focusable: boolean;
}) {
  return (
    <>
      <td>
        <span className="t3">{t(`ui.map-object.${object.kind}`)}</span>{' '}
        {detail?.ids && <HostText text={detail.ids} className="medium" />}
      </td>
      <td className={object.kind === 'pool' || object.kind === 'disk' ? 'medium' : ''}>
        <Escaped text={object.title} />
      </td>
      <td>{detail?.device && <HostText text={detail.device} />}</td>
      <td className={object.trouble === 'none' ? 't2' : object.trouble}>
        <span className="with-mark">
          <TroubleGlyph trouble={object.trouble} /> <Escaped text={object.aside} />
        </span>
        {detail?.mismatch && (
          <span className="warn block">
            <HostText text={detail.mismatch} />
          </span>
        )}
      </td>
      <td className="mono">
        <Escaped text={detail?.mapped ?? ''} />
      </td>
      <td className="cut t2">{detail?.image && <HostText text={detail.image} />}</td>
      <td className="crit">
        {detail?.blocked && (
          <span className="with-mark">
            <HoldGlyph mark={detail.blocked.mark} />
            <Escaped text={detail.blocked.holder} />
            {detail.blocked.more > 0 && <span className="t3">{t('ui.and-more', { more: detail.blocked.more })}</span>}
          </span>
        )}
      </td>
      <td>
        {detail?.source && focusable && (
          <button
            type="button"
            className="button link source-link"
            onClick={() => detail.source && openEvidence(detail.source)}
          >
            <Escaped
              text={detail.source.line > 0 ? `${detail.source.evidence}:${detail.source.line}` : detail.source.evidence}
            />
          </button>
        )}
      </td>
    </>
  );
}
