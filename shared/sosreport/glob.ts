/**
 * Globs of places in a sosreport: `*` is anything but `/`, `[0-9]*` digits. The suffix that sos adds where two names
 * collide (`.1`) may follow. sos cuts names at NAME_MAX; what is as long ends in `*` in our globs.
 */
export interface Glob {
  readonly text: string;
  matches(place: string): boolean;
}

export function globOf(text: string): Glob {
  const literal = /^[^*[]*/.exec(text)![0];
  const pattern = text
    .split(/(\[0-9\]\*|\*)/)
    .map((part) =>
      part === '[0-9]*' ? '[0-9]+' : part === '*' ? '[^/]*' : part.replaceAll(/[.+^${}()|[\]\\?]/g, '\\$&'),
    )
    .join('');
  const whole = new RegExp(`^${pattern}(?:\\.[1-9]\\d{0,2})?$`);
  return { text, matches: (place) => place.startsWith(literal) && whole.test(place) };
}
