import type { ArchiveMember } from '#shared/archive/member.ts';
import { escapeForDisplay } from '#shared/base/escape.ts';
import type { EvidenceRecord } from '#shared/evidence/record.ts';
import { decodeText } from '#shared/parsers/decode.ts';
import { type ArchiveNotes, aboutRecord } from '#shared/sosreport/about.ts';
import { Kept, type KeptMember } from '#shared/sosreport/kept.ts';
import { type Manifest, readManifest } from '#shared/sosreport/manifest.ts';
import { MountTables } from '#shared/sosreport/mount-tables.ts';
import { engineRecords } from '#shared/sosreport/records/engines.ts';
import { hostRecords } from '#shared/sosreport/records/host.ts';
import { processRecords } from '#shared/sosreport/records/processes.ts';
import type { Report } from '#shared/sosreport/records/record-maker.ts';
import { storageRecords } from '#shared/sosreport/records/storage.ts';
import { toldByManifest } from '#shared/sosreport/told-by-manifest.ts';
import { belowRoot, type KeepWanted, wantedAt } from '#shared/sosreport/wanted.ts';

/** Outputs of commands that are remembered by place; the largest sosreports have some thousands. */
const unknownOutputs = 20_000;

/** Odd members that are named; the others are counted. */
const namedOddities = 20;

/**
 * A sosreport's members, offered one by one in any order, to the records that a live capture would have brought.
 *
 * Ask `wants` for each member, give `take` what it wants, and at the end `finish`. Pure; it reads nothing itself and throws on
 * nothing that an archive can hold.
 */
export class SosreportImport {
  readonly #kept = new Kept();
  readonly #tables = new MountTables();
  readonly #tailed: string[] = [];
  readonly #odd: string[] = [];
  /** Outputs that no collector asked for, some of which the manifest may tell. */
  readonly #unknown = new Set<string>();
  /** Place in the archive to the place that the globs know. */
  #told: ReadonlyMap<string, string> = new Map();
  #oddCount = 0;
  #statuses = 0;
  #root: string | null = null;
  #cleaned = false;
  #selfPid: number | null = null;

  /** How much of this member to read; null: none. Every member is to be shown, also those that are no files. */
  wants(
    member: Pick<ArchiveMember, 'kind' | 'place' | 'name' | 'oddities' | 'duplicate' | 'linkTarget'>,
  ): KeepWanted | null {
    const { place } = member;
    if (place === null) {
      this.#noteOdd(member.name, member.oddities.join(', '));
      return null;
    }
    const below = belowRoot(place);
    if (below !== place) this.#root ??= place.slice(0, place.length - below.length - 1);
    this.#look(below, member.linkTarget);
    const wanted = member.kind === 'file' ? wantedAt(below) : null;
    if (wanted === null && member.kind === 'file') this.#noteUnknown(below);
    if (wanted !== null && member.duplicate) {
      this.#noteOdd(member.name, 'there twice, the first counts');
      return null;
    }
    return wanted;
  }

  /** True when it was kept: mount tables that are like one before are not. */
  take(member: KeptMember): void {
    const place = belowRoot(member.place);
    const told = this.#told.get(place);
    const inside: KeptMember = { ...member, place: told ?? place, ...(told !== undefined && { liesAt: place }) };
    if (MountTables.owns(inside.place)) this.#tables.take(inside);
    else this.#kept.add(inside);
  }

  /**
   * For a second look at the archive, after all of it was shown: the places (as `wants` was given them, below the root) of
   * members that only the manifest tells, each with how much of it to read. Give `take` what is there. Mostly empty.
   */
  secondLook(): ReadonlyMap<string, KeepWanted> {
    const manifest = this.#manifest();
    if (manifest) this.#told = toldByManifest(manifest, this.#unknown, (place) => this.#kept.at(place) !== null);
    return new Map([...this.#told].flatMap(([place, known]) => [[place, wantedAt(known)!] as const]));
  }

  finish(): readonly EvidenceRecord[] {
    const manifest = this.#manifest();
    const version = manifest?.version ?? this.#version();
    const report: Report = { kept: this.#kept, manifest, version: version === null ? '' : ` ${version}` };
    const { records: tables, ownNamespace } = this.#tables.finish(this.#selfPid);
    return [
      ...hostRecords(report, ownNamespace),
      ...processRecords(report),
      ...storageRecords(report),
      ...tables,
      ...engineRecords(report),
      aboutRecord(this.#notes(version), manifest),
    ];
  }

  /** Name of the archive's folder, `sosreport-<host>-…`. */
  get root(): string | null {
    return this.#root;
  }

  #look(place: string, linkTarget: string | null): void {
    if (place.startsWith('sos_strings/') || place.endsWith('.tailed')) this.#tailed.push(place);
    else if (linkTarget !== null && /(^|\/)sos_strings\//.test(linkTarget)) this.#tailed.push(place);
    // sos follows /proc/self and keeps the link, so its own files lie below a number like any other's.
    if (place === 'proc/self' && /^\d{1,9}$/.test(linkTarget ?? '')) this.#selfPid = Number(linkTarget);
    if (/^proc\/\d+\/status$/.test(place)) this.#statuses += 1;
    if (/^sos_logs\/cleaner\.log$/.test(place)) this.#cleaned = true;
  }

  #noteUnknown(place: string): void {
    if (this.#unknown.size < unknownOutputs && /^sos_commands\/[^/]+\/[^/]+$/.test(place)) this.#unknown.add(place);
  }

  #noteOdd(name: string, what: string): void {
    this.#oddCount += 1;
    if (this.#odd.length < namedOddities) this.#odd.push(`${escapeForDisplay(name).slice(0, 200)}: ${what}`);
  }

  #manifest(): Manifest | null {
    const member = this.#kept.at('sos_reports/manifest.json');
    return member && readManifest(member.body);
  }

  /** `sosreport: 3.9.1` is the first line of version.txt in every version. */
  #version(): string | null {
    const text = this.#kept.at('version.txt');
    return text ? (/^sosreport: (\S{1,40})/m.exec(decodeText(text.body))?.[1] ?? null) : null;
  }

  #notes(version: string | null): ArchiveNotes {
    return {
      root: this.#root,
      version,
      tailed: this.#tailed.slice(0, 1000),
      statuses: this.#statuses,
      cleaned: this.#cleaned || /-obfuscated(?:\.|$)/.test(this.#root ?? ''),
      odd: this.#odd,
      oddCount: this.#oddCount,
    };
  }
}
