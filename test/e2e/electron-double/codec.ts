/**
 * Structured-clone values as JSON, for the one channel between the double and a page that only carries text.
 *
 * Both functions are also sent into the page as source text, so they may refer to nothing outside
 * themselves. What cannot be cloned is refused by the real `structuredClone` before it comes here.
 */
export function encode(root: unknown): unknown {
  const seen = new Map<object, number>();
  const base64 = (bytes: Uint8Array) => {
    let text = '';
    for (let i = 0; i < bytes.length; i += 32768) text += String.fromCharCode(...bytes.subarray(i, i + 32768));
    return btoa(text);
  };
  const walk = (value: unknown): unknown => {
    if (value === undefined) return ['undefined'];
    if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
    if (typeof value === 'number') {
      return Number.isFinite(value) && !Object.is(value, -0)
        ? value
        : ['number', Object.is(value, -0) ? '-0' : String(value)];
    }
    if (typeof value === 'bigint') return ['bigint', String(value)];
    const object = value as object;
    const known = seen.get(object);
    if (known !== undefined) return ['again', known];
    const id = seen.size;
    seen.set(object, id);
    const tag = Object.prototype.toString.call(object).slice(8, -1);
    if (tag === 'Date') return ['date', id, Number(object)];
    if (tag === 'Map') return ['map', id, [...(object as Map<unknown, unknown>)].map(([k, v]) => [walk(k), walk(v)])];
    if (tag === 'Set') return ['set', id, [...(object as Set<unknown>)].map(walk)];
    if (tag === 'ArrayBuffer') return ['buffer', id, base64(new Uint8Array(object as ArrayBuffer))];
    if (ArrayBuffer.isView(object)) {
      return ['bytes', id, base64(new Uint8Array(object.buffer, object.byteOffset, object.byteLength))];
    }
    if (object instanceof Error) return ['error', id, object.name, object.message];
    if (Array.isArray(object)) return ['array', id, object.map(walk)];
    return ['object', id, Object.entries(object).map(([key, item]) => [key, walk(item)])];
  };
  return walk(root);
}

export function decode(root: unknown): unknown {
  const seen = new Map<number, unknown>();
  const bytes = (text: string) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  const keep = <T>(id: number, value: T): T => {
    seen.set(id, value);
    return value;
  };
  const walk = (value: unknown): unknown => {
    if (!Array.isArray(value)) return value;
    const [kind, a, b, c] = value;
    switch (kind) {
      case 'undefined':
        return undefined;
      case 'number':
        return a === '-0' ? -0 : Number(a);
      case 'bigint':
        return BigInt(a);
      case 'again':
        return seen.get(a);
      case 'date':
        return keep(a, new Date(b));
      case 'map': {
        const map = keep(a, new Map());
        for (const [k, v] of b) map.set(walk(k), walk(v));
        return map;
      }
      case 'set': {
        const set = keep(a, new Set());
        for (const v of b) set.add(walk(v));
        return set;
      }
      case 'buffer':
        return keep(a, bytes(b).buffer);
      case 'bytes':
        return keep(a, bytes(b));
      case 'error': {
        const error = keep(a, new Error(c));
        error.name = b;
        return error;
      }
      case 'array': {
        const array: unknown[] = keep(a, []);
        for (const v of b) array.push(walk(v));
        return array;
      }
      default: {
        const object = keep(a, {});
        for (const [key, v] of b) {
          Object.defineProperty(object, key, { value: walk(v), enumerable: true, writable: true, configurable: true });
        }
        return object;
      }
    }
  };
  return walk(root);
}
