import type { ReactNode, RefObject } from 'react';
import { useRef } from 'react';
import { SvgPane } from '#renderer/components/SvgPane.tsx';
import { useSize } from '#renderer/components/use-size.ts';

/** Letters of 10.5 px are the smallest of these figures; below 9 px one would not be read. */
const smallest = 9 / 10.5;

/**
 * A figure of fixed width that is in sight whole at 100 %, but never so small that it cannot be read: then it scrolls. Its
 * table twin stands beside it for those who hear it.
 */
export function FittedPicture({
  width,
  className = '',
  testId,
  selected,
  twin,
  children,
}: {
  /** Of the figure, px. */
  readonly width: number;
  readonly className?: string;
  readonly testId: string;
  readonly selected: string | null;
  readonly twin: ReactNode;
  readonly children: (fit: number) => ReactNode;
}) {
  const pane: RefObject<HTMLDivElement | null> = useRef<HTMLDivElement>(null);
  const size = useSize(pane);
  const fit = size ? Math.max(smallest, Math.min(1, size.width / width)) : 1;
  return (
    <>
      <div className="only-heard">{twin}</div>
      <div className={`chain-picture ${className}`.trim()} ref={pane}>
        <SvgPane testId={testId} selected={selected} followed={null}>
          {children(fit)}
        </SvgPane>
      </div>
    </>
  );
}
