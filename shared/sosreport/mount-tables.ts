import type { EvidenceRecord } from '#shared/evidence/record.ts';
import { msg, say } from '#shared/messages/index.ts';
import { decodeText, encodeText } from '#shared/parsers/decode.ts';
import { takenBy } from '#shared/sosreport/commands.ts';
import type { KeptMember } from '#shared/sosreport/kept.ts';
import { type MountGroup, MountGroups } from '#shared/sosreport/mount-groups.ts';

/** Of the texts kept, all together. One a namespace: 500 namespaces of 1,000 mounts take 100 MB. */
const keptBytes = 192 * 1024 ** 2;

/** Mount tables as they come: each is compared with those before, and only one that is unlike them is kept. */
export class MountTables {
  readonly #groups = new MountGroups();
  readonly #texts = new Map<number, KeptMember>();
  #bytes = 0;
  #processes = 0;
  #self: KeptMember | null = null;
  #fallback: KeptMember | null = null;

  /** True for a place that is this class's to take. */
  static owns = (place: string): boolean =>
    /^proc\/(?:\d+|self)\/mountinfo$|^proc\/(?:(?:self|\d+)\/)?mounts$/.test(place);

  take(member: KeptMember): void {
    const pid = /^proc\/(\d+)\/mountinfo$/.exec(member.place)?.[1];
    if (member.place === 'proc/self/mountinfo') this.#self = member;
    else if (pid === undefined) this.#fallback ??= member;
    else {
      this.#processes += 1;
      const isNew = this.#groups.take(Number(pid), decodeText(member.body));
      if (!isNew || this.#bytes + member.body.length > keptBytes) return;
      this.#bytes += member.body.length;
      this.#texts.set(Number(pid), member);
    }
  }

  /** `selfPid`: where the link /proc/self led. `ownNamespace`: where sos itself ran; null where it is not known. */
  finish(selfPid: number | null): {
    readonly records: readonly EvidenceRecord[];
    readonly ownNamespace: number | null;
  } {
    if (this.#processes > 0) return this.#ofGroups(selfPid);
    const own = this.#self ?? this.#fallback;
    if (!own) return { records: [], ownNamespace: null };
    const lacks = say(msg('sosreport.one-table', { command: takenBy['mount-tables'] }));
    const id = this.#self ? rootIdOf(decodeText(this.#self.body)) : 1;
    return {
      records: [
        this.#self
          ? tableRecord(`mount-table/${id}`, own)
          : {
              ...tableRecord(`mount-table/${id}`, own),
              body: new Uint8Array(0),
              end: { kind: 'not-found', because: lacks },
            },
        ...(this.#self ? [] : [tableRecord(`mount-table/${id}/mounts`, own)]),
        short('mount-tables', 'mount-tables', lacks),
        { ...short('namespace-links', 'namespace-links', lacks), format: 'mount-id-groups' },
      ],
      ownNamespace: id,
    };
  }

  #ofGroups(selfPid: number | null): {
    readonly records: readonly EvidenceRecord[];
    readonly ownNamespace: number | null;
  } {
    const { groups, undecided } = this.#groups.groups();
    const tables = groups.flatMap((group) => {
      const text = this.#textOf(group);
      return text ? [tableRecord(`mount-table/${group.id}`, text)] : [];
    });
    const command = takenBy['mount-tables'];
    const lacks =
      tables.length < groups.length
        ? msg('sosreport.tables-of-groups', { tables: tables.length, groups: groups.length, command })
        : msg('sosreport.tables-inhabited', {
            tables: tables.length,
            command: "grep -H '' /proc/[0-9]*/task/[0-9]*/mountinfo",
          });
    const facts = {
      groups: groups.length,
      processes: groups.reduce((sum, g) => sum + g.members.length, 0),
      empty: this.#groups.empty.length,
      undecided: undecided.length,
      command: takenBy['namespace-links'],
    };
    const records = [
      groupsRecord(groups, say(msg('sosreport.inferred', facts))),
      ...tables,
      short('mount-tables', 'mount-tables', say(lacks)),
    ];
    const own = groups.find((g) => g.members.some((m) => m.pid === selfPid));
    return { records, ownNamespace: own?.id ?? null };
  }

  /** The representative's, or, where that was over the limit, any other of the group. */
  #textOf({ representative, members }: MountGroup): KeptMember | null {
    const own = this.#texts.get(representative);
    if (own) return own;
    for (const { pid } of members) {
      const text = this.#texts.get(pid);
      if (text) return text;
    }
    return null;
  }
}

const tableRecord = (id: string, member: KeptMember): EvidenceRecord => ({
  id,
  collectorId: 'mount-tables',
  sample: 1,
  origin: { kind: 'archive', member: member.place },
  end:
    member.ended === 'whole'
      ? { kind: 'complete', exitCode: null }
      : member.ended === 'cut'
        ? { kind: 'connection-lost' }
        : { kind: 'truncated', keptBytes: member.body.length, limitBytes: member.limit },
  startedAt: member.mtimeMs,
  durationMs: null,
  stderr: '',
  body: member.body,
});

/** A record without a body: it only says why its collector is less than whole. */
const short = (id: string, collectorId: string, because: string): EvidenceRecord => ({
  id,
  collectorId,
  sample: 1,
  origin: { kind: 'archive', member: 'proc/[0-9]*/mountinfo' },
  end: { kind: 'not-found', because },
  startedAt: null,
  durationMs: null,
  stderr: '',
  body: new Uint8Array(0),
});

const groupsRecord = (groups: readonly MountGroup[], because: string): EvidenceRecord => ({
  ...short('namespace-links', 'namespace-links', because),
  format: 'mount-id-groups',
  body: encodeText(
    groups
      .flatMap((g) => g.members.map((m) => `${m.pid}\t${g.id}\t${m.own}\t${m.shared}\t${g.representative}\n`))
      .join(''),
  ),
});

const rootIdOf = (mountinfo: string): number => {
  const id = /^(\d{1,9}) \d+ \d+:\d+ \S+ \/ /m.exec(mountinfo)?.[1];
  return id === undefined ? 1 : Number(id);
};
