import { isInferredNamespace } from '#shared/base/namespace-number.ts';

/** `mnt:[4026532570]`; one that was inferred from mount ids has no inode and says so. */
export const mnt = (number: number): string =>
  isInferredNamespace(number) ? `mnt~${number} (inferred)` : `mnt:[${number}]`;

export const namespaceNameWords = {
  'namespace.name': (p: { number: number }) => mnt(p.number),
  /** For pictures, where a line says once what `~` means. */
  'namespace.short': (p: { number: number }) => (isInferredNamespace(p.number) ? `~${p.number}` : String(p.number)),
  'heading.inferred-namespaces': () => '~ inferred from mount ids',
  'namespace.number': (p: { number: number }) => (isInferredNamespace(p.number) ? mnt(p.number) : String(p.number)),
};
