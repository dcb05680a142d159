import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { droppedChannel, isChannel, isEvent } from '#electron/preload/names.ts';
import type { HostBridge } from '#shared/ipc/contract.ts';

/** The whole surface between the page and the program: named requests, named events, nothing else. */
const bridge: HostBridge = {
  request(channel, request) {
    if (!isChannel(channel)) throw new Error(`unknown channel ${String(channel)}`);
    return ipcRenderer.invoke(channel, request);
  },
  on(name, listener) {
    if (!isEvent(name)) throw new Error(`unknown event ${String(name)}`);
    // The Electron event object is dropped: it carries `sender`, a handle to ipcRenderer.
    const relay = (_event: unknown, payload: Parameters<typeof listener>[0]) => listener(payload);
    ipcRenderer.on(name, relay);
    return () => {
      ipcRenderer.removeListener(name, relay);
    };
  },
  async openDropped(file) {
    const path = placeOf(file);
    return path === '' ? null : ipcRenderer.invoke(droppedChannel, path);
  },
};

/** Empty for a `File` that the page made itself, and for what is none: a page cannot name a place on the disk. */
function placeOf(file: unknown): string {
  try {
    return webUtils.getPathForFile(file as File);
  } catch {
    return '';
  }
}

contextBridge.exposeInMainWorld('host', Object.freeze(bridge));
