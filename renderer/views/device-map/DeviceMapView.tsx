import { useState } from 'react';
import { FailureNote } from '#renderer/components/FailureNote.tsx';
import { useKeys } from '#renderer/components/keys.ts';
import { openBlockMap, openChain, openEvidence } from '#renderer/components/open-subject.ts';
import { pictureObjects } from '#renderer/components/picture-objects.ts';
import { SvgPane } from '#renderer/components/SvgPane.tsx';
import { useZoom } from '#renderer/components/use-zoom.ts';
import { ViewHead } from '#renderer/components/ViewHead.tsx';
import { t } from '#renderer/components/words.ts';
import { ZoomButtons } from '#renderer/components/ZoomButtons.tsx';
import { useStore } from '#renderer/store/create-store.ts';
import { go, type Place, refine, select, useWhere } from '#renderer/store/place.ts';
import { useQuery } from '#renderer/store/queries.ts';
import { theme } from '#renderer/store/theme.ts';
import { exportDeviceMap } from '#renderer/views/device-map/export-device-map.ts';
import { MapTools } from '#renderer/views/device-map/MapTools.tsx';
import { MapTwin } from '#renderer/views/device-map/MapTwin.tsx';
import { detailsOf } from '#renderer/views/device-map/map-details.ts';
import { followedInMap, poolOfSubject, selectedInMap, subjectsOfMap } from '#renderer/views/device-map/map-objects.ts';
import { deviceMapObjects } from '#shared/derive/device-map-objects.ts';
import { DeviceMapFigure } from '#shared/figures/DeviceMapFigure.tsx';

type MapPlace = Extract<Place, { view: 'device-map' }>;

interface Props {
  readonly sourceId: string;
  readonly place: MapPlace;
}

/** From disks to owners: what stands on what, how full it is, what stopped, and who keeps it from going. */
export function DeviceMapView({ sourceId, place }: Props) {
  const { focus, expanded, onlyTrouble, show } = place;
  const shown = useStore(theme);
  const selection = useWhere((w) => w.selection);
  const { zoom, step, reset } = useZoom();
  const [follow, setFollow] = useState(false);
  const {
    value: map,
    stale,
    failure,
  } = useQuery('query.deviceMap', { sourceId, focus, expanded: [...expanded], onlyTrouble });
  const objects = map ? deviceMapObjects(map) : [];
  const subjects = map ? subjectsOfMap(map) : null;
  const selected = subjects && selection ? selectedInMap(subjects, selection) : null;
  const chosen = selected === null ? null : (subjects?.get(selected) ?? null);
  const refineTo = (change: Partial<MapPlace>) => refine({ ...place, ...change });
  const toggleTable = () => refineTo({ show: show === 'picture' ? 'table' : 'picture' });
  const exportAs = (format: 'svg' | 'png' | 'pdf') =>
    exportDeviceMap({ sourceId, focus, expanded, onlyTrouble, format });
  const pool = chosen && poolOfSubject(chosen);
  useKeys({
    t: toggleTable,
    f: () => setFollow((now) => !now),
    e: () => exportAs('svg'),
    r: () => {
      const source = map && selected !== null ? detailsOf(map).get(selected)?.source : null;
      if (source) openEvidence(source);
    },
    '+': () => step(1),
    '=': () => step(1),
    '-': () => step(-1),
    '0': reset,
  });
  const onSelect = (key: string) => select(subjects?.get(key) ?? null);
  const onOpen = (key: string) => {
    const object = objects.find((o) => o.key === key);
    const subject = subjects?.get(key);
    if (object?.expandable) refineTo({ expanded: expanded.includes(key) ? expanded : [...expanded, key] });
    else if (subject?.kind === 'pool') go({ ...place, focus: subject.id, expanded: [] });
    else if (subject) openChain(subject.id);
  };
  return (
    <section className="device-map" aria-label={t('ui.device-map')}>
      <ViewHead title={t('ui.device-map')}>
        <MapTools
          place={place}
          map={map}
          follow={follow}
          onFocus={(next) => go({ ...place, focus: next, expanded: [] })}
          onTrouble={() => refineTo({ onlyTrouble: !onlyTrouble })}
          onTable={toggleTable}
          onFollow={() => setFollow(!follow)}
          onCloseGroups={() => refineTo({ expanded: [] })}
          onChain={chosen ? () => openChain(chosen.id) : null}
          onWho={chosen ? () => go({ view: 'who', needle: chosen.id }) : null}
          onBlocks={chosen && pool ? () => openBlockMap(pool, chosen.kind === 'thin-device' ? chosen.id : null) : null}
          objects={pictureObjects(sourceId, { view: 'pool', focus, expanded, onlyTrouble })}
          onExport={exportAs}
        />
      </ViewHead>
      {failure && <FailureNote failure={failure} />}
      {!map && !failure && <p className="empty">{t('ui.asking')}</p>}
      {map && (
        <div className={`map-body ${stale ? 'stale' : ''}`}>
          {show === 'picture' && (
            <div className="only-heard">
              <MapTwin map={map} objects={objects} selected={selected} active={null} />
            </div>
          )}
          {show === 'table' ? (
            <MapTwin map={map} objects={objects} selected={selected} active={{ onSelect, onOpen }} />
          ) : (
            <div className="picture-pane">
              <SvgPane
                testId="device-map-picture"
                selected={selected}
                followed={follow ? followedInMap(map, selected) : null}
              >
                <DeviceMapFigure
                  map={map}
                  theme={shown}
                  interaction={{ selected, onSelect, onOpen }}
                  caption={null}
                  zoom={zoom}
                />
              </SvgPane>
              <ZoomButtons
                text={t('ui.percent', { n: Math.round(zoom * 100) })}
                resetName={t('ui.zoom-reset')}
                onStep={step}
                onReset={reset}
              />
            </div>
          )}
        </div>
      )}
    </section>
  );
}
