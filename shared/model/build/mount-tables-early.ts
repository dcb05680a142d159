import type { EvidenceRecord } from '#shared/evidence/record.ts';
import { type MountinfoEntry, type MountShapes, parseMountinfo } from '#shared/parsers/mountinfo.ts';
import type { Parsed } from '#shared/parsers/parsed.ts';

/**
 * Mount tables parsed as they arrive, while the host formats the next one: of a large host they are most of the work,
 * and a live capture is mostly waiting. Give every record to `take` and the whole to `buildHostModel`.
 */
export class EarlyTables {
  readonly shapes: MountShapes = new Map();
  readonly #parsed = new WeakMap<Uint8Array, Parsed<readonly MountinfoEntry[]>>();

  take({ id, body }: EvidenceRecord): void {
    if (/^mount-table\/\d+$/.test(id)) this.#parsed.set(body, parseMountinfo(body, this.shapes));
  }

  parse(body: Uint8Array): Parsed<readonly MountinfoEntry[]> {
    return this.#parsed.get(body) ?? parseMountinfo(body, this.shapes);
  }
}
