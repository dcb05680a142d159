import { forkAnalysis } from '#electron/analysis/fork-analysis.ts';
import { type HostedServer, hostServices, type IdleTimes } from '#electron/hosted/host-services.ts';
import type { ListenAt } from '#electron/hosted/listen.ts';
import type { PageSockets } from '#electron/hosted/page-sockets.ts';
import { configDir } from '#electron/node/config-dir.ts';
import { builtRenderer } from '#electron/services/built-renderer.ts';
import { createServices } from '#electron/services/create-services.ts';
import type { Platform } from '#electron/services/platform.ts';
import type { AppError } from '#shared/base/errors.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { Opening } from '#shared/ipc/payloads.ts';
import { msg, say } from '#shared/messages/index.ts';

export type { HostedServer } from '#electron/hosted/host-services.ts';

export interface HostedOptions {
  readonly at: ListenAt;
  /** Opened while the page is there already: a bundle, a script's output (absolute or relative to the process), `demo`. */
  readonly source: string | null;
  /** How far the opening of any file is. */
  readonly onOpening?: (opening: Opening) => void;
}

export interface StartedHosted extends HostedServer {
  /** What became of `source`; null without one. */
  readonly opened: Promise<Result<unknown, AppError>>;
}

const idleMs: IdleTimes = { alone: 30 * 60_000, connected: 4 * 60 * 60_000 };

/** The window's services and files on loopback, for machines without Electron or a display. Nothing else listens. */
export async function startHosted({ at, source, onOpening }: HostedOptions): Promise<Result<StartedHosted, AppError>> {
  let pages: PageSockets | null = null;
  const emit: Platform['emit'] = (name, payload) => {
    if (name === 'source.opening') onOpening?.(payload as Opening);
    pages?.broadcast(name, payload);
  };
  const services = createServices(hostedPlatform(emit));
  const options = { at, rendererDir: builtRenderer, idleMs, now: Date.now };
  const started = await hostServices(services, options, (created) => {
    pages = created;
  });
  if (!started.ok) {
    await services.close();
    return started;
  }
  return ok({ ...started.value, opened: source === null ? Promise.resolve(ok(null)) : services.openNamed(source) });
}

function hostedPlatform(emit: Platform['emit']): Platform {
  const inBrowser = (key: 'hosted.noFileDialog' | 'hosted.noClipboard') =>
    err({ kind: 'usage', problem: say(msg(key)) } as const);
  return {
    mode: 'hosted',
    configDir: configDir(),
    spawnAnalysis: forkAnalysis,
    emit,
    chooseFile: async () => inBrowser('hosted.noFileDialog'),
    deliver: async ({ name, bytes }) => {
      const made = await bytes();
      return made.ok ? ok({ name, bytes: made.value }) : made;
    },
    writeClipboard: () => inBrowser('hosted.noClipboard'),
    writeClipboardImage: async () => inBrowser('hosted.noClipboard'),
  };
}
