import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { startBundle } from '#electron/node/bundle/bundle-writer.ts';
import { analysisJson } from '#shared/export/index.ts';
import { analysisOfFile } from '#test/builders/sosreport-members.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

describe('a sosreport saved as a bundle', () => {
  it('opens as an equal analysis', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'sosreport-bundle-'));
    try {
      const first = await analysisOfFile('test/hosts/sosreport-broken/sosreport.tar.xz');
      const file = path.join(folder, 'x.umb');
      const head = { title: first.source.title, toolVersion: 'test' };
      const writer = await startBundle(file, head);
      if (!writer.ok) throw new Error(writer.error.kind);
      for (const record of first.records.values()) await writer.value.add(record);
      await writer.value.finish({ ...head, custody: first.custody });
      const again = await analysisOfFile(file);
      const { source: _a, ...before } = analysisJson(first);
      const { source: _b, ...after } = analysisJson(again);
      expect(after).toEqual(before);
      expect(again.evidenceSha256).toBe(first.evidenceSha256);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
