import { type EvidenceRecord, repeatedBodyOf } from '#shared/evidence/record.ts';
import type { LineTail, RepeatedBody } from '#shared/evidence/repeated-lines.ts';
import { decodeText } from '#shared/parsers/decode.ts';
import { type MountShape, type MountShapes, parseMountinfo, shapeOf } from '#shared/parsers/mountinfo.ts';
import type { ParseWarning } from '#shared/parsers/parsed.ts';

/** A parsed mountinfo by columns, and what was not understood. */
export interface TableRows {
  readonly mountIds: Int32Array;
  readonly parentIds: Int32Array;
  /** 1-based; null: row n stands in line n + 1. */
  readonly lines: Int32Array | null;
  readonly shapes: readonly MountShape[];
  readonly warnings: readonly ParseWarning[];
}

/**
 * Mount tables parsed as they arrive, while the host formats the next one: of a large host they are most of the work,
 * and a live capture is mostly waiting. Give every record to `take` and the whole to `buildHostModel`. What was sent as
 * repeated lines is never made into text again: each tail is parsed once.
 */
export class EarlyTables {
  readonly shapes: MountShapes = new Map();
  readonly #parsed = new WeakMap<EvidenceRecord, TableRows>();
  readonly #ofTails = new WeakMap<readonly LineTail[], readonly (MountShape | null)[]>();
  readonly #ofTail = new WeakMap<LineTail, MountShape | null>();
  readonly #lists = new Map<number, (readonly MountShape[])[]>();

  take(record: EvidenceRecord): void {
    if (/^mount-table\/\d+$/.test(record.id)) this.#parsed.set(record, this.#parse(record));
  }

  parse(record: EvidenceRecord): TableRows {
    return this.#parsed.get(record) ?? this.#parse(record);
  }

  #parse(record: EvidenceRecord): TableRows {
    const lines = repeatedBodyOf(record);
    const shapes = lines ? this.#shapesOf(lines) : null;
    if (lines && shapes) return { mountIds: lines.first, parentIds: lines.second, lines: null, shapes, warnings: [] };
    const { value, warnings } = parseMountinfo(record.body, this.shapes);
    return {
      mountIds: Int32Array.from(value, (row) => row.mountId),
      parentIds: Int32Array.from(value, (row) => row.parentId),
      lines: Int32Array.from(value, (row) => row.line),
      shapes: this.#shared(value.map((row) => row.shape)),
      warnings,
    };
  }

  /** One shape a line; null when a line is not understood. */
  #shapesOf({ tails }: RepeatedBody): readonly MountShape[] | null {
    let shapes = this.#ofTails.get(tails);
    if (!shapes) {
      const parsed = tails.map((tail) => this.#shapeOf(tail));
      shapes = parsed.includes(null) ? parsed : this.#shared(parsed as readonly MountShape[]);
      this.#ofTails.set(tails, shapes);
    }
    return shapes.includes(null) ? null : (shapes as readonly MountShape[]);
  }

  #shapeOf(tail: LineTail): MountShape | null {
    if (!tail.numbered) return null;
    let shape = this.#ofTail.get(tail);
    if (shape === undefined) this.#ofTail.set(tail, (shape = shapeOf(decodeText(tail.bytes), this.shapes)));
    return shape;
  }

  /** The list that another table has already, where it is the same. */
  #shared(shapes: readonly MountShape[]): readonly MountShape[] {
    const lists = this.#lists.get(shapes.length) ?? [];
    const same = lists.find((list) => list.every((shape, i) => shape === shapes[i]));
    if (same) return same;
    if (lists.length < mostCompared) lists.push(shapes);
    this.#lists.set(shapes.length, lists);
    return shapes;
  }
}

const mostCompared = 16;
