import type { DeviceMapLayout } from '#shared/figures/device-map-layout.ts';
import { middleOf } from '#shared/figures/device-map-layout.ts';
import { Label } from '#shared/figures/Label.tsx';
import { shownWidth } from '#shared/figures/shown-width.ts';
import { BrickMark, CrossMark, DiskMark, LoopMark, PauseMark } from '#shared/figures/storage-marks.tsx';
import type { Tokens } from '#shared/figures/tokens.ts';

/** A disk: a rounded box with a rim, as high as the pools that stand on it. */
export function DiskBox({
  placed,
  theme,
}: {
  readonly placed: DeviceMapLayout['disks'][number];
  readonly theme: Tokens;
}) {
  const { disk, x, y, width, height } = placed;
  const known = disk.device !== null;
  const titleWidth = shownWidth(disk.title, 'sans600', 12);
  return (
    <g>
      <rect
        x={x}
        y={y}
        width={width}
        height={height}
        rx={6}
        fill={theme.bg1}
        stroke={known ? theme.tx2 : theme.line2}
        strokeWidth={1.2}
        {...(known ? {} : { strokeDasharray: '1 3' })}
      />
      {known ? <path d={`M${x} ${y + 7} h${width}`} fill="none" stroke={theme.tx2} strokeWidth={1} /> : null}
      <Label
        x={x + 10}
        y={y + 26}
        text={disk.title}
        face="sans600"
        fill={known ? theme.tx1 : theme.tx3}
        room={width - 16}
      />
      <Label
        x={x + 10 + titleWidth + 8}
        y={y + 26}
        text={disk.device ?? ''}
        face="mono"
        size={10.5}
        fill={theme.tx3}
        room={Math.max(0, width - 26 - titleWidth)}
      />
      {disk.lines.map((line, i) =>
        y + 42 + i * 16 > y + height - 4 ? null : (
          <g key={line}>
            <Label
              x={x + 10}
              y={y + 42 + i * 16}
              text={line}
              size={i === 0 ? 12 : 11}
              fill={i === 0 && known ? theme.tx1 : theme.tx3}
              room={width - 16}
            />
          </g>
        ),
      )}
    </g>
  );
}

/** What a pool stands on: a brick with a split, a loop mark with the file's name, or a hole. */
export function BackingBrick({
  placed,
  theme,
}: {
  readonly placed: DeviceMapLayout['backing'][number];
  readonly theme: Tokens;
}) {
  const { backing, x, y, width, height } = placed;
  const middle = middleOf(placed);
  const titleWidth = Math.min(120, shownWidth(backing.title, 'sans400', 11));
  const sizeWidth = shownWidth(backing.size, 'sans400', 11);
  const gone = backing.shape === 'error' || backing.shape === 'unknown';
  return (
    <g>
      <rect
        x={x}
        y={y}
        width={width}
        height={height}
        fill={gone ? 'none' : theme.bg1}
        stroke={backing.fault ? theme.crit : theme.line2}
        strokeWidth={gone ? 1 : 0.8}
        {...(backing.shape === 'error' ? { strokeDasharray: '2 2' } : {})}
        {...(backing.shape === 'unknown' ? { strokeDasharray: '1 3' } : {})}
      />
      <BackingMark shape={backing.shape} x={x + 10} y={middle} theme={theme} />
      <Label x={x + 20} y={middle + 4} text={backing.title} size={11} fill={theme.tx1} room={120} />
      <Label
        x={x + 20 + titleWidth + 7}
        y={middle + 4}
        text={backing.aside}
        size={11}
        fill={theme.tx3}
        room={width - 36 - titleWidth - sizeWidth - 6}
        cut="start"
      />
      <Label x={x + width - 5} y={middle + 4} text={backing.size} size={11} fill={theme.tx2} anchor="end" />
    </g>
  );
}

function BackingMark({
  shape,
  x,
  y,
  theme,
}: {
  readonly shape: DeviceMapLayout['backing'][number]['backing']['shape'];
  readonly x: number;
  readonly y: number;
  readonly theme: Tokens;
}) {
  switch (shape) {
    case 'loop':
      return <LoopMark x={x} y={y} colour={theme.tx2} />;
    case 'error':
      return <CrossMark x={x} y={y} colour={theme.crit} />;
    case 'disk':
    case 'partition':
      return <DiskMark x={x} y={y} colour={theme.tx2} slice={shape === 'partition'} />;
    case 'volume':
      return <BrickMark x={x} y={y} colour={theme.tx2} />;
    case 'unknown':
      return <Label x={x} y={y + 4} text="?" face="sans600" size={11} fill={theme.tx3} anchor="middle" />;
  }
}

/** A dm device that no pool has. In pieces: it has no table, so it has no body. */
export function OutsideThing({
  placed: { thing, x, y, width },
  theme,
}: {
  readonly placed: DeviceMapLayout['outside'][number];
  readonly theme: Tokens;
}) {
  const titleWidth = shownWidth(thing.title, 'sans500', 11);
  return (
    <g>
      <rect
        x={x}
        y={y + 1.5}
        width={25}
        height={11}
        fill={thing.shape === 'active' ? theme.tx2 : 'none'}
        stroke={thing.shape === 'error' ? theme.crit : theme.tx2}
        strokeWidth={1.2}
        {...(thing.shape === 'no-table' ? { strokeDasharray: '2 2' } : {})}
      />
      {thing.shape === 'suspended' ? <PauseMark x={x + 12.5} y={y + 7} colour={theme.tx2} /> : null}
      {thing.shape === 'error' ? <CrossMark x={x + 12.5} y={y + 7} colour={theme.crit} /> : null}
      <Label x={x + 32} y={y + 11} text={thing.title} face="sans500" size={11} fill={theme.tx1} room={width - 32} />
      <Label
        x={x + 32 + titleWidth + 8}
        y={y + 11}
        text={thing.aside}
        size={11}
        fill={theme.tx3}
        room={Math.max(0, width - 40 - titleWidth + 1)}
      />
    </g>
  );
}
