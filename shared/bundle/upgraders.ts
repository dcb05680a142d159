import type { AppError } from '#shared/base/errors.ts';
import { err, ok, type Result } from '#shared/base/result.ts';

/** 2: records may be in another program's format, and custody says where reading an archive stopped. */
export const BUNDLE_VERSION = 2;

type VersionedManifest = Record<string, unknown> & { readonly version: number };

/**
 * One step per version, oldest first; step N turns the manifest of version N into that of N + 1.
 *
 * Steps are never edited once released: bundles attached to old tickets must open for ever. Readers
 * elsewhere know only BUNDLE_VERSION. Each step adds a line to CHANGELOG.md and a bundle of the old
 * version to test/cases/bundles.
 */
const steps: Record<number, (manifest: VersionedManifest) => VersionedManifest> = {
  // Both additions may be missing: what a first version says stands as it is.
  1: (manifest) => ({ ...manifest, version: 2 }),
};

export function upgradeManifest(manifest: VersionedManifest): Result<VersionedManifest, AppError> {
  if (manifest.version > BUNDLE_VERSION) {
    return err({ kind: 'bundle-too-new', bundleVersion: manifest.version, newestSupported: BUNDLE_VERSION });
  }
  let current = manifest;
  while (current.version < BUNDLE_VERSION) {
    const step = steps[current.version];
    if (!step) throw new Error(`no upgrade step from bundle version ${current.version}`);
    current = step(current);
  }
  return ok(current);
}
