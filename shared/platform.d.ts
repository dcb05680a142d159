/**
 * The globals shared/ may use: those that Node, browsers and workers all have.
 *
 * shared/tsconfig.json loads neither the DOM nor Node types, so anything not
 * listed here (`window`, `Buffer`, `process`, …) fails to compile.
 */
declare class TextDecoder {
  constructor(label?: 'utf-8' | 'latin1', options?: { readonly fatal?: boolean; readonly ignoreBOM?: boolean });
  decode(input?: Uint8Array, options?: { readonly stream?: boolean }): string;
}

declare class TextEncoder {
  encode(input: string): Uint8Array<ArrayBuffer>;
}

interface AbortSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void, options?: { readonly once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}
