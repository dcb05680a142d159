import { sha256 } from '#electron/node/bundle/sha256.ts';
import { openSource } from '#electron/node/sources/open-source.ts';
import { sayError } from '#shared/messages/index.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';
import { analyze } from '#shared/pipeline/analyze.ts';

/** The analysis of a captured bundle, as the window has it: chains and maps are derived from it, which JSON does not carry. */
export async function analysisOf(file: string): Promise<Analysis> {
  const noHost = () => Promise.reject(new Error(`${file} is no bundle`));
  const opened = await openSource(file, noHost, (name) => name);
  if (!opened.ok) throw new Error(sayError(opened.error));
  return analyze(opened.value, new AbortController().signal, { sha256 });
}
