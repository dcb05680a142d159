import { randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import type { CDPSession, Page } from 'playwright-core';
import { app } from './app.ts';
import { browser, fromWire, navigationGuards, openPage, toWire } from './chromium.ts';
import { decode, encode } from './codec.ts';
import { notes } from './control.ts';
import { ipcMain } from './ipc-main.ts';
import { isolatedWorld } from './isolated-world.ts';
import { pageWorld } from './page-world.ts';

const world = 'Electron Isolated Context';

interface WebPreferences {
  readonly preload?: string;
  readonly [name: string]: unknown;
}

export class WebContents extends EventEmitter {
  readonly window: BrowserWindow;
  windowOpenHandler: ((details: { url: string }) => { action: string }) | null = null;

  constructor(window: BrowserWindow) {
    super();
    this.window = window;
  }

  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.windowOpenHandler = handler;
  }

  send(channel: string, ...args: unknown[]): void {
    void this.window.toPreload({ kind: 'event', channel, args: structuredClone(args) });
  }

  getURL(): string {
    return fromWire(this.window.page?.url() ?? '');
  }
}

/** A window is a page of a real Chromium, with the real preload in a real isolated world. */
export class BrowserWindow extends EventEmitter {
  static readonly all: BrowserWindow[] = [];
  static getAllWindows = () => [...BrowserWindow.all];

  readonly webContents: WebContents;
  readonly webPreferences: WebPreferences;
  page: Page | null = null;
  private cdp: CDPSession | null = null;
  private mainFrame = '';
  private isolatedContext: number | null = null;
  private loaded = false;
  private sending: Promise<unknown> = Promise.resolve();
  private readonly starting: Promise<void>;

  constructor(options: { webPreferences?: WebPreferences } = {}) {
    super();
    this.webPreferences = options.webPreferences ?? {};
    const { preload: _, ...reported } = this.webPreferences;
    notes.windows.push(reported);
    this.webContents = new WebContents(this);
    BrowserWindow.all.push(this);
    app.emit('web-contents-created', {}, this.webContents);
    this.starting = this.start();
  }

  async loadURL(url: string): Promise<void> {
    await this.starting;
    await this.page!.goto(toWire(url));
    this.loaded = true;
    this.webContents.emit('did-finish-load');
    this.emit('ready-to-show');
  }

  show(): void {}
  isDestroyed = () => !BrowserWindow.all.includes(this);

  /** As the user's click on the close button: the product may refuse. */
  close(): void {
    let prevented = false;
    this.emit('close', { preventDefault: () => (prevented = true) });
    if (!prevented) void this.page?.close();
  }

  /** One message after the other: events keep their order. */
  toPreload(message: unknown): Promise<unknown> {
    const expression = `globalThis.__fromDouble?.(${JSON.stringify(JSON.stringify(encode(message)))})`;
    this.sending = this.sending.then(async () => {
      await this.starting;
      if (this.isolatedContext === null) return;
      await this.cdp!.send('Runtime.evaluate', { expression, contextId: this.isolatedContext }).catch(() => {});
    });
    return this.sending;
  }

  private async start(): Promise<void> {
    const context = await browser();
    this.page = await openPage(context);
    this.cdp = await context.newCDPSession(this.page);
    const token = `__${randomBytes(16).toString('hex')}`;
    this.watch(this.page, this.cdp, token);
    const { frameTree } = await this.cdp.send('Page.getFrameTree');
    this.mainFrame = frameTree.frame.id;
    await this.cdp.send('Page.enable');
    await this.cdp.send('Runtime.enable');
    await this.cdp.send('Runtime.addBinding', { name: token, executionContextName: world });
    await this.cdp.send('Page.addScriptToEvaluateOnNewDocument', {
      source: `(${String(pageWorld)})(${JSON.stringify(token)})`,
    });
    await this.cdp.send('Page.addScriptToEvaluateOnNewDocument', {
      worldName: world,
      source: this.preloadSource(token),
    });
  }

  /** The preload as Electron runs it: in the isolated world of the top frame, with a `require` that knows one module. */
  private preloadSource(token: string): string {
    const preload = this.webPreferences.preload ? readFileSync(this.webPreferences.preload, 'utf8') : '';
    return `(() => {
      if (window !== window.top || !location.hostname.endsWith('.double.invalid')) return;
      const electron = (${String(isolatedWorld)})(${JSON.stringify(token)}, { encode: ${String(encode)}, decode: ${String(decode)} });
      const require = (name) => { if (name === 'electron') return electron; throw new Error('module not found: ' + name); };
      ((require, module, exports) => { ${preload}\n })(require, { exports: {} }, {});
    })()`;
  }

  private watch(page: Page, cdp: CDPSession, token: string): void {
    const frames = new Map<number, string>();
    cdp.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.name !== world) return;
      const { frameId } = context.auxData as { frameId: string };
      frames.set(context.id, frameId);
      if (frameId === this.mainFrame) this.isolatedContext = context.id;
    });
    cdp.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      if (name === token) void this.receive(payload, frames.get(executionContextId) ?? '');
    });
    cdp.on('Page.windowOpen', ({ url: wire }) => {
      const url = fromWire(wire);
      const { action } = this.webContents.windowOpenHandler?.({ url }) ?? { action: 'allow' };
      notes.refused.push(`window ${action} ${url}`);
    });
    page.on('close', () => {
      BrowserWindow.all.splice(BrowserWindow.all.indexOf(this), 1);
      this.emit('closed');
      if (BrowserWindow.all.length === 0) app.emit('window-all-closed');
    });
    navigationGuards.push((route) => {
      if (!this.loaded || route.request().frame() !== page.mainFrame()) return false;
      let prevented = false;
      const url = fromWire(route.request().url());
      this.webContents.emit('will-navigate', { url, preventDefault: () => (prevented = true) }, url);
      return prevented;
    });
  }

  /** A File's place on the disk, from Chromium's own bookkeeping: empty for one that a page made. */
  private async withPlace(arg: unknown): Promise<unknown> {
    const at = typeof arg === 'string' ? /^double-file:(\d+)$/.exec(arg)?.[1] : undefined;
    if (at === undefined || this.isolatedContext === null) return arg;
    const { result } = await this.cdp!.send('Runtime.evaluate', {
      expression: `globalThis.__droppedFiles[${at}]`,
      contextId: this.isolatedContext,
    });
    const { path } = await this.cdp!.send('DOM.getFileInfo', { objectId: result.objectId! });
    return path;
  }

  /** The sender's frame comes from Chromium's own bookkeeping, never from what the page says. */
  private async receive(payload: string, frameId: string): Promise<void> {
    const { kind, message } = JSON.parse(payload) as { kind: string; message: unknown };
    if (kind !== 'invoke') return;
    const { id, channel, args } = decode(message) as { id: number; channel: string; args: unknown[] };
    const top = frameId === this.mainFrame;
    const senderFrame = { url: top ? this.webContents.getURL() : '', parent: top ? null : {} };
    try {
      const placed = await Promise.all(args.map((arg) => this.withPlace(arg)));
      const value = await ipcMain.call(channel, { sender: this.webContents, senderFrame }, placed);
      await this.toPreload({ kind: 'reply', id, ok: true, value: structuredClone(value) });
    } catch (error) {
      await this.toPreload({ kind: 'reply', id, ok: false, value: String(error) });
    }
  }
}
