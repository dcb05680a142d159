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
import { msg, say } from '#shared/messages/index.ts';

export type { HostedServer } from '#electron/hosted/host-services.ts';

export interface HostedOptions {
  readonly at: ListenAt;
  /** Opened before anything listens: a bundle, a script's output (absolute or relative to the process), `demo`. */
  readonly source: string | null;
}

const idleMs: IdleTimes = { alone: 30 * 60_000, connected: 4 * 60 * 60_000 };

/** The window's services and files on loopback, for machines without Electron or a display. Nothing else listens. */
export async function startHosted({ at, source }: HostedOptions): Promise<Result<HostedServer, AppError>> {
  let pages: PageSockets | null = null;
  const services = createServices(hostedPlatform((name, payload) => pages?.broadcast(name, payload)));
  const opened = source === null ? ok(null) : await services.openNamed(source);
  const options = { at, rendererDir: builtRenderer, idleMs, now: Date.now };
  const started = opened.ok
    ? await hostServices(services, options, (created) => {
        pages = created;
      })
    : opened;
  if (!started.ok) await services.close();
  return started;
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
