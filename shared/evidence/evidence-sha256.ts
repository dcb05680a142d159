/**
 * One hash for all the evidence of a capture, independent of how it is stored or in which order it arrived.
 *
 * sha256 over a listing as sha256sum(1) prints it, one line per record, sorted by id (UTF-16 code units):
 *
 *     <sha256 of the body, hex>  <id>\n
 *
 * so that it can be checked by hand from an unpacked bundle. A backslash or newline in an id is
 * escaped as sha256sum escapes it in a name, so no id can forge a line. The hash function is injected:
 * shared/ has no crypto.
 */
export type Sha256 = (bytes: Uint8Array) => string;

export function evidenceSha256(
  records: Iterable<{ readonly id: string; readonly body: Uint8Array }>,
  sha256: Sha256,
): string {
  return evidenceSha256OfHashes(
    Array.from(records, ({ id, body }) => ({ id, sha256: sha256(body) })),
    sha256,
  );
}

/** The same, where the hashes of the bodies are known already, as in a bundle's manifest. */
export function evidenceSha256OfHashes(
  records: readonly { readonly id: string; readonly sha256: string }[],
  sha256: Sha256,
): string {
  const lines = [...records]
    .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
    .map((r) => `${r.sha256}  ${r.id.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')}\n`);
  return sha256(new TextEncoder().encode(lines.join('')));
}
