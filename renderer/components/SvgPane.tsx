import { type PointerEvent as PointerDown, type ReactNode, useEffect, useRef } from 'react';

interface Props {
  readonly testId: string;
  readonly selected: string | null;
  /** Keys on the chain that is followed; the others are dimmed, none hidden. Null: nothing is followed. */
  readonly followed: ReadonlySet<string> | null;
  /** Edges that the figure draws, so that those off the chain are dimmed with their ends. */
  readonly edges?: readonly { readonly key: string; readonly from: string; readonly to: string }[];
  readonly children: ReactNode;
}

/** A figure in a pane that scrolls; dragging its ground moves it, arrows go along its objects. */
export function SvgPane({ testId, selected, followed, edges = [], children }: Props) {
  const pane = useRef<HTMLDivElement>(null);
  useEffect(() => {
    for (const node of objectsIn(pane.current)) {
      node.classList.toggle('dimmed', followed !== null && !followed.has(node.dataset.key ?? ''));
    }
    const off = new Set(
      edges.filter((e) => followed && !(followed.has(e.from) && followed.has(e.to))).map((e) => e.key),
    );
    for (const node of pane.current?.querySelectorAll<SVGElement>('[data-edge]') ?? []) {
      node.classList.toggle('dimmed', off.has(node.dataset.edge ?? ''));
    }
  });
  useEffect(() => {
    if (selected === null) return;
    objectsIn(pane.current)
      .find((node) => node.dataset.key === selected)
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [selected]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: moving the picture has its twin in scrolling
    <div
      ref={pane}
      className="picture"
      data-testid={testId}
      onPointerDown={(event) => startPan(event, pane.current)}
      onKeyDown={(event) => {
        const objects = objectsIn(pane.current);
        const at = objects.indexOf(document.activeElement as unknown as SVGElement & HTMLElement);
        const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1 }[event.key];
        if (to === undefined || at < 0) return;
        event.preventDefault();
        objects[to]?.focus();
      }}
    >
      {children}
    </div>
  );
}

const objectsIn = (pane: HTMLElement | null): (HTMLElement & SVGElement)[] =>
  pane ? [...pane.querySelectorAll<HTMLElement & SVGElement>('[data-key]')] : [];

/** Drags the ground of the picture; objects keep their own clicks. */
function startPan(event: PointerDown, pane: HTMLElement | null): void {
  if (!pane || event.button !== 0 || (event.target as Element).closest('[data-key]')) return;
  const { clientX, clientY } = event;
  const { scrollLeft, scrollTop } = pane;
  const move = (to: PointerEvent) => {
    pane.scrollLeft = scrollLeft + clientX - to.clientX;
    pane.scrollTop = scrollTop + clientY - to.clientY;
  };
  const stop = () => {
    window.removeEventListener('pointermove', move);
    window.removeEventListener('pointerup', stop);
  };
  window.addEventListener('pointermove', move);
  window.addEventListener('pointerup', stop);
}
