import { useMemo, useRef } from 'react';
import { count, size } from '#renderer/components/format.ts';
import { Escaped } from '#renderer/components/HostText.tsx';
import { useSize } from '#renderer/components/use-size.ts';
import { t } from '#renderer/components/words.ts';
import { useStore } from '#renderer/store/create-store.ts';
import { theme } from '#renderer/store/theme.ts';
import { CellCanvas } from '#renderer/views/block-map/CellCanvas.tsx';
import type { BlockMap } from '#shared/derive/block-map.ts';
import { tokens } from '#shared/figures/tokens.ts';

interface Props {
  readonly selected: NonNullable<BlockMap['selected']>;
  readonly blockSize: number;
}

const height = 26;

/** The selected device seen from inside: which parts of its own address space were ever written. */
export function AddressMap({ selected, blockSize }: Props) {
  const pane = useRef<HTMLDivElement>(null);
  const room = useSize(pane);
  const colours = tokens[useStore(theme)];
  const { address, mapped, own } = selected;
  const columns = address.cells.length;
  const width = room?.width ?? 0;
  const grid = useMemo(() => ({ columns: Math.max(1, columns), rows: 1, width, height }), [columns, width]);
  const blocks = address.to;
  const share = blocks > 0 ? Math.round((mapped / blocks) * 1000) / 10 : 0;
  return (
    <figure className="address">
      <figcaption className="small">
        <span className="mono medium">{selected.id}</span>{' '}
        <b>
          <Escaped text={selected.title} />
        </b>{' '}
        {t('ui.address-mapped', { mapped, blocks, share, shared: mapped - own })}
      </figcaption>
      <div ref={pane} className="address-cells">
        {width > 0 && (
          <CellCanvas testId="block-address" cells={address.cells} grid={grid} colours={colours} left={0} top={0} />
        )}
      </div>
      <p className="address-scale small mono t3">
        <span>{'0'}</span>
        <span>{t('ui.address-space', { id: selected.id, size: size(blocks * blockSize) })}</span>
        <span>{count(Math.max(0, blocks - 1))}</span>
      </p>
    </figure>
  );
}
