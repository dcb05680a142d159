import type { MapPool } from '#shared/derive/device-map.ts';
import type { PlacedPool } from '#shared/figures/device-map-layout.ts';
import { factsShown } from '#shared/figures/device-map-layout.ts';
import { Label } from '#shared/figures/Label.tsx';
import { shownWidth } from '#shared/figures/shown-width.ts';
import { brokenBox, CrossMark, Gauge, LockMark, NearlyMark, PauseMark } from '#shared/figures/storage-marks.tsx';
import type { Tokens } from '#shared/figures/tokens.ts';
import { msg, say } from '#shared/messages/index.ts';

/** A pool: name, state in words, two gauges, and as many facts as its devices give it room for. */
export function PoolBox({ placed, theme }: { readonly placed: PlacedPool; readonly theme: Tokens }) {
  const { pool, x, y, width } = placed;
  const right = x + width - (pool.shape === 'failed' ? 14 : 8);
  const deviceWidth = shownWidth(pool.device, 'mono', 11);
  return (
    <g>
      <Outline placed={placed} theme={theme} />
      <Label
        x={x + 10}
        y={y + 14}
        text={pool.title}
        face="sans500"
        fill={theme.tx1}
        room={right - x - 18 - deviceWidth}
      />
      <Label x={right} y={y + 14} text={pool.device} face="mono" fill={theme.tx3} anchor="end" />
      <State pool={pool} x={x} y={y} right={right} theme={theme} />
      <GaugeLine what="data" placed={placed} right={right} theme={theme} />
      <GaugeLine what="metadata" placed={placed} right={right} theme={theme} />
      {pool.facts.slice(0, factsShown(placed)).map((fact, i) => {
        const labelWidth = shownWidth(fact.label, 'sans400', 11);
        return (
          <g key={fact.label}>
            <Label x={x + 10} y={y + 72 + i * 16} text={fact.label} size={11} fill={theme.tx3} />
            <Label
              x={right}
              y={y + 72 + i * 16}
              text={fact.value}
              size={11}
              fill={fact.trouble === 'crit' ? theme.crit : fact.trouble === 'warn' ? theme.warn : theme.tx2}
              anchor="end"
              room={right - x - 20 - labelWidth}
            />
          </g>
        );
      })}
    </g>
  );
}

function Outline({
  placed: { pool, x, y, width, height },
  theme,
}: {
  readonly placed: PlacedPool;
  readonly theme: Tokens;
}) {
  const stroke = pool.trouble === 'crit' ? theme.crit : pool.trouble === 'warn' ? theme.warn : theme.line2;
  const strokeWidth = pool.trouble === 'none' ? 1 : 1.8;
  if (pool.shape === 'failed') {
    return <path d={brokenBox(x, y, width, height)} fill={theme.bg1} stroke={stroke} strokeWidth={strokeWidth} />;
  }
  const dashes = pool.shape === 'no-table' ? '2 2' : pool.shape === 'unknown' ? '1 3' : undefined;
  return (
    <rect
      x={x}
      y={y}
      width={width}
      height={height}
      fill={theme.bg1}
      stroke={stroke}
      strokeWidth={strokeWidth}
      {...(dashes === undefined ? {} : { strokeDasharray: dashes })}
    />
  );
}

function State({
  pool,
  x,
  y,
  right,
  theme,
}: {
  readonly pool: MapPool;
  readonly x: number;
  readonly y: number;
  readonly right: number;
  readonly theme: Tokens;
}) {
  const colour = pool.trouble === 'crit' ? theme.crit : pool.trouble === 'warn' ? theme.warn : theme.tx2;
  const marked = pool.shape !== 'calm' && pool.shape !== 'no-table';
  const from = x + (marked ? 28 : 10);
  const face = pool.trouble === 'none' ? 'sans400' : 'sans500';
  const stateWidth = Math.min(shownWidth(pool.state, face, 11), 150);
  return (
    <g>
      <StateMark shape={pool.shape} x={x + 16} y={y + 23} colour={colour} />
      <Label x={from} y={y + 27} text={pool.state} face={face} size={11} fill={colour} room={150} />
      <Label
        x={right}
        y={y + 27}
        text={pool.why}
        size={11}
        fill={theme.tx3}
        anchor="end"
        room={right - from - stateWidth - 10}
      />
    </g>
  );
}

function StateMark({
  shape,
  ...at
}: {
  readonly shape: MapPool['shape'];
  readonly x: number;
  readonly y: number;
  readonly colour: string;
}) {
  switch (shape) {
    case 'queueing':
    case 'erroring':
    case 'failed':
      return <CrossMark {...at} />;
    case 'read-only':
      return <LockMark {...at} />;
    case 'nearly-full':
      return <NearlyMark {...at} />;
    case 'suspended':
      return <PauseMark {...at} />;
    case 'unknown':
      return <Label x={at.x} y={at.y + 4} text="?" face="sans600" fill={at.colour} anchor="middle" />;
    case 'calm':
    case 'no-table':
      return null;
  }
}

const gaugeX = 38;

/** Both gauges of a pool are equally long; large numbers shorten them, a number is never cut. */
function gaugeWidth({ data, metadata }: MapPool, room: number): number {
  const numbers = [data, metadata].map((g) => (g.share === null ? 0 : shownWidth(g.text, 'mono500', 10.5)));
  return Math.max(40, Math.min(120, room - gaugeX - 8 - Math.max(...numbers)));
}

/** Data 6 px, metadata 4 px: they fill separately and fail differently. */
function GaugeLine({
  what,
  placed: { pool, x, y },
  right,
  theme,
}: {
  readonly what: 'data' | 'metadata';
  readonly placed: PlacedPool;
  readonly right: number;
  readonly theme: Tokens;
}) {
  const gauge = pool[what];
  const data = what === 'data';
  const baseline = y + (data ? 39 : 50);
  const unread = gauge.share === null;
  const colour = gauge.trouble === 'crit' ? theme.crit : gauge.trouble === 'warn' ? theme.warn : theme.tx2;
  const width = gaugeWidth(pool, right - x);
  return (
    <g>
      <Label
        x={x + 10}
        y={baseline}
        text={say(data ? msg('devmap.data') : msg('devmap.meta'))}
        size={11}
        fill={theme.tx3}
      />
      <Gauge
        gauge={gauge}
        waiting={data && pool.shape === 'queueing'}
        x={x + gaugeX}
        y={data ? y + 32 : y + 44}
        width={width}
        height={data ? 6 : 4}
        theme={theme}
      />
      <Label
        x={unread ? x + gaugeX + width + 8 : right}
        y={baseline}
        text={gauge.text}
        face={unread ? 'sans400' : gauge.trouble === 'none' ? 'mono' : 'mono500'}
        size={unread ? 11 : 10.5}
        fill={unread ? theme.tx2 : colour}
        anchor={unread ? 'start' : 'end'}
        room={right - x - gaugeX - width - 8}
      />
    </g>
  );
}
