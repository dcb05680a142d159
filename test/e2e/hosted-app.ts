import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { startChromium } from '#test/e2e/chromium.ts';

export interface HostedApp {
  readonly page: Page;
  readonly pid: number;
  /** The one-time link as it was printed. */
  readonly link: string;
  /** Stdout and stderr of the server so far. */
  said(): string;
  /** HOME of the server: its known_hosts and settings are made there. */
  readonly home: string;
  stop(): Promise<void>;
}

export interface HostedAppOptions {
  /** Added to the server's environment. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Called before the page is loaded. */
  readonly beforeLoad?: (page: Page) => Promise<void>;
}

/** `undermount serve` as a user starts it, with a HOME of its own, and a browser on the link it prints. */
export async function startHostedApp(
  source?: string,
  { environment = {}, beforeLoad }: HostedAppOptions = {},
): Promise<HostedApp> {
  const home = mkdtempSync(path.join(os.tmpdir(), 'um-e2e-'));
  const server = spawn(process.execPath, ['dist/cli/undermount.js', 'serve', ...(source ? [source] : [])], {
    env: { PATH: process.env.PATH, HOME: home, LANG: 'C.UTF-8', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  server.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const link = await new Promise<string>((resolve, reject) => {
    server.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const found = /http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{43}/.exec(said);
      if (found) resolve(found[0]);
    });
    server.once('exit', (code) => reject(new Error(`serve ended with ${code}: ${said}`)));
  });
  const browser = await startChromium();
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await beforeLoad?.(page);
  await page.goto(link);
  return {
    page,
    pid: server.pid!,
    link,
    said: () => said,
    home,
    async stop() {
      await browser.close();
      await stopped(server);
      rmSync(home, { recursive: true, force: true });
    },
  };
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}
