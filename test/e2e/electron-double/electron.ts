/**
 * A stand-in for Electron's main-process module. What it imitates and what it cannot prove: README.md.
 * Only what the product uses is here; anything else is missing on purpose and fails by name.
 */
import { app } from './app.ts';
import { BrowserWindow } from './browser-window.ts';
import { type SchemeHandler, schemeHandlers } from './chromium.ts';
import { nextDialogAnswer, notes } from './control.ts';
import { ipcMain } from './ipc-main.ts';
import { utilityProcess } from './utility-process.ts';

const protocol = {
  registerSchemesAsPrivileged() {
    if (app.isReady()) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
  },
  handle: (scheme: string, handler: SchemeHandler) => void schemeHandlers.set(scheme, handler),
};

const dialog = {
  showOpenDialog: async () => nextDialogAnswer('open'),
  showSaveDialog: async () => nextDialogAnswer('save'),
  showMessageBoxSync: () => nextDialogAnswer('message'),
  showErrorBox: (title: string, text: string) => void notes.refused.push(`error box ${title}: ${text}`),
};

const shell = { openExternal: async (url: string) => void notes.openedExternally.push(url) };

const clipboard = {
  writeText: (text: string) => {
    notes.clipboard = text;
  },
  write: async ([item]: readonly ClipboardItem[]) => {
    notes.clipboard = Buffer.from(await item!.items['image/png']!.arrayBuffer()).toString('latin1');
  },
};

class ClipboardItem {
  readonly items: Readonly<Record<string, Blob>>;
  constructor(items: Readonly<Record<string, Blob>>) {
    this.items = items;
  }
}

/** Asks the product's own handlers for everything a page could ask for and notes what they grant. */
const permissions = ['media', 'geolocation', 'notifications', 'clipboard-read', 'midi', 'fullscreen', 'openExternal'];
const session = {
  defaultSession: {
    setPermissionRequestHandler(handler: (contents: null, name: string, decide: (granted: boolean) => void) => void) {
      for (const name of permissions) {
        handler(null, name, (granted) => granted && notes.grantedPermissions.push(`request ${name}`));
      }
    },
    setPermissionCheckHandler(handler: (contents: null, name: string) => boolean) {
      for (const name of permissions) if (handler(null, name)) notes.grantedPermissions.push(`check ${name}`);
    },
    setDevicePermissionHandler(handler: (details: object) => boolean) {
      if (handler({})) notes.grantedPermissions.push('device');
    },
  },
};

const Menu = { setApplicationMenu() {} };

export {
  app,
  BrowserWindow,
  ClipboardItem,
  clipboard,
  dialog,
  ipcMain,
  Menu,
  protocol,
  session,
  shell,
  utilityProcess,
};
