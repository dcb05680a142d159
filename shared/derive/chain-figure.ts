import type { MapTrouble } from '#shared/derive/device-map.ts';
import type { CitedLine } from '#shared/derive/view-types.ts';
import type { Severity, Subject } from '#shared/rules/rule.ts';

/**
 * A chain as data: question at the top, ground truth at the bottom; each hop names the next and shows the line that
 * says so. What is missing is a hop too and drawn as an absence.
 */
export interface ChainFigure {
  readonly needle: string;
  readonly title: string;
  /** The finding that says why this chain matters, in parts; its facts are strong. Null: nothing is wrong with it. */
  readonly statement: {
    readonly severity: Severity;
    readonly code: string;
    readonly findingId: string;
    readonly text: string;
  } | null;
  readonly hops: readonly ChainHop[];
  readonly gauges: readonly ChainGauge[];
  /** Below the gauges: what would be different if … */
  readonly note: string | null;
  /** Hops with a line, or a whole record without one, behind them. */
  readonly proven: number;
  /** What the chain rests on and what was not read, in words. */
  readonly lookedAt: string;
  readonly notLookedAt: string;
  /** Other objects that the needle names too: each has a chain of its own. */
  readonly alternatives: readonly Subject[];
}

export type ChainMark =
  | 'image'
  | 'container'
  | 'layer'
  | 'file'
  | 'thin-active'
  | 'thin-inactive'
  | 'dm'
  | 'absent'
  | 'pool'
  | 'loop'
  | 'volume'
  | 'disk'
  | 'unknown';

export interface ChainHop {
  readonly key: string;
  readonly mark: ChainMark;
  /** `container`, `mount-id`, `device_id`, `thin device`, `not active`, `pool`. */
  readonly kind: string;
  readonly title: string;
  readonly line: string;
  readonly lineTrouble: MapTrouble;
  /** `proven`: a line says so. `absence`: looked for and not there. `inferred`; `unknown`: not read. */
  readonly standing: 'proven' | 'absence' | 'inferred' | 'unknown';
  readonly cited: readonly CitedLine[];
  /** Said in place of a raw line: what was looked through, or why it could not be. */
  readonly says: string;
  /** On the arrow to the next hop: `names the mount-id`. Empty for the last. */
  readonly link: string;
  readonly subject: Subject | null;
}

export interface ChainGauge {
  readonly key: 'filesystem' | 'thin' | 'data' | 'metadata';
  readonly title: string;
  /** 0 … 1; null: not known, drawn as §6 says. */
  readonly share: number | null;
  /** `94.4 %`, `full`, `not collected`. */
  readonly value: string;
  readonly line: string;
  readonly trouble: MapTrouble;
  /** How a missing share is drawn. */
  readonly absent: 'not-collected' | 'unreadable' | 'unparsable' | 'not-applicable' | null;
}
