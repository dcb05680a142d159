import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { Report, ToDouble } from '#test/e2e/electron-double/control.ts';
import { freePort } from '#test/live/sshd.ts';

export interface DesktopApp {
  readonly page: Page;
  readonly pid: number;
  readonly home: string;
  said(): string;
  /** The next dialog of the system is answered with this. */
  answerDialog(answer: object): void;
  report(): Promise<Report>;
  /** Settles with the exit code. */
  readonly ended: Promise<number | null>;
  stop(): Promise<void>;
}

/** The built main process and preload as they ship, on the double of Electron; the test clicks through a second connection. */
export async function startDesktopApp(source?: string): Promise<DesktopApp> {
  const home = mkdtempSync(path.join(os.tmpdir(), 'um-desktop-'));
  const port = await freePort();
  const main = spawn(
    process.execPath,
    ['--import', './test/e2e/electron-double/register.ts', 'dist/main/index.js', ...(source ? [source] : [])],
    {
      env: { PATH: process.env.PATH, HOME: home, TMPDIR: home, LANG: 'C.UTF-8', DOUBLE_CDP_PORT: String(port) },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    },
  );
  let said = '';
  for (const stream of [main.stdout, main.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
  }
  const ended = once(main, 'exit').then(([code]) => code as number | null);
  const tell = (message: ToDouble) => void main.send(message);
  const browser = await connected(port, main, () => said);
  const page = await firstPage(browser);
  return {
    page,
    pid: main.pid!,
    home,
    said: () => said,
    answerDialog: (answer) => tell({ type: 'dialog', answer }),
    async report() {
      const reply = once(main, 'message');
      tell({ type: 'report' });
      return (await reply)[0] as Report;
    },
    ended,
    async stop() {
      await browser.close().catch(() => {});
      if (main.exitCode === null && main.signalCode === null) {
        // The double ends its browser when its parent lets go of it.
        main.disconnect();
        await ended;
      }
      rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    },
  };
}

/** Chromium opens its port some time after it was started; there is nothing to listen to before. */
async function connected(port: number, main: ChildProcess, said: () => string): Promise<Browser> {
  for (;;) {
    try {
      return await chromium.connectOverCDP(`http://127.0.0.1:${port}`, { timeout: 5_000 });
    } catch (error) {
      if (main.exitCode !== null) throw new Error(`main ended with ${main.exitCode}: ${said()}`, { cause: error });
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

async function firstPage(browser: Browser): Promise<Page> {
  for (;;) {
    const found = browser
      .contexts()[0]
      ?.pages()
      .find((page) => page.url().includes('.app.double.invalid'));
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
