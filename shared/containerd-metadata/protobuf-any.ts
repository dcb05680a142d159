import { type Absent, unparsable } from '#shared/base/absent.ts';
import { decodeText } from '#shared/parsers/decode.ts';

/** A message of some type. What is in `value` is for whoever knows that type; of an OCI spec it is JSON. */
export interface ProtobufAny {
  /** `types.containerd.io/opencontainers/runtime-spec/1/Spec`, `containerd.runc.v1.Options`, … */
  readonly typeUrl: string;
  /** A view into the file's own bytes. */
  readonly value: Uint8Array;
}

/** google/protobuf/any.proto: field 1 the type's URL, field 2 the message. Fields of other numbers are skipped. */
export function readAny(bytes: Uint8Array): ProtobufAny | Absent {
  let typeUrl = '';
  let value: Uint8Array = new Uint8Array(0);
  let at = 0;
  const number = () => {
    let result = 0;
    for (let shift = 0; shift < 35 && at < bytes.length; shift += 7) {
      const byte = bytes[at++]!;
      result += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return result;
    }
    return null;
  };
  while (at < bytes.length) {
    const tag = number();
    if (tag === null || (tag & 7) !== 2) return unparsable('not a protobuf Any');
    const length = number();
    if (length === null || at + length > bytes.length) return unparsable('a protobuf Any that ends too early');
    const field = bytes.subarray(at, at + length);
    at += length;
    if (tag >>> 3 === 1) typeUrl = decodeText(field);
    else if (tag >>> 3 === 2) value = field;
  }
  return { typeUrl, value };
}
