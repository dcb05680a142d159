import { createReadStream, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
// For what the gallery puts on its window.
import type {} from '#renderer/gallery/scenes.ts';
import { startChromium } from '#test/e2e/chromium.ts';

/** The policy the product's windows have; the gallery is served under it, so that a breach shows here. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' blob:; connect-src 'self'; worker-src 'self'";

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

export interface Gallery {
  /** Shows a scene of the gallery, from its start; `query` as in `scene=findings&theme=light`. One page serves all. */
  open(query: string): Promise<Page>;
  /** Console errors, uncaught errors and breaches of the policy since the last call. */
  troubles(): readonly string[];
  close(): Promise<void>;
}

/** Builds the gallery, serves it on loopback, and opens its scenes in Chromium. */
export async function startGallery(): Promise<Gallery> {
  const folder = mkdtempSync(path.join(tmpdir(), 'undermount-gallery-'));
  await build({
    configFile: 'build/vite.renderer.config.ts',
    mode: 'gallery',
    logLevel: 'error',
    build: { outDir: folder, emptyOutDir: true },
  });
  const server = await serve(folder);
  const browser = await startChromium();
  const troubles: string[] = [];
  const page = await newPage(browser, troubles);
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  await page.locator('main').waitFor();
  return {
    async open(query) {
      await page.keyboard.press('Escape');
      await page.evaluate((q) => window.openScene!(q), query);
      await page.locator('main').waitFor();
      return page;
    },
    troubles: () => troubles.splice(0),
    async close() {
      await browser.close();
      server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function newPage(browser: Browser, troubles: string[]): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
  page.setDefaultTimeout(5000);
  page.on('pageerror', (error) => troubles.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(message.text());
  });
  return page;
}

async function serve(folder: string): Promise<Server> {
  const server = createServer((request, response) => {
    const name = new URL(request.url ?? '/', 'http://gallery').pathname;
    const file = path.join(folder, name === '/' ? 'index.html' : path.normalize(name));
    if (!existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      'content-type': types[path.extname(file)] ?? 'application/octet-stream',
      'content-security-policy': policy,
    });
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
