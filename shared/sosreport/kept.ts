import { encodeText } from '#shared/parsers/decode.ts';
import { type Glob, globOf } from '#shared/sosreport/glob.ts';

/** A member that was kept, and how its reading ended. */
export interface KeptMember {
  /** Below the sosreport's root, as the collectors' globs know it. */
  readonly place: string;
  /** Where it lies, when that is elsewhere and the manifest alone told what it is: what is cited. */
  readonly liesAt?: string;
  readonly body: Uint8Array;
  /** `whole`, or why the rest is not here: a limit of ours, or the archive's end. */
  readonly ended: 'whole' | 'limit' | 'cut';
  /** Of the limit, bytes; 0 where none was hit. */
  readonly limit: number;
  readonly mtimeMs: number | null;
}

/** Where a member lies in the archive. */
export const citedPlace = ({ place, liesAt }: KeptMember): string => liesAt ?? place;

/** The members kept, by place. */
export class Kept {
  readonly #members = new Map<string, KeptMember>();

  /** The first of two members with one place counts. */
  add(member: KeptMember): void {
    if (!this.#members.has(member.place)) this.#members.set(member.place, member);
  }

  at(place: string): KeptMember | null {
    return this.#members.get(place) ?? null;
  }

  /** Members that the globs match, in the globs' order and by name below each; without the suffix of a collision first. */
  of(globs: readonly string[]): readonly KeptMember[] {
    const found = new Map<string, KeptMember>();
    for (const glob of globs.map(compiled)) {
      const matching = [...this.#members.values()].filter((m) => glob.matches(m.place));
      for (const m of matching.sort((a, b) => (a.place < b.place ? -1 : 1))) found.set(m.place, m);
    }
    return [...found.values()];
  }
}

const cache = new Map<string, Glob>();
function compiled(text: string): Glob {
  const glob = cache.get(text) ?? globOf(text);
  cache.set(text, glob);
  return glob;
}

const newline = 0x0a;

/**
 * Several members as file-lines, `PATH:LINE`, the path being the member's place with a slash before it. A colon in a
 * place is written `\x3a`, so that it cannot be taken for the one that ends it. `line` may change or drop lines.
 */
export function fileLines(members: readonly KeptMember[], pathOf = (m: KeptMember) => `/${citedPlace(m)}`): Uint8Array {
  const pieces: Uint8Array[] = [];
  for (const member of members) {
    const prefix = encodeText(`${pathOf(member).replaceAll(':', '\\x3a')}:`);
    const { body } = member;
    for (let from = 0; from < body.length; ) {
      const end = body.indexOf(newline, from);
      const to = end < 0 ? body.length : end;
      pieces.push(prefix, body.subarray(from, to), lineEnd);
      from = to + 1;
    }
    if (body.length === 0) pieces.push(prefix, lineEnd);
  }
  const whole = new Uint8Array(pieces.reduce((sum, p) => sum + p.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

const lineEnd = Uint8Array.of(newline);
