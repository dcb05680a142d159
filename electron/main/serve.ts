import { type IpcMainInvokeEvent, ipcMain } from 'electron';
import { isOurFrame } from '#electron/main/our-frame.ts';
import { answerRequest, type Handlers } from '#electron/services/handlers.ts';
import { type Channel, requests } from '#shared/ipc/contract.ts';

/**
 * Connects every channel of the contract to its handler; the only file that touches `ipcMain`.
 *
 * A bad sender or a malformed request is a bug or an attack, so it throws (the page's promise
 * rejects). Expected failures travel inside the Reply.
 */
export function serve(handlers: Handlers): void {
  for (const channel of Object.keys(requests) as Channel[]) {
    ipcMain.handle(channel, async (event: IpcMainInvokeEvent, raw: unknown) => {
      // Null when the frame went away before its message was read.
      if (!isOurFrame(event.senderFrame)) throw new Error(`${channel}: refused, unknown sender`);
      return answerRequest(handlers, channel, raw);
    });
  }
}
