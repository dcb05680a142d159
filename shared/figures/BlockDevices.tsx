import type { BlockMap } from '#shared/derive/block-map.ts';
import { addressLine, listedDevices } from '#shared/derive/block-objects.ts';
import { byteText } from '#shared/derive/thin/sizes.ts';
import { blockColumns } from '#shared/figures/block-layout.ts';
import { Cells } from '#shared/figures/Cells.tsx';
import type { Interaction } from '#shared/figures/FigureObject.tsx';
import { FigureObject } from '#shared/figures/FigureObject.tsx';
import { Label } from '#shared/figures/Label.tsx';
import type { Tokens } from '#shared/figures/tokens.ts';
import { msg, say } from '#shared/messages/index.ts';

const { x, right } = blockColumns.table;
const columns = { id: x + 36, owner: x + 44, share: x + 176, mapped: x + 268, own: x + 318, frees: right } as const;
const pitch = 22;
const top = 44;

type ObjectOf = (key: string) => {
  readonly objectKey: string;
  readonly name: string;
  readonly interaction: Interaction | null;
  readonly theme: Tokens;
};

/** The devices that give back most, and the selected one's own address space. */
export function BlockDevices({
  map,
  object,
  theme,
}: {
  readonly map: BlockMap;
  readonly object: ObjectOf;
  readonly theme: Tokens;
}) {
  const shown = listedDevices(map);
  const most = Math.max(1, ...shown.map((d) => d.mapped));
  const end = top + shown.length * pitch;
  const more = map.devices.length - shown.length;
  return (
    <g>
      <path d={`M${x - 12} 16 V${end + 110}`} stroke={theme.line2} strokeWidth={1} fill="none" />
      <Head theme={theme} />
      {shown.map((d, i) => {
        const y = top + i * pitch;
        const selected = d.key === map.selected?.key;
        return (
          <FigureObject {...object(d.key)} key={d.key} frame={{ x: x - 4, y: y - 8, width: right - x + 8, height: 20 }}>
            {selected ? <rect x={x - 4} y={y - 9} width={right - x + 8} height={pitch} fill={theme.accbg} /> : null}
            <Label
              x={columns.id}
              y={y + 6}
              text={String(d.id)}
              face="mono500"
              size={11}
              fill={theme.tx1}
              anchor="end"
            />
            <Label
              x={columns.owner}
              y={y + 6}
              text={d.owner}
              face={selected ? 'sans600' : 'sans400'}
              fill={d.trouble === 'warn' && !selected ? theme.warn : theme.tx1}
              room={columns.share - columns.owner - 8}
            />
            <rect
              x={columns.share}
              y={y - 3}
              width={(d.own / most) * 48}
              height={10}
              fill={selected ? theme.acc : theme.b3}
            />
            <rect
              x={columns.share + (d.own / most) * 48}
              y={y - 3}
              width={((d.mapped - d.own) / most) * 48}
              height={10}
              fill={theme.b1}
            />
            <Cell x={columns.mapped} y={y} text={d.mapped.toLocaleString('en')} theme={theme} />
            <Cell x={columns.own} y={y} text={d.own.toLocaleString('en')} theme={theme} />
            <Cell x={columns.frees} y={y} text={byteText(d.frees * map.pool.blockSize)} theme={theme} />
          </FigureObject>
        );
      })}
      <Label
        x={x}
        y={end + 12}
        text={more > 0 ? say(msg('blocks.more', { n: more, of: map.devices.length })) : say(msg('blocks.own-means'))}
        size={11}
        fill={theme.tx3}
        room={right - x}
      />
      <Address map={map} y={end + 40} object={object} theme={theme} />
    </g>
  );
}

const Cell = ({
  x: at,
  y,
  text,
  theme,
}: {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly theme: Tokens;
}) => <Label x={at} y={y + 6} text={text} face="mono" size={11} fill={theme.tx1} anchor="end" />;

function Head({ theme }: { readonly theme: Tokens }) {
  const heads = [
    [columns.id, say(msg('blocks.head-id')), 'end'],
    [columns.owner, say(msg('blocks.head-owner')), 'start'],
    [columns.mapped, say(msg('blocks.head-mapped')), 'end'],
    [columns.own, say(msg('blocks.head-own')), 'end'],
    [columns.frees, say(msg('blocks.head-frees')), 'end'],
  ] as const;
  return heads.map(([at, text, anchor]) => (
    <g key={text}>
      <Label x={at} y={24} text={text} size={11} fill={theme.tx3} anchor={anchor} />
    </g>
  ));
}

function Address({
  map,
  y,
  object,
  theme,
}: {
  readonly map: BlockMap;
  readonly y: number;
  readonly object: ObjectOf;
  readonly theme: Tokens;
}) {
  const { selected } = map;
  if (!selected) return null;
  const place = { x, y: y + 10, width: right - x, height: 24 };
  const cells = selected.address.cells.length;
  return (
    <FigureObject {...object('address')} frame={place}>
      <Label
        x={x}
        y={y}
        text={`${selected.id} ${selected.title}`}
        face="sans600"
        size={11}
        fill={theme.tx1}
        room={130}
      />
      <Label x={right} y={y} text={addressLine(map)} size={11} fill={theme.tx2} anchor="end" room={right - x - 136} />
      <Cells
        cells={selected.address}
        place={place}
        grid={{ columns: Math.max(1, cells), rows: 1, cellWidth: place.width / Math.max(1, cells), cellHeight: 24 }}
        theme={theme}
      />
      <rect {...place} fill="none" stroke={theme.line2} strokeWidth={1} />
      <Label
        x={(x + right) / 2}
        y={y + 48}
        text={say(msg('blocks.address', { id: selected.id, size: byteText(selected.address.to * map.pool.blockSize) }))}
        size={11}
        fill={theme.tx3}
        anchor="middle"
      />
    </FigureObject>
  );
}
