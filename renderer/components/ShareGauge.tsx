import type { MapTrouble } from '#shared/derive/device-map.ts';

interface Props {
  /** 0 … 1; null: not known, drawn hatched. */
  readonly share: number | null;
  readonly trouble?: MapTrouble;
  readonly width?: number;
}

/** How full something is; the number stands beside it. A full one ends in a wall. */
export function ShareGauge({ share, trouble = 'none', width = 62 }: Props) {
  const inside = width - 1;
  const filled = share === null ? 0 : Math.max(share > 0 ? 1.5 : 0, Math.min(1, share) * (inside - 1));
  return (
    <svg className={`share-gauge ${trouble}`} width={width} height="9" viewBox={`0 0 ${width} 9`} aria-hidden="true">
      <rect className="trough" x="0.5" y="1.5" width={inside} height="6" />
      {share === null && <path className="hatch" d={hatching(inside)} />}
      {filled > 0 && <rect className="fill" x="1" y="2" width={filled} height="5" />}
      {share !== null && share >= 1 && <rect className="wall" x={width - 2} y="0" width="2" height="9" />}
    </svg>
  );
}

const hatching = (width: number): string =>
  Array.from({ length: Math.floor((width - 6) / 5) }, (_, i) => `M${2 + i * 5} 7.5 l5 -6`).join(' ');
