import { type Absent, isAbsent, notApplicable, unreadable } from '#shared/base/absent.ts';
import { type Bytes, bytes } from '#shared/base/units.ts';
import type { BoltBucket } from '#shared/bbolt/bucket.ts';
import { type ProtobufAny, readAny } from '#shared/containerd-metadata/protobuf-any.ts';
import type { Labels } from '#shared/containerd-metadata/rows.ts';
import { readGoTime, readUvarint, readVarint } from '#shared/containerd-metadata/values.ts';
import { decodeText } from '#shared/parsers/decode.ts';

/** Fields of one object, each kept in its own key of the object's bucket (core/metadata/boltutil). */
export class RowReader {
  readonly bucket: BoltBucket;

  constructor(bucket: BoltBucket) {
    this.bucket = bucket;
  }

  /** Nothing of it, its labels and the buckets named is lost. */
  isWhole(...buckets: readonly string[]): boolean {
    return this.bucket.whole && ['labels', ...buckets].every((key) => this.bucket.bucket(key)?.whole ?? true);
  }

  text(key: string): string {
    const value = this.bucket.value(key);
    return value ? decodeText(value) : '';
  }

  time(key: string): number | Absent {
    return this.#read(key, readGoTime);
  }

  /** Times that `ReadTimestamps` reads. */
  times(): { readonly createdAt: number | Absent; readonly updatedAt: number | Absent } {
    return { createdAt: this.time('createdat'), updatedAt: this.time('updatedat') };
  }

  varint(key: string): number | Absent {
    return this.#read(key, readVarint);
  }

  uvarint(key: string): number | Absent {
    return this.#read(key, readUvarint);
  }

  size(key: string): Bytes | Absent {
    const value = this.varint(key);
    return isAbsent(value) ? value : bytes(value);
  }

  any(key: string): ProtobufAny | Absent {
    return this.#read(key, readAny);
  }

  labels(): Labels {
    return this.#map('labels', decodeText);
  }

  extensions(): Readonly<Record<string, ProtobufAny | Absent>> {
    return this.#map('extensions', readAny);
  }

  /** The object in a bucket of this one; its fields are all not set where there is none. */
  inner(key: string): RowReader | null {
    const bucket = this.bucket.bucket(key);
    return bucket && new RowReader(bucket);
  }

  missing(key: string): Absent {
    return this.bucket.whole ? notApplicable(`${key} is not set`) : unreadable(`${key} may be lost to damage`);
  }

  #read<T>(key: string, read: (value: Uint8Array) => T | Absent): T | Absent {
    const value = this.bucket.value(key);
    return value ? read(value) : this.missing(key);
  }

  #map<T>(key: string, read: (value: Uint8Array) => T): Readonly<Record<string, T>> {
    const bucket = this.bucket.bucket(key);
    if (!bucket) return {};
    return Object.fromEntries([...bucket.values()].map((entry) => [decodeText(entry.key), read(entry.value)]));
  }
}
