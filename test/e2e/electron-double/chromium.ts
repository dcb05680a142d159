import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type BrowserContext, chromium, type Page, type Route } from 'playwright-core';
import { notes } from './control.ts';

export type SchemeHandler = (request: Request) => Promise<Response> | Response;
export const schemeHandlers = new Map<string, SchemeHandler>();

/** Chromium knows no scheme of ours without Electron: `app://host/x` is `https://host.app.double.invalid/x` inside. */
export const toWire = (url: string) => url.replace(/^(app):\/\/([^/]*)/, 'https://$2.$1.double.invalid');
export const fromWire = (url: string) => url.replace(/^https:\/\/([^/]*)\.(app)\.double\.invalid/, '$2://$1');

/** Every name resolves to nothing and the proxy is a dead port: what is not answered by a scheme handler goes nowhere. */
const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--force-device-scale-factor=1',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--proxy-server=http://127.0.0.1:9',
  '--proxy-bypass-list=<-loopback>',
];

let started: Promise<BrowserContext> | null = null;

export function browser(): Promise<BrowserContext> {
  started ??= start();
  return started;
}

/** The test clicks through a second connection to the same Chromium, on the port in DOUBLE_CDP_PORT. */
async function start(): Promise<BrowserContext> {
  const port = process.env.DOUBLE_CDP_PORT;
  const context = await chromium.launchPersistentContext(mkdtempSync(path.join(os.tmpdir(), 'undermount-double-')), {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    viewport: { width: 1440, height: 900 },
    args: [...flags, ...(port ? [`--remote-debugging-port=${port}`] : [])],
  });
  context.on('page', (page) => {
    if (expected > 0) expected -= 1;
    else void page.close().catch(() => {});
  });
  // A page may close while its request is answered; that is nobody's failure.
  await context.route('**/*', (route) => answer(route).catch(() => {}));
  return context;
}

/** Pages asked for by the product; every other one was opened by a page, and is closed as Electron would not have made it. */
let expected = 0;

export async function openPage(context: BrowserContext): Promise<Page> {
  expected += 1;
  return context.newPage();
}

export async function stopBrowser(): Promise<void> {
  await (await started?.catch(() => null))?.close().catch(() => {});
}

/** Set by the window while it is loaded: true when the product prevented this navigation. */
export const navigationGuards: ((route: Route) => boolean)[] = [];

async function answer(route: Route): Promise<void> {
  const url = fromWire(route.request().url());
  if (url.startsWith('file:')) notes.fileUrls += 1;
  if (route.request().isNavigationRequest() && navigationGuards.some((refuses) => refuses(route))) {
    notes.refused.push(`navigation ${url}`);
    return route.abort('aborted');
  }
  const handler = schemeHandlers.get(url.split(':')[0]!);
  if (!handler) {
    notes.refused.push(`request ${url}`);
    return route.abort('blockedbyclient');
  }
  const response = await handler(new Request(url, { method: route.request().method() }));
  return route.fulfill({
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: Buffer.from(await response.arrayBuffer()),
  });
}
