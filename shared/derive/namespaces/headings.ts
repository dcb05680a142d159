import { isInferredNamespace } from '#shared/base/namespace-number.ts';
import type { NamespaceFigure } from '#shared/derive/namespace-figure.ts';
import type { Focus } from '#shared/derive/namespaces/focus.ts';
import { msg, say } from '#shared/messages/index.ts';

export interface FocusFacts {
  /** Peer group that carries the unmount; null when the mount below which it happened is private. */
  readonly group: number | null;
  readonly reached: number;
  readonly others: number;
  /** Every holder is a copy in a namespace: nothing else is in column 3. */
  readonly copiesOnly: boolean;
  /** No door in column 3 is in any group. */
  readonly allPrivate: boolean;
  /** It still stands in the origin namespace, so nothing was unmounted yet. */
  readonly mounted: boolean;
  readonly onHost: boolean;
  /** What was looked through: an empty column says so with numbers. */
  readonly looked: { readonly tables: number; readonly references: number };
}

/** What stands above each part of the picture. */
export function focusHeadings(focus: Focus, facts: FocusFacts): NamespaceFigure['headings'] {
  const { group, mounted } = facts;
  const device = [...focus.devices].join(', ') || focus.title;
  const plain = { aside: '', inferred: false };
  return {
    origin: {
      title: say(mounted ? msg('heading.mounted') : msg('heading.unmounted')),
      ...originAside(focus.origin, say(facts.onHost ? msg('heading.origin-host') : msg('heading.origin-engine'))),
    },
    reached: {
      title: say(mounted ? msg('heading.would-reach') : msg('heading.reached')),
      aside: group === null ? '' : say(msg('heading.reached-aside', { n: facts.reached, group, device })),
      inferred: true,
    },
    others: {
      title: say(msg('heading.not-there')),
      aside:
        group === null
          ? say(msg('heading.not-there-aside', { n: facts.others, device }))
          : say(msg('heading.not-there-group', { n: facts.others, group, device })),
      inferred: false,
    },
    holding: holdingHeading(focus, facts),
    kept: { ...plain, title: keptTitle(focus) },
  };
}

/** Said once in a picture, at the namespace that it starts from: what the numbers with `~` are. */
export function originAside(origin: number | null, aside: string) {
  const inferred = origin !== null && isInferredNamespace(origin);
  const told = inferred ? say(msg('heading.inferred-namespaces')) : '';
  return { aside: [aside, told].filter((part) => part !== '').join(' · '), inferred };
}

function keptTitle({ holders }: Focus): string {
  if (holders.length === 0) return say(msg('heading.asked'));
  return say(holders.some((h) => !h.legitimate) ? msg('heading.kept') : msg('heading.in-use'));
}

function holdingHeading(focus: Focus, { copiesOnly, allPrivate, mounted, looked }: FocusFacts) {
  if (focus.holders.length === 0) {
    return { title: say(msg('heading.nobody')), aside: say(msg('heading.looked', looked)), inferred: false };
  }
  const plain = { aside: '', inferred: false };
  if (!focus.holders.some((h) => !h.legitimate)) return { ...plain, title: say(msg('heading.held-by-design')) };
  if (!copiesOnly) return { ...plain, title: say(mounted ? msg('heading.held-mounted') : msg('heading.held')) };
  if (!allPrivate) return { ...plain, title: say(mounted ? msg('heading.held-mounted') : msg('heading.held-copies')) };
  return { ...plain, title: say(mounted ? msg('heading.would-not-reach') : msg('heading.held-private')) };
}
