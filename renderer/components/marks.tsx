import type { ReactNode } from 'react';
import { t } from '#renderer/components/words.ts';
import type { HoldMark } from '#shared/derive/view-types.ts';
import { HoldMarkShape } from '#shared/figures/marks.tsx';
import type { CollectorProgress } from '#shared/ipc/payloads.ts';
import type { Severity } from '#shared/rules/rule.ts';

interface MarkProps {
  /** Left out of the tree of accessible names where the word stands beside it. */
  readonly silent?: boolean;
}

/** ◆ critical, ▲ high, △ medium, ○ low, – info: told apart by shape at 12 px in grey. */
export function SeverityMark({ severity, silent = false }: MarkProps & { readonly severity: Severity }) {
  return (
    <Marked name={silent ? null : t(`ui.severity.${severity}`)}>
      <svg className={`mark severity ${severity}`} width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
        {severity === 'critical' && <path d="M7 1 l6 6 l-6 6 l-6 -6z" />}
        {severity === 'high' && <path d="M7 1 l6 10.5 h-12z" />}
        {severity === 'medium' && <path d="M7 1.6 l5.5 9.6 h-11z" />}
        {severity === 'low' && <circle cx="7" cy="7" r="4.2" />}
        {severity === 'info' && <path d="M3 7 h8" />}
      </svg>
    </Marked>
  );
}

export function UnknownMark({ silent = false }: MarkProps) {
  return (
    <Marked name={silent ? null : t('ui.cannot-tell')}>
      <span className="mark unknown mono" aria-hidden="true">
        ?
      </span>
    </Marked>
  );
}

/** What keeps something alive: the very shapes of the pictures. */
export function HoldGlyph({ mark, silent = false }: MarkProps & { readonly mark: HoldMark }) {
  return (
    <Marked name={silent ? null : t(`ui.hold.${mark}`)}>
      <svg className="mark hold" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
        <HoldMarkShape mark={mark} x={8} y={8} colour="currentColor" />
      </svg>
    </Marked>
  );
}

/** A mark and the word a screen reader says for it. */
function Marked({ name, children }: { readonly name: string | null; readonly children: ReactNode }) {
  return (
    <span className="marked">
      {children}
      {name !== null && <span className="only-heard">{name}</span>}
    </span>
  );
}

/** Propagation at a mount's door: round passes both ways, wedge inwards, wall not at all. */
export function DoorGlyph({ kind }: { readonly kind: 'shared' | 'slave' | 'private' | 'unbindable' }) {
  return (
    <svg className="mark door" width="12" height="14" viewBox="0 0 12 14" aria-hidden="true">
      {kind === 'shared' && <circle cx="6" cy="7" r="4" />}
      {kind === 'slave' && <path d="M3 2.5 l6.5 4.5 l-6.5 4.5z" />}
      {kind === 'private' && <path d="M4.5 2 h3 v10 h-3z" />}
      {kind === 'unbindable' && (
        <>
          <path d="M1 2 h2.4 v10 h-2.4z" />
          <path className="cross" d="M5.5 4.5 l5 5 m0 -5 l-5 5" />
        </>
      )}
    </svg>
  );
}

/** How a step or a collector stands: done, under way, waiting, and the troubles, each with its own shape. */
export function StateGlyph({
  state,
}: {
  readonly state: CollectorProgress['status'] | 'step-done' | 'step-now' | 'step-next';
}) {
  return (
    <svg className={`mark state ${state}`} width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
      {(state === 'ok' || state === 'step-done') && <path className="tick" d="M4 8 l3 3 l5.5 -6.5" />}
      {state === 'step-now' && <circle className="ring now" cx="8" cy="8" r="4.4" />}
      {state === 'step-next' && <circle className="ring" cx="8" cy="8" r="3.4" />}
      {state === 'queued' && <circle className="dot" cx="8" cy="8" r="1.6" />}
      {state === 'running' && <path className="go" d="M5 3.5 l7 4.5 l-7 4.5z" />}
      {state === 'partial' && (
        <>
          <circle className="trouble-edge" cx="8" cy="8" r="4.6" />
          <path className="trouble" d="M8 3.4 a4.6 4.6 0 0 0 0 9.2z" />
        </>
      )}
      {state === 'timeout' && <path className="trouble-edge" d="M8 3 a5 5 0 1 1 -0.01 0z M8 5 v3.2 h2.6" />}
      {state === 'denied' && (
        <path
          className="trouble"
          fillRule="evenodd"
          d="M4 7.5 h8 v5.5 h-8z M5.6 7.5 v-2 a2.4 2.4 0 0 1 4.8 0 v2 h-1.4 v-2 a1 1 0 0 0 -2 0 v2z"
        />
      )}
      {state === 'missing' && <path className="trouble-edge pieces" d="M3.5 3.5 h9 v9 h-9z" />}
      {state === 'cut' && <path className="trouble-edge" d="M2.5 8 h4 M9.5 8 h4 M7 4.5 l-1 7 M10 4.5 l-1 7" />}
      {state === 'not-applicable' && <path className="ring" d="M4 8 h8" />}
    </svg>
  );
}
