import type { ByteWindow } from '#electron/node/archives/byte-window.ts';
import { LimitReached, type PassMeter } from '#electron/node/archives/pass-meter.ts';
import { type PaxRecords, readPax } from '#electron/node/archives/pax-records.ts';
import { readTarBlock, type TarBlock, tarBlock } from '#electron/node/archives/tar-header.ts';
import { longestName, type MemberKind } from '#shared/archive/member.ts';

/** A member's headers, put together: what its own block and the extensions before it say. */
export interface TarMember {
  readonly nameBytes: Buffer;
  /** Only the beginning of its name is known. */
  readonly nameCut: boolean;
  readonly kind: MemberKind;
  readonly linkBytes: Buffer;
  readonly mtimeMs: number | null;
  /** Bytes that follow, without padding. */
  readonly storedBytes: number;
  /** They are not the file's bytes. */
  readonly sparse: boolean;
}

const kinds: Readonly<Record<string, MemberKind>> = {
  0: 'file',
  7: 'file',
  S: 'file',
  1: 'hardlink',
  2: 'symlink',
  3: 'character-device',
  4: 'block-device',
  5: 'directory',
  6: 'fifo',
};

/** Nothing follows these, whatever size they state; tar(1) and Python's tarfile read them so. */
const bodiless: readonly MemberKind[] = [
  'hardlink',
  'symlink',
  'character-device',
  'block-device',
  'fifo',
  'directory',
];

/**
 * Headers of a tar's members, one at a time; the caller takes or skips the body before it asks for the next.
 *
 * Goes on behind an end-of-archive mark, because concatenated archives are common; behind one, what is no header is
 * only trailing bytes. A broken header elsewhere is skipped until a good one comes. Null at the end of the bytes: the
 * meter then has the end. Throws `LimitReached`, and what the window throws.
 */
export class TarHeaders {
  readonly #window: ByteWindow;
  readonly #meter: PassMeter;
  #global: PaxRecords = {};
  #zeros = 0;
  #broken = false;
  #blocks = 0;

  constructor(window: ByteWindow, meter: PassMeter) {
    this.#window = window;
    this.#meter = meter;
  }

  async next(): Promise<TarMember | null> {
    let own: PaxRecords = {};
    let cutName = false;
    let headerBytes = 0;
    const { headerBytes: allowed, members } = this.#meter.limits;
    for (;;) {
      const header = await this.#nextBlock();
      if (header === null) return null;
      // Headers without members would otherwise cost time and no limit.
      if (++this.#blocks > 8 * members) throw new LimitReached('members', members);
      const { type, size } = header;
      if (!'xgLKX'.includes(type)) return this.#member(header, { ...this.#global, ...own }, cutName);
      headerBytes += tarBlock + size;
      if (headerBytes > allowed) {
        cutName = true;
        this.#meter.fault('extension-ignored');
        if (!(await this.#skipBody(size))) return null;
        continue;
      }
      const body = await this.#extension(size);
      if (body === null) return null;
      if (type === 'L') own = { ...own, path: untilNul(body) };
      else if (type === 'K') own = { ...own, linkpath: untilNul(body) };
      else {
        const records = readPax(body);
        if (records === null) {
          // Its name may have been the member's real one: the short one in the block is not to be believed.
          cutName = true;
          this.#meter.fault('extension-ignored');
        } else if (type === 'g') this.#global = { ...this.#global, ...withoutNames(records) };
        else own = { ...own, ...records };
      }
    }
  }

  async #nextBlock(): Promise<TarBlock | null> {
    for (;;) {
      const block = this.#window.takeNow(tarBlock) ?? (await this.#window.take(tarBlock));
      if (block === null) return this.#atEnd();
      const read = readTarBlock(block);
      if (read.kind === 'zero') this.#zeros++;
      else if (read.kind === 'header') {
        if (this.#broken) this.#meter.fault('header-skipped');
        this.#broken = false;
        this.#zeros = 0;
        return read.header;
      } else if (this.#zeros === 0) this.#broken = true;
    }
  }

  #atEnd(): null {
    const { member } = this.#meter;
    if (this.#broken) this.#meter.end({ kind: 'damaged', member, because: 'header' });
    else this.#meter.end(this.#zeros > 0 ? { kind: 'complete' } : { kind: 'cut', member });
    return null;
  }

  async #extension(size: number): Promise<Buffer | null> {
    const body = await this.#window.take(size);
    const whole = body && (await this.#window.skip(padding(size)));
    return whole ? Buffer.from(body) : this.#cut();
  }

  async #skipBody(size: number): Promise<boolean> {
    return (await this.#window.skip(size + padding(size))) || this.#cut() !== null;
  }

  #cut(): null {
    this.#meter.end({ kind: 'cut', member: this.#meter.member });
    return null;
  }

  async #member(header: TarBlock, pax: PaxRecords, cutName: boolean): Promise<TarMember | null> {
    const name = pax.path ?? header.nameBytes;
    const { type } = header;
    // v7 has no type for directories: a slash at the end says it.
    const kind = type === '0' && name.at(-1) === 0x2f ? 'directory' : (kinds[type] ?? 'other');
    for (let more = header.moreMaps; more; ) {
      const maps = await this.#window.take(tarBlock);
      if (maps === null) return this.#cut();
      more = maps[504] !== 0;
    }
    return {
      nameBytes: name.length > longestName ? Buffer.from(name.subarray(0, longestName)) : name,
      nameCut: cutName || name.length > longestName,
      kind,
      linkBytes: pax.linkpath ?? header.linkBytes,
      mtimeMs: pax.mtimeMs ?? header.mtimeMs,
      storedBytes: bodiless.includes(kind) ? 0 : (pax.size ?? header.size),
      sparse: type === 'S' || pax.sparse === true,
    };
  }
}

export const padding = (size: number): number => (tarBlock - (size % tarBlock)) % tarBlock;

/** A global name or size would be that of every member; no tar writes one. */
const withoutNames = ({ mtimeMs }: PaxRecords): PaxRecords => (mtimeMs === undefined ? {} : { mtimeMs });

function untilNul(body: Buffer): Buffer {
  const nul = body.indexOf(0);
  return nul < 0 ? body : body.subarray(0, nul);
}
