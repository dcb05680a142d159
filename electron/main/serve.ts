import path from 'node:path';
import { type IpcMainInvokeEvent, ipcMain } from 'electron';
import { z } from 'zod';
import { isOurFrame } from '#electron/main/our-frame.ts';
import type { Services } from '#electron/services/create-services.ts';
import { answerRequest } from '#electron/services/handlers.ts';
import { type Channel, type DroppedChannel, requests } from '#shared/ipc/contract.ts';

const droppedChannel: DroppedChannel = 'sources.openDropped';

/**
 * Connects every channel of the contract to its handler; the only file that touches `ipcMain`.
 *
 * A bad sender or a malformed request is a bug or an attack, so it throws (the page's promise
 * rejects). Expected failures travel inside the Reply.
 */
export function serve({ handlers, openDropped }: Pick<Services, 'handlers' | 'openDropped'>): void {
  // Not of the contract: only the preload can send it, with the path that Electron itself gave for a dropped file.
  ipcMain.handle(droppedChannel, async (event: IpcMainInvokeEvent, raw: unknown) => {
    if (!isOurFrame(event.senderFrame)) throw new Error(`${droppedChannel}: refused, unknown sender`);
    const file = z.string().min(1).max(32_768).parse(raw);
    if (!path.isAbsolute(file)) throw new Error(`${droppedChannel}: refused, no absolute path`);
    return openDropped(file);
  });
  for (const channel of Object.keys(requests) as Channel[]) {
    ipcMain.handle(channel, async (event: IpcMainInvokeEvent, raw: unknown) => {
      // Null when the frame went away before its message was read.
      if (!isOurFrame(event.senderFrame)) throw new Error(`${channel}: refused, unknown sender`);
      return answerRequest(handlers, channel, raw);
    });
  }
}
