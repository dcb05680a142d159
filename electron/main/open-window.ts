import path from 'node:path';
import { BrowserWindow } from 'electron';
import { appUrl } from '#electron/main/app-scheme.ts';
import { packageRoot } from '#electron/node/package-root.ts';

/** One window. Everything the page has is what the preload gives it. */
export async function openWindow(): Promise<BrowserWindow> {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 960,
    minHeight: 600,
    show: false,
    title: 'Undermount',
    webPreferences: {
      preload: path.join(packageRoot, 'dist/preload/index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    },
  });
  window.once('ready-to-show', () => window.show());
  await window.loadURL(appUrl);
  return window;
}
