import { forkAnalysis } from '#electron/analysis/fork-analysis.ts';
import type { Platform } from '#electron/services/platform.ts';
import { ok } from '#shared/base/result.ts';

/**
 * What a browser's window is to the services: files go to it as bytes, dialogs choose nothing, nobody listens. Real analysis
 * processes. A test says what it needs otherwise.
 */
export const windowPlatform = (configDir: string, otherwise: Partial<Platform> = {}): Platform => ({
  mode: 'hosted',
  configDir,
  spawnAnalysis: forkAnalysis,
  emit: () => undefined,
  chooseFile: async () => ok(null),
  deliver: async ({ name, bytes }) => {
    const made = await bytes();
    return made.ok ? ok({ name, bytes: made.value }) : made;
  },
  writeClipboard: () => ok(null),
  writeClipboardImage: async () => ok(null),
  ...otherwise,
});
