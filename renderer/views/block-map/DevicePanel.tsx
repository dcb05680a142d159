import { useMemo, useState } from 'react';
import { DataGrid } from '#renderer/components/DataGrid.tsx';
import { count } from '#renderer/components/format.ts';
import { Escaped } from '#renderer/components/HostText.tsx';
import { openChain } from '#renderer/components/open-subject.ts';
import { t } from '#renderer/components/words.ts';
import type { Sort } from '#renderer/store/place.ts';
import { AddressMap } from '#renderer/views/block-map/AddressMap.tsx';
import { columnsFor, sorted } from '#renderer/views/block-map/device-columns.tsx';
import type { BlockMap } from '#shared/derive/block-map.ts';

interface Props {
  readonly whole: BlockMap;
  readonly selected: BlockMap['selected'];
  readonly onChoose: (key: string) => void;
}

/** The devices of the pool, the one that frees most first: the map as a table. Choosing one hatches its blocks. */
export function DevicePanel({ whole, selected, onChoose }: Props) {
  const [sort, setSort] = useState<Sort | null>(null);
  const devices = useMemo(() => sorted(whole.devices, sort), [whole.devices, sort]);
  const { blockSize } = whole.pool;
  const columns = useMemo(
    () =>
      columnsFor(
        whole.devices.reduce((most, d) => Math.max(most, d.mapped), 1),
        blockSize,
      ),
    [whole.devices, blockSize],
  );
  const index = selected ? devices.findIndex((d) => d.key === selected.key) : null;
  return (
    <div className="block-devices">
      <DataGrid
        name={t('ui.block-devices')}
        columns={columns}
        count={devices.length}
        row={(i) => devices[i] ?? null}
        keyOf={(row) => row.key}
        stale={false}
        selectedKey={selected?.key ?? null}
        onSelect={(row) => onChoose(row.key)}
        onOpen={(row) => openChain(row.key)}
        sort={sort}
        onSort={setSort}
        onRange={nothing}
        empty={t('ui.block-no-devices')}
        showIndex={index}
      />
      <p className="small t2 block-own" data-testid="block-device-count">
        <b>{t('ui.devices-of', { read: count(whole.devicesRead), known: count(whole.devicesKnown) })}</b>{' '}
        {t('ui.own-means')}
      </p>
      {whole.damage.length > 0 && (
        <ul className="doubts small">
          {whole.damage.map((line) => (
            <li key={line}>
              <Escaped text={line} />
            </li>
          ))}
        </ul>
      )}
      {selected && <AddressMap selected={selected} blockSize={blockSize} />}
    </div>
  );
}

const nothing = () => undefined;
