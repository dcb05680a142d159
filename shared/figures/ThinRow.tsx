import type { MapRow } from '#shared/derive/device-map.ts';
import type { DeviceMapLayout } from '#shared/figures/device-map-layout.ts';
import { middleOf } from '#shared/figures/device-map-layout.ts';
import { Label } from '#shared/figures/Label.tsx';
import { HoldMarkShape } from '#shared/figures/marks.tsx';
import { shownWidth } from '#shared/figures/shown-width.ts';
import { Hatched, LockMark, OwnerMark, PauseMark, Slot } from '#shared/figures/storage-marks.tsx';
import type { Tokens } from '#shared/figures/tokens.ts';
import { msg, say } from '#shared/messages/index.ts';

const at = {
  slot: 698,
  id: 730,
  device: 818,
  ownerMark: 832,
  owner: 844,
  state: 992,
  gauge: 1000,
  mapped: 1116,
  hold: 1133,
  holder: 1144,
  end: 1246,
} as const;

/** One thin device, or a group of equal ones: slot, id, dm device, owner, state, how much is mapped, who holds it. */
export function ThinRow({
  placed,
  theme,
}: {
  readonly placed: DeviceMapLayout['rows'][number];
  readonly theme: Tokens;
}) {
  const { row } = placed;
  const y = middleOf(placed);
  const base = y + 4;
  // A long id beside a long device number: both smaller, neither cut.
  const size = shownWidth(`${row.idText} ${row.device}`, 'mono500', 10.5) > at.device - at.id ? 9.5 : 10.5;
  return (
    <g>
      {row.blocked ? (
        <g>
          <rect x={placed.x} y={placed.y} width={placed.width} height={placed.height} fill={theme.critbg} />
          <rect x={placed.x + placed.width - 3} y={placed.y} width={3} height={placed.height} fill={theme.crit} />
        </g>
      ) : null}
      <Slot slot={row.slot} orphan={row.orphan} x={at.slot} y={y} theme={theme} />
      <SlotMarks row={row} y={y} theme={theme} />
      <Label
        x={at.id}
        y={base}
        text={row.mismatch === null ? row.idText : `${row.idText} ≠`}
        face="mono500"
        size={size}
        fill={row.mismatch === null ? theme.tx1 : theme.warn}
        room={row.device === '' ? 90 : at.device - at.id - 4 - shownWidth(row.device, 'mono', size)}
      />
      <Label x={at.device} y={base} text={row.device} face="mono" size={size} fill={theme.tx2} anchor="end" />
      <Owner row={row} y={y} theme={theme} />
      <Mapped row={row} y={y} theme={theme} />
      {row.blocked ? (
        <g>
          <HoldMarkShape mark={row.blocked.mark} x={at.hold} y={y} colour={theme.crit} />
          <Label
            x={at.holder}
            y={base}
            text={say(msg('devmap.held-more', row.blocked))}
            face="sans500"
            size={11}
            fill={theme.tx1}
            room={at.end - at.holder}
          />
        </g>
      ) : null}
    </g>
  );
}

/** Lock and pause stand in the slot; a bar splits it where two sources differ. */
function SlotMarks({ row, y, theme }: { readonly row: MapRow; readonly y: number; readonly theme: Tokens }) {
  const ink = row.slot === 'active' ? theme.bg0 : theme.tx2;
  return (
    <g>
      {row.readOnly && row.slot !== 'group' ? <LockMark x={at.slot + 12.5} y={y - 0.5} colour={ink} /> : null}
      {row.suspended ? <PauseMark x={at.slot + 12.5} y={y} colour={ink} /> : null}
      {row.mismatch === null ? null : (
        <path d={`M${at.slot + 15} ${y - 7} l-5 14`} fill="none" stroke={theme.warn} strokeWidth={2.2} />
      )}
    </g>
  );
}

/** Owner, its image where there is room, and its state, which is never cut away. */
function Owner({ row, y, theme }: { readonly row: MapRow; readonly y: number; readonly theme: Tokens }) {
  const nobody = row.ownerShape === 'nobody' || row.ownerShape === 'unknown';
  const stateWidth = row.state === '' ? 0 : shownWidth(row.state, 'sans400', 11) + 8;
  const room = at.state - at.owner - stateWidth;
  const face = row.trouble === 'none' ? 'sans400' : 'sans500';
  const owner = row.mismatch === null ? row.owner : row.mismatch;
  const ownerWidth = shownWidth(owner, face, 12);
  const left = room - ownerWidth - 8;
  return (
    <g>
      <OwnerMark shape={row.ownerShape} x={at.ownerMark} y={y} colour={theme.tx2} paper={theme.bg0} />
      <Label
        x={nobody ? at.ownerMark - 5 : at.owner}
        y={y + 4}
        text={owner}
        face={face}
        fill={row.orphan || row.mismatch !== null ? theme.warn : nobody ? theme.tx3 : theme.tx1}
        room={nobody ? room + 16 : room}
      />
      {row.image !== '' && left > 36 ? (
        <Label
          x={at.owner + ownerWidth + 8}
          y={y + 4}
          text={row.image}
          face="mono"
          size={10}
          fill={theme.tx3}
          room={left}
        />
      ) : null}
      <Label
        x={at.state}
        y={y + 4}
        text={row.state}
        size={11}
        fill={
          row.slot === 'failed'
            ? theme.crit
            : row.trouble === 'warn' && !row.orphan && row.mismatch === null
              ? theme.warn
              : theme.tx3
        }
        anchor="end"
      />
    </g>
  );
}

function Mapped({ row, y, theme }: { readonly row: MapRow; readonly y: number; readonly theme: Tokens }) {
  const { mapped } = row;
  const unread = mapped.share === null && mapped.text === say(msg('devmap.not-read'));
  return (
    <g>
      {unread ? <Hatched x={at.gauge} y={y - 3} width={60} height={6} colour={theme.line2} /> : null}
      {mapped.share === null ? null : (
        <g>
          <rect x={at.gauge} y={y - 3} width={60} height={6} fill="none" stroke={theme.line2} strokeWidth={0.7} />
          <rect
            x={at.gauge}
            y={y - 3}
            width={mapped.share * 60}
            height={6}
            fill={mapped.trouble === 'none' ? theme.tx2 : theme.warn}
          />
        </g>
      )}
      <Label
        x={at.mapped}
        y={y + 4}
        text={mapped.text}
        face={unread ? 'sans400' : 'mono'}
        size={10.5}
        fill={unread ? theme.tx3 : theme.tx2}
        anchor="end"
        room={54}
      />
    </g>
  );
}
