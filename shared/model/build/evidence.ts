import type { Absent } from '#shared/base/absent.ts';
import { notApplicable, notCollected, unreadable } from '#shared/base/absent.ts';
import { bodyLengthOf, type EvidenceRecord } from '#shared/evidence/record.ts';
import { parserFor } from '#shared/model/build/other-formats.ts';
import type { Parsed, ParseWarning } from '#shared/parsers/parsed.ts';

/**
 * The records of one capture as the builders read them: by id, each parsed at most once, with the
 * parsers' warnings gathered by record.
 */
export class Evidence {
  readonly records: ReadonlyMap<string, EvidenceRecord>;
  readonly warnings = new Map<string, readonly ParseWarning[]>();
  readonly #parsed = new Map<string, Map<unknown, readonly unknown[]>>();

  constructor(records: Iterable<EvidenceRecord>) {
    this.records = new Map([...records].map((r) => [r.id, r]));
  }

  /** Rows of a record; none when it was not collected. Asked again with the same parser it answers from memory. */
  rows<T>(id: string, parse: (body: Uint8Array) => Parsed<readonly T[]>): readonly T[] {
    const record = this.records.get(id);
    if (!record || bodyLengthOf(record) === 0) return [];
    const before = this.#parsed.get(id)?.get(parse);
    if (before) return before as readonly T[];
    const { value, warnings } = parserFor(parse, record.format)(record.body);
    if (warnings.length > 0) this.warnings.set(id, warnings);
    const byParser = this.#parsed.get(id) ?? new Map<unknown, readonly unknown[]>();
    this.#parsed.set(id, byParser.set(parse, value));
    return value;
  }

  has(id: string): boolean {
    return this.records.has(id);
  }

  /** Why nothing is known from this record: it was not collected, could not be read, or has no subject here. */
  absence(id: string): Absent {
    const record = this.records.get(id);
    if (!record) return notCollected(id);
    const { end } = record;
    switch (end.kind) {
      case 'not-applicable':
        return notApplicable(end.because);
      case 'denied':
      case 'not-found':
        return unreadable(end.because);
      case 'timed-out':
        return unreadable(`${id} took longer than ${end.afterMs} ms`);
      case 'connection-lost':
        return unreadable('the connection was cut');
      case 'truncated':
        return unreadable(`only ${end.keptBytes} bytes were kept`);
      case 'complete':
        return unreadable(`${id} says nothing of it`);
    }
  }
}
