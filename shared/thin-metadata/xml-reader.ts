import { notApplicable, unparsable } from '#shared/base/absent.ts';
import { poolBlocks, sectors } from '#shared/base/units.ts';
import { DamageList } from '#shared/thin-metadata/damage-list.ts';
import { RunColumns } from '#shared/thin-metadata/run-columns.ts';
import {
  type DamageKind,
  type ThinDetails,
  type ThinLimits,
  type ThinMetadata,
  type ThinMetadataDevice,
  type ThinSuperblock,
  thinLimits,
} from '#shared/thin-metadata/thin-metadata.ts';
import {
  endOfTag,
  type MappingKind,
  type MappingTag,
  mappingKind,
  readMapping,
  readTag,
  type Tag,
} from '#shared/thin-metadata/xml-tags.ts';

/** No tag of thin_dump comes near; past it the `<` was none. */
const longestTag = 64 * 1024;
const less = 0x3c;
const greater = 0x3e;
const newline = 0x0a;

interface OpenDevice {
  readonly id: number;
  readonly details: ThinDetails;
  readonly line: number;
  readonly firstRun: number;
  whole: boolean;
}

interface Definition {
  readonly name: string;
  readonly from: number;
  whole: boolean;
}

/**
 * The XML that `thin_dump` writes, read as it arrives:
 *
 *     <superblock uuid="" time="51" transaction="65" flags="0" version="2" data_block_size="128" nr_data_blocks="16384">
 *       <def name="7"> mappings </def>                   mappings that several devices share, in newer versions
 *       <device dev_id="1" mapped_blocks="1031" transaction="0" creation_time="0" snap_time="51">
 *         <range_mapping origin_begin="0" data_begin="2" length="2" time="0"/>
 *         <single_mapping origin_block="2048" data_block="1029" time="0"/>
 *         <ref name="7"/>
 *       </device>
 *     </superblock>
 *
 * thin-provisioning/xml_format.cc of thin-provisioning-tools 0.x, src/thin/xml.rs of 1.x. No tree is built and nothing
 * is kept but the numbers. What does not fit is listed as damage with its byte; nothing throws.
 */
export class ThinDumpReader {
  readonly #limits: ThinLimits;
  readonly #damage: DamageList;
  readonly #runs: RunColumns;
  readonly #defined: RunColumns;
  readonly #definitions = new Map<string, Definition & { readonly to: number }>();
  readonly #devices: ThinMetadataDevice[] = [];
  readonly #seen = new Set<number>();
  readonly #mapping: MappingTag = { origin: 0, data: 0, length: 0, time: 0 };
  #carry = new Uint8Array(0);
  /** Bytes before the ones being read; newlines before byte `#counted` of those. */
  #passed = 0;
  #lines = 0;
  #counted = 0;
  #superblock: ThinSuperblock | null = null;
  #dataBlocks = Number.MAX_SAFE_INTEGER;
  #device: OpenDevice | null = null;
  #definition: Definition | null = null;
  #ended = false;
  /** Nothing between the devices was damaged. */
  #betweenWhole = true;

  constructor(limits: ThinLimits = thinLimits) {
    this.#limits = limits;
    this.#damage = new DamageList(limits.damage);
    this.#runs = new RunColumns(limits.runs);
    this.#defined = new RunColumns(limits.runs);
  }

