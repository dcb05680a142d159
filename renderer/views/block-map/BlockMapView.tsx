import { useId, useRef, useState } from 'react';
import { FailureNote } from '#renderer/components/FailureNote.tsx';
import { figureKeys } from '#renderer/components/figure-keys.ts';
import { count } from '#renderer/components/format.ts';
import { useKeys } from '#renderer/components/keys.ts';
import { openChain } from '#renderer/components/open-subject.ts';
import { useSize } from '#renderer/components/use-size.ts';
import { ViewHead } from '#renderer/components/ViewHead.tsx';
import { t } from '#renderer/components/words.ts';
import { ZoomButtons } from '#renderer/components/ZoomButtons.tsx';
import { type Place, refine, select, useWhere } from '#renderer/store/place.ts';
import { skip, useQuery } from '#renderer/store/queries.ts';
import { BlockPicture } from '#renderer/views/block-map/BlockPicture.tsx';
import { BlockReadout } from '#renderer/views/block-map/BlockReadout.tsx';
import { BlockTools } from '#renderer/views/block-map/BlockTools.tsx';
import { cellsIn } from '#renderer/views/block-map/cell-grid.ts';
import { DevicePanel } from '#renderer/views/block-map/DevicePanel.tsx';
import { NoBlocks } from '#renderer/views/block-map/NoBlocks.tsx';
import { OwnersHistogram } from '#renderer/views/block-map/OwnersHistogram.tsx';
import { roomFor } from '#renderer/views/block-map/picture-layout.ts';
import { useOwners } from '#renderer/views/block-map/use-owners.ts';
import { type BlockWindow, zoomed } from '#renderer/views/block-map/window.ts';

type BlockPlace = Extract<Place, { view: 'block-map' }>;

interface Props {
  readonly sourceId: string;
  readonly place: BlockPlace;
}

/** Whose is which block of a pool: from the whole data device down to single blocks, and what each removal would free. */
export function BlockMapView({ sourceId, place }: Props) {
  const pane = useRef<HTMLDivElement>(null);
  const size = useSize(pane);
  const readout = useId();
  const [hovered, setHovered] = useState<number | null>(null);
  const [cursor, setCursor] = useState<number | null>(null);
  const selection = useWhere((w) => w.selection);
  const device = selection?.kind === 'thin-device' ? selection.id : place.device;
  const room = size && roomFor(size);
  const list = useQuery('query.blockMap', { sourceId, ...wholeList(place.pool) });
  const pool = list.value?.map?.pool.device ?? null;
  const deviceHere = device !== null && pool !== null && device.startsWith(`${pool}/`) ? device : null;
  const picture = useQuery(
    'query.blockMap',
    room === null || pool === null
      ? skip
      : {
          sourceId,
          pool,
          device: deviceHere,
          window: place.window,
          stripCells: rounded(room.width, 32),
          detailCells: rounded(cellsIn(room.width, room.height), 256),
          devices: false,
        },
  );
  const map = picture.value?.map ?? null;
  const whole = list.value?.map ?? null;
  const shown: BlockWindow = place.window ?? map?.detail ?? { from: 0, to: 1 };
  const asked = hovered ?? cursor;
  const owners = useOwners(sourceId, map, asked);
  const refineTo = (change: Partial<BlockPlace>) => refine({ ...place, ...change });
  const zoom = (factor: number) => {
    if (map) refineTo({ window: zoomed(shown, map.pool.total, factor, cursor ?? (shown.from + shown.to) / 2) });
  };
  const choose = (key: string) => {
    const row = whole?.devices.find((d) => d.key === key);
    if (row) select({ kind: 'thin-device', id: row.key, name: `${row.id} ${row.owner}`.trim() });
  };
  const toggleTable = () => refineTo({ show: place.show === 'both' ? 'table' : 'both' });
  const figure =
    pool === null
      ? null
      : { sourceId, view: 'blocks' as const, focus: pool, expanded: [], device: deviceHere, window: place.window };
  useKeys({
    ...figureKeys(figure, { step: (by) => zoom(by > 0 ? 0.5 : 2), reset: () => refineTo({ window: null }) }),
    t: toggleTable,
    enter: () => deviceHere !== null && openChain(deviceHere),
  });
  const failure = list.failure ?? picture.failure;
  return (
    <section className="block-map" aria-label={t('ui.block-map')}>
      <ViewHead
        title={t('ui.block-map')}
        aside={
          whole ? <span className="mono">{`${count(whole.pool.used)}/${count(whole.pool.total)}`}</span> : undefined
        }
      >
        <BlockTools
          pools={list.value?.pools ?? []}
          pool={pool}
          selected={map?.selected ?? null}
          histogram={whole?.histogram ?? []}
          show={place.show}
          onPool={(next) => refineTo({ pool: next, device: null, window: null })}
          onTable={toggleTable}
          figure={figure}
          objects={{ sourceId, table: 'block-devices', needle: pool ?? '', filter: '', sort: null }}
        />
      </ViewHead>
      {failure && <FailureNote failure={failure} />}
      {!list.value && !failure && <p className="empty">{t('ui.asking')}</p>}
      {list.value && !whole && <NoBlocks pools={list.value.pools} asked={place.pool} />}
      <div className={`block-body ${place.show} ${whole ? '' : 'hidden'}`}>
        <div className="block-left">
          <div ref={pane} className="block-pane">
            {map && size && (
              <BlockPicture
                map={map}
                size={size}
                stale={picture.stale}
                freeFrom={whole && whole.detail.to < whole.pool.total ? whole.detail.to : null}
                window={shown}
                hovered={hovered}
                cursor={cursor}
                describedBy={readout}
                onHover={setHovered}
                onCursor={setCursor}
                onWindow={(window) => refineTo({ window })}
                onChoose={() => {
                  const owner = owners.value?.owners[0];
                  if (owner) choose(owner.key);
                }}
              />
            )}
            {map && (
              <ZoomButtons
                text={t('ui.blocks-in-sight', { blocks: shown.to - shown.from })}
                resetName={t('ui.zoom-mapped')}
                onStep={(by) => zoom(by === 1 ? 0.5 : 2)}
                onReset={() => refineTo({ window: null })}
              />
            )}
          </div>
          {map && <BlockReadout id={readout} map={map} block={asked} owners={owners.value} onChoose={choose} />}
          {whole && <OwnersHistogram map={whole} />}
        </div>
        {whole && <DevicePanel whole={whole} selected={map?.selected ?? null} onChoose={choose} />}
      </div>
    </section>
  );
}

/** The list of devices and the sums are asked for once per pool, however one moves through its blocks. */
const wholeList = (pool: string | null) =>
  ({ pool, device: null, window: null, stripCells: 1, detailCells: 1, devices: true }) as const;

/** In steps, so that a window that is being resized does not ask at every pixel. */
const rounded = (n: number, step: number): number => Math.max(step, Math.floor(n / step) * step);
