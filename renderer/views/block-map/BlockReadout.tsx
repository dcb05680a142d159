import { count, size } from '#renderer/components/format.ts';
import { Escaped } from '#renderer/components/HostText.tsx';
import { t } from '#renderer/components/words.ts';
import { cellOf } from '#renderer/views/block-map/use-owners.ts';
import type { BlockMap, BlockOwners } from '#shared/derive/block-map.ts';

interface Props {
  readonly id: string;
  readonly map: BlockMap;
  readonly block: number | null;
  readonly owners: BlockOwners | null;
  readonly onChoose: (key: string) => void;
}

/** Two lines about the cell under the pointer or the keyboard: where it is, and whose. Read out when they change. */
export function BlockReadout({ id, map, block, owners, onChoose }: Props) {
  return (
    <div id={id} className="block-readout small" role="status">
      {block === null ? (
        <span className="t3">{t('ui.block-hint')}</span>
      ) : (
        <Cell map={map} block={block} owners={owners} onChoose={onChoose} />
      )}
    </div>
  );
}

function Cell({ map, block, owners, onChoose }: Omit<Props, 'id' | 'block'> & { readonly block: number }) {
  const { from, to } = cellOf(map, block);
  const { blockSize } = map.pool;
  return (
    <>
      <span className="medium">
        {to - from === 1
          ? t('ui.block-one', { block: from, at: size(from * blockSize) })
          : t('ui.block-range', { from, to: to - 1, blocks: to - from, at: size(from * blockSize) })}
      </span>{' '}
      {owners && (
        <span className="t2">
          {owners.total === 0
            ? t('ui.block-free')
            : t('ui.block-owners', { owners: owners.total, free: owners.free, blocks: to - from })}
        </span>
      )}
      <span className="block-owner-list cut">
        {owners?.owners.map((owner) => (
          <button key={owner.key} type="button" className="button link small" onClick={() => onChoose(owner.key)}>
            <span className="mono">{owner.id}</span> <Escaped text={owner.owner} />{' '}
            <span className="t3">
              {t('ui.block-at', { at: count(owner.at), blocks: owner.blocks })}
              {owner.time === null ? '' : t('ui.block-time', { time: owner.time })}
            </span>
          </button>
        ))}
        {owners && owners.total > owners.owners.length && (
          <span className="t3">{t('ui.and-more', { more: owners.total - owners.owners.length })}</span>
        )}
      </span>
    </>
  );
}
