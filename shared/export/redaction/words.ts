import { foldAscii } from '#shared/export/redaction/byte-text.ts';
import type { TokenClass } from '#shared/export/redaction/classes.ts';
import { tokenClasses } from '#shared/export/redaction/classes.ts';
import { isKept, isKeptName, isLibrary } from '#shared/export/redaction/keep-list.ts';

/** Escapes, whose letters and digits belong to no word. */
const escapes = /\\(?:x[0-9a-f]{2}|u[0-9a-f]{4}|[0-3][0-7]{2}|[nrtbf])|%[0-9a-f]{2}/gi;
const word = /[A-Za-z0-9\x80-\xff]+/g;

/** Classes of which a name is replaced as a whole where each of its words stays: `log-agent`. */
const wholeNames: ReadonlySet<TokenClass> = new Set(['host', 'image', 'pod', 'namespace', 'container', 'volume']);
const plainName = /^[A-Za-z][A-Za-z0-9]*(?:[-_][A-Za-z0-9]+)+$/;

/** Tokens by class, as they are found. All texts are byte texts. */
export class FoundWords {
  /** In lower case. */
  readonly tokens = new Map<string, TokenClass>();
  /** Names whose words all stand on the keep-list: they stay as they are, and the preview says so. */
  readonly keptNames = new Set<string>();
  readonly #seen = new Set<string>();

  add(token: string, kind: TokenClass): void {
    const folded = foldAscii(token);
    const known = this.tokens.get(folded);
    if (known === undefined || tokenClasses.indexOf(kind) < tokenClasses.indexOf(known)) this.tokens.set(folded, kind);
  }

  /** A name: each of its words that is not on the keep-list becomes a token. */
  addName(name: string, kind: TokenClass): void {
    const key = `${kind} ${name}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    const words = name.replaceAll(escapes, ' ').match(word) ?? [];
    const own = words.filter((part) => !isKept(part));
    for (const part of own) this.add(part, kind);
    if (own.length > 0 || !/[A-Za-z]/.test(name)) return;
    if (wholeNames.has(kind) && plainName.test(name) && !isKeptName(name)) this.add(name, kind);
    else if (kind !== 'path' && !name.includes('..')) this.keptNames.add(name);
  }

  /** Any path, absolute or not. */
  addPath(path: string): void {
    if (this.#seen.has(path)) return;
    this.#seen.add(path);
    for (const component of path.split('/')) {
      if (component !== '' && !isLibrary(component)) this.addName(component, 'path');
    }
  }
}
