/**
 * Shell, awk, perl and python text inside TypeScript: what stands between the backticks is what runs,
 * except that a shell's `${` is written `\${`, since a bare one would be TypeScript's.
 */
export function sh(parts: TemplateStringsArray, ...values: readonly string[]): string {
  const text = parts.raw.map((part, i) => part.replaceAll('\\${', '${') + (values[i] ?? '')).join('');
  return text.replace(/^\n/, '').trimEnd();
}

/** `text` as one word of a POSIX shell. */
export const quoteForShell = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
