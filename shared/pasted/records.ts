import type { CollectorId } from '#shared/collectors/ids.ts';
import type { EvidenceEnd, EvidenceRecord } from '#shared/evidence/record.ts';
import { msg, say } from '#shared/messages/index.ts';
import { encodeText } from '#shared/parsers/decode.ts';
import { type PastedKind, pastedLines } from '#shared/pasted/recognise.ts';
import { takenBy } from '#shared/sosreport/commands.ts';

interface Part {
  readonly id: string;
  readonly collector: CollectorId;
  readonly format?: string;
  /** Why the text is less than the collector would have read; null: it is all of it. */
  readonly lacks: string | null;
  readonly body: string;
}

/** The records of one pasted text. Of every other collector there is none: nobody looked. */
export const pastedRecords = (kind: PastedKind, text: string): readonly EvidenceRecord[] =>
  partsOf(kind, pastedLines(text).join('\n')).map((part) => recordOf(kind, part));

function partsOf(kind: PastedKind, text: string): readonly Part[] {
  switch (kind) {
    case 'mountinfo': {
      const lacks = say(msg('pasted.one-table', { command: takenBy['mount-tables'] }));
      const inferred = say(msg('pasted.no-namespace', { command: takenBy['namespace-links'] }));
      return [
        { id: `mount-table/${rootIdOf(text)}`, collector: 'mount-tables', lacks: null, body: text },
        { id: 'mount-tables', collector: 'mount-tables', lacks, body: '' },
        // Says that the number of the table's namespace is no inode.
        {
          id: 'namespace-links',
          collector: 'namespace-links',
          format: 'mount-id-groups',
          lacks: inferred,
          body: '',
        },
      ];
    }
    case 'dmsetup table':
      return [
        { id: 'dm-table', collector: 'dm-table', lacks: null, body: withoutKeys(text) },
        names(withoutKeys(text)),
      ];
    case 'dmsetup status':
      return [{ id: 'dm-status', collector: 'dm-status', lacks: null, body: text }, names(text)];
    case 'lsns': {
      const part = (collector: 'namespace-links' | 'processes' | 'command-lines'): Part => ({
        id: collector,
        collector,
        format: 'lsns',
        lacks: say(msg('pasted.one-process', { command: takenBy[collector] })),
        body: text,
      });
      return [part('namespace-links'), part('processes'), part('command-lines')];
    }
  }
}

const names = (text: string): Part => ({
  id: 'dm-devices',
  collector: 'dm-devices',
  format: 'dm-names',
  lacks: say(msg('pasted.no-numbers', { command: takenBy['dm-devices'] })),
  body: text,
});

function recordOf(kind: PastedKind, { id, collector, format, lacks, body }: Part): EvidenceRecord {
  const end: EvidenceEnd =
    lacks === null ? { kind: 'complete', exitCode: null } : { kind: 'not-found', because: lacks };
  return {
    id,
    collectorId: collector,
    sample: 1,
    origin: { kind: 'archive', member: say(msg('pasted.origin', { kind })) },
    end,
    startedAt: null,
    durationMs: null,
    stderr: '',
    body: encodeText(body),
    ...(format !== undefined && { format }),
  };
}

/** `dmsetup table --showkeys` prints them; the collector leaves them out on the host, so they are left out here. */
const withoutKeys = (table: string): string => table.replace(/^(.*: \d+ \d+ (?:crypt|integrity)) .*$/gm, '$1 ***');

/** The id of the mount of `/` stands for the namespace, whose inode no mountinfo has. */
const rootIdOf = (mountinfo: string): number => {
  const id = /^(\d{1,9}) \d+ \d+:\d+ \S+ \/ /m.exec(mountinfo)?.[1];
  return id === undefined ? 1 : Number(id);
};
