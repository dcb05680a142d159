import { type ReadLimits, readLimits } from '#electron/node/bundle/limits.ts';
import { type BundleItem, readBundle } from '#electron/node/bundle/read-bundle.ts';
import type { Bytes } from '#electron/node/sources/byte-stream.ts';
import { readFailure } from '#electron/node/sources/read-failure.ts';
import type { AppError } from '#shared/base/errors.ts';
import { ok, type Result } from '#shared/base/result.ts';
import type { Manifest } from '#shared/bundle/manifest.ts';
import { type Custody, custodyOfFile } from '#shared/evidence/custody.ts';
import type { EvidenceSource } from '#shared/pipeline/source.ts';

/** A bundle as a source. Reads its manifest now, its records when they are asked for. */
export async function bundleSource(
  name: string,
  bytes: Bytes,
  kind: 'bundle' | 'demo',
  limits: ReadLimits = readLimits,
): Promise<Result<EvidenceSource, AppError>> {
  const opened = await firstItem(name, bytes, limits);
  if (!opened.ok) return opened;
  const manifest = opened.value;
  let sealed = false;
  return ok({
    kind,
    title: kind === 'demo' ? kind : manifest.title,
    async *records(signal) {
      try {
        for await (const item of readBundle(bytes.stream(limits, signal), limits, name)) {
          if (signal.aborted) return;
          if (item.kind === 'record') yield item.record;
          if (item.kind === 'end') sealed = item.sealed;
        }
      } catch (error) {
        throw readFailure(name, error);
      }
    },
    custody: () => custodyOf(manifest, sealed),
  });
}

async function firstItem(name: string, bytes: Bytes, limits: ReadLimits): Promise<Result<Manifest, AppError>> {
  const stop = new AbortController();
  try {
    const items: AsyncIterable<BundleItem> = readBundle(bytes.stream(limits, stop.signal), limits, name);
    for await (const item of items) if (item.kind === 'manifest') return ok(item.manifest);
    throw new Error('a bundle without manifest was not refused');
  } catch (error) {
    return { ok: false, error: readFailure(name, error).error };
  } finally {
    stop.abort();
  }
}

/** What is not sealed was cut, whatever its manifest hoped for. */
const custodyOf = (manifest: Manifest, sealed: boolean): Custody =>
  manifest.custody
    ? { ...manifest.custody, ended: manifest.custody.ended && sealed }
    : { ...custodyOfFile(manifest.toolVersion, manifest.title), ended: false };
