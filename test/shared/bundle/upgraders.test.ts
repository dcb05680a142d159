import { describe, expect, it } from 'vitest';
import { BUNDLE_VERSION, upgradeManifest } from '#shared/bundle/upgraders.ts';

describe('upgrading a manifest', () => {
  it('leaves the current version as it is', () => {
    const manifest = { version: BUNDLE_VERSION, anything: 1 };
    expect(upgradeManifest(manifest)).toEqual({ ok: true, value: manifest });
  });

  it('refuses a newer one with both numbers, whatever else is in it', () => {
    expect(upgradeManifest({ version: BUNDLE_VERSION + 3 })).toEqual({
      ok: false,
      error: { kind: 'bundle-too-new', bundleVersion: BUNDLE_VERSION + 3, newestSupported: BUNDLE_VERSION },
    });
  });
});