  push(chunk: Uint8Array): void {
    let bytes = chunk;
    if (this.#carry.length > 0) {
      bytes = new Uint8Array(this.#carry.length + chunk.length);
      bytes.set(this.#carry);
      bytes.set(chunk, this.#carry.length);
    }
    const used = this.#scan(bytes);
    this.#countLines(bytes, used);
    this.#counted = 0;
    this.#passed += used;
    this.#carry = bytes.slice(used);
  }

  /** What was read. The reader is used up. */
  end(): ThinMetadata {
    if (this.#device) {
      this.#device.whole = false;
      this.#fault('cut', `the dump ends inside device ${this.#device.id}`, 0);
      this.#closeDevice();
    } else if (!this.#ended) this.#fault('cut', 'the dump ends before </superblock>', 0);
    const order = this.#devices.toSorted((a, b) => a.id - b.id);
    const runs = this.#runs.finish(order.map((d) => [d.firstRun, d.runCount] as const));
    let firstRun = 0;
    return {
      superblock: this.#superblock ?? unparsable('there is no <superblock> element'),
      allDevices: this.#ended && this.#betweenWhole,
      devices: order.map((d) => ({ ...d, firstRun: (firstRun += d.runCount) - d.runCount })),
      runs,
      damage: this.#damage.list(),
      moreDamage: this.#damage.more,
    };
  }

  #countLines(bytes: Uint8Array, to: number): void {
    for (; this.#counted < to; this.#counted++) if (bytes[this.#counted] === newline) this.#lines++;
  }

  /** Reads whole tags; returns how many bytes are done with. */
  #scan(bytes: Uint8Array): number {
    let at = bytes.indexOf(less);
    while (at >= 0) {
      const kind = mappingKind(bytes, at);
      const end = kind ? readMapping(bytes, at, kind, this.#mapping) : this.#endOf(bytes, at);
      if (end < 0) {
        if (bytes.length - at <= longestTag) return at;
        this.#fault('syntax', `a tag of more than ${longestTag} bytes`, at);
        at = bytes.indexOf(less, at + 1);
        continue;
      }
      if (kind) this.#addMapping(kind, at);
      else if (bytes[end - 1] !== greater) this.#lose('syntax', 'a tag inside a tag', at);
      else if (bytes[at + 1] !== 0x21 && bytes[at + 1] !== 0x3f) this.#tag(readTag(bytes, at, end), bytes, at);
      at = bytes.indexOf(less, end);
    }
    return bytes.length;
  }

  /** Comments end at `-->`, everything else at the first `>` outside quotes. */
  #endOf(bytes: Uint8Array, at: number): number {
    if (!(bytes[at + 1] === 0x21 && bytes[at + 2] === 0x2d && bytes[at + 3] === 0x2d)) return endOfTag(bytes, at);
    for (let i = bytes.indexOf(greater, at + 6); i >= 0; i = bytes.indexOf(greater, i + 1)) {
      if (bytes[i - 1] === 0x2d && bytes[i - 2] === 0x2d) return i + 1;
    }
    return -1;
  }

  #addMapping(kind: Exclude<MappingKind, null>, at: number): void {
    const { origin, data, length, time } = this.#mapping;
    const into = this.#definition ? this.#defined : this.#runs;
    if (!this.#definition && !this.#device) {
      this.#fault('syntax', 'a mapping outside a device', at);
      return;
    }
    // Not (x < y): NaN, for what is no number, must fail too.
    if (
      !(
        origin + length <= Number.MAX_SAFE_INTEGER &&
        data + length <= this.#dataBlocks &&
        length >= 1 &&
        time < 2 ** 32
      )
    ) {
      const what = Number.isNaN(origin + data + length + time) ? 'syntax' : 'range';
      const because = `${kind}_mapping of ${origin} to ${data}, length ${length}, time ${time}`;
      this.#lose(what, because, at);
      return;
    }
    if (into.lastEnd() > origin)
      this.#lose('keys', `a mapping of ${origin} after one that ends at ${into.lastEnd()}`, at);
    else if (!into.add(origin, data, length, time)) this.#lose('limit', 'too many mappings', at);
  }

  #tag(tag: Tag, bytes: Uint8Array, at: number): void {
    const { name, form } = tag;
    if (form === 'end') this.#close(name, at);
    else if (name === 'superblock') this.#openSuperblock(tag, at);
    else if (name === 'device') this.#openDevice(tag, bytes, at, form === 'empty');
    else if (name === 'def') this.#openDefinition(tag, at);
    else if (name === 'ref') this.#refer(tag, at);
    else if (name === 'single_mapping' || name === 'range_mapping')
      this.#lose('syntax', `a ${name} without attributes`, at);
    else this.#fault('syntax', 'an unknown element', at);
  }

  #close(name: string, at: number): void {
    if (name === 'device' && this.#device) this.#closeDevice();
    else if (name === 'superblock') this.#ended = true;
    else if (name === 'def' && this.#definition) {
      this.#definitions.set(this.#definition.name, { ...this.#definition, to: this.#defined.count });
      this.#definition = null;
    } else this.#fault('syntax', 'the end of something that is not open', at);
  }

  #openSuperblock(tag: Tag, at: number): void {
    const number = (name: string) => numberOf(tag.attributes.get(name));
    const [time, transactionId, blockSize] = [number('time'), number('transaction'), number('data_block_size')];
    if (this.#superblock || time === null || transactionId === null || blockSize === null) {
      this.#fault('syntax', this.#superblock ? 'a second superblock' : 'a superblock without its numbers', at);
      return;
    }
    const notInXml = notApplicable("thin_dump's XML does not carry it");
    // Absent in 0.2 and before; 0 in a dump of a metadata snapshot.
    const dataBlocks = number('nr_data_blocks') ?? 0;
    if (dataBlocks > 0) this.#dataBlocks = dataBlocks;
    this.#superblock = {
      uuid: (tag.attributes.get('uuid') ?? '').replaceAll('-', ''),
      time,
      transactionId,
      needsCheck: ((number('flags') ?? 0) & 1) === 1,
      version: number('version') ?? 1,
      dataBlockSize: sectors(blockSize),
      dataBlocks: dataBlocks > 0 ? poolBlocks(dataBlocks) : notApplicable('a metadata snapshot does not carry it'),
      allocatedDataBlocks: notInXml,
      metadataBlocks: notInXml,
      allocatedMetadataBlocks: notInXml,
      heldRoot: notInXml,
    };
  }

  #openDevice(tag: Tag, bytes: Uint8Array, at: number, isEmpty: boolean): void {
    if (this.#device) this.#unclosed(at);
    const id = numberOf(tag.attributes.get('dev_id'));
    if (id === null || this.#seen.has(id)) {
      this.#fault('syntax', id === null ? 'a device without dev_id' : `device ${id} once more`, at);
      return;
    }
    if (this.#seen.size >= this.#limits.devices) {
      this.#fault('limit', 'too many devices', at);
      return;
    }
    const number = (name: string) => numberOf(tag.attributes.get(name)) ?? 0;
    this.#countLines(bytes, at);
    this.#seen.add(id);
    this.#device = {
      id,
      details: {
        mappedBlocks: poolBlocks(number('mapped_blocks')),
        transactionId: number('transaction'),
        creationTime: number('creation_time'),
        snapTime: number('snap_time'),
      },
      line: this.#lines + 1,
      firstRun: this.#runs.startGroup(),
      whole: true,
    };
    if (isEmpty) this.#closeDevice();
  }

  #unclosed(at: number): void {
    this.#device!.whole = false;
    this.#lose('syntax', 'a device inside a device', at);
    this.#closeDevice();
  }

  #closeDevice(): void {
    if (!this.#device) return;
    const { id, details, line, firstRun, whole } = this.#device;
    const runCount = this.#runs.count - firstRun;
    const mapped = poolBlocks(this.#runs.mappedIn(firstRun, this.#runs.count));
    this.#devices.push({ id, details, firstRun, runCount, mapped, whole, line });
    this.#device = null;
  }

  #openDefinition(tag: Tag, at: number): void {
    const name = tag.attributes.get('name');
    if (name === undefined || this.#definition || this.#device) this.#lose('syntax', 'a def out of place', at);
    else this.#definition = { name, from: this.#defined.startGroup(), whole: true };
  }

  #refer(tag: Tag, at: number): void {
    const found = this.#definitions.get(tag.attributes.get('name') ?? '');
    if (!found || (!this.#device && !this.#definition)) {
      this.#lose('syntax', found ? 'a ref outside a device' : 'a ref to what was not defined before', at);
      return;
    }
    const { from, to } = found;
    const user = this.#definition ?? this.#device;
    if (user && !found.whole) user.whole = false;
    const into = this.#definition ? this.#defined : this.#runs;
    if (from < to && into.lastEnd() > this.#defined.originAt(from)) this.#lose('keys', 'a ref out of order', at);
    else if (!into.copy(this.#defined, from, to)) this.#lose('limit', 'too many mappings', at);
  }

  /** A fault that costs the open device, or whoever refers to the open definition, some mappings. */
  #lose(what: DamageKind, because: string, at: number): void {
    const loser = this.#definition ?? this.#device;
    if (loser) loser.whole = false;
    this.#fault(what, because, at);
  }

  #fault(what: DamageKind, because: string, at: number): void {
    if (!this.#device) this.#betweenWhole = false;
    this.#damage.atByte(this.#passed + at, what, because, this.#device?.id ?? null);
  }
}

/** A whole dump that is in memory. */
export function readThinDump(xml: Uint8Array, limits: ThinLimits = thinLimits): ThinMetadata {
  const reader = new ThinDumpReader(limits);
  // In pieces, so that nothing of the size of the dump is ever copied.
  const piece = 1 << 20;
  for (let at = 0; at < xml.length; at += piece) reader.push(xml.subarray(at, at + piece));
  return reader.end();
}

function numberOf(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,16}$/.test(text) && Number(text) <= Number.MAX_SAFE_INTEGER ? Number(text) : null;
}
