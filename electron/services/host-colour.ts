import type { OpenSource, SavedHost } from '#shared/ipc/payloads.ts';

const colours = 8;

/**
 * The colour of the bar beside a host's name: the one the user gave it, else one that its name always gets. Where another
 * host that is open has that one already, the next free one, so that two hosts side by side never look alike.
 */
export function hostColour(
  name: string,
  saved: readonly Pick<SavedHost, 'host' | 'label' | 'colour'>[],
  open: readonly Pick<OpenSource, 'host' | 'title' | 'colour'>[],
): number {
  const same = open.find((s) => (s.host ?? s.title) === name);
  if (same) return same.colour;
  const given = saved.find((h) => h.host === name) ?? saved.find((h) => h.label === name);
  if (given) return given.colour;
  const own = new TextEncoder().encode(name).reduce((sum, byte) => sum + byte, 0) % colours;
  const taken = new Set(open.map((s) => s.colour));
  for (let step = 0; step < colours; step += 1) {
    if (!taken.has((own + step) % colours)) return (own + step) % colours;
  }
  return own;
}
