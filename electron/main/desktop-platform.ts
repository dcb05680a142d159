import path from 'node:path';
import { app, BrowserWindow, ClipboardItem, clipboard, dialog } from 'electron';
import { utilityAnalysis } from '#electron/main/utility-analysis.ts';
import { attemptWrite, writeAtomically } from '#electron/node/bundle/write-file.ts';
import { configDir } from '#electron/node/config-dir.ts';
import type { Deliverable, Platform } from '#electron/services/platform.ts';
import type { AppError } from '#shared/base/errors.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { SavedFile } from '#shared/ipc/channels/channel.ts';
import { msg, say } from '#shared/messages/index.ts';

/** The desktop's dialogs, clipboard and analysis process. */
export const desktopPlatform: Platform = {
  mode: 'electron',
  configDir: configDir(),
  spawnAnalysis: utilityAnalysis,
  emit(name, payload) {
    for (const window of BrowserWindow.getAllWindows()) window.webContents.send(name, payload);
  },
  async chooseFile(what) {
    const { canceled, filePaths } = await dialog.showOpenDialog({
      title: say(msg('desktop.openTitle')),
      properties: [what === 'folder' ? 'openDirectory' : 'openFile'],
    });
    return ok(canceled ? null : (filePaths[0] ?? null));
  },
  deliver: saveByDialog,
  writeClipboard(text) {
    void clipboard.writeText(text);
    return ok(null);
  },
  async writeClipboardImage(png) {
    try {
      await clipboard.write([
        new ClipboardItem({ 'image/png': new Blob([new Uint8Array(png)], { type: 'image/png' }) }),
      ]);
      return ok(null);
    } catch {
      return err({ kind: 'usage', problem: say(msg('desktop.clipboardRefused')) });
    }
  },
};

async function saveByDialog({ name, bytes }: Deliverable): Promise<Result<SavedFile, AppError>> {
  const { canceled, filePath } = await dialog.showSaveDialog({
    title: say(msg('desktop.saveTitle')),
    defaultPath: path.join(app.getPath('documents'), name),
  });
  if (canceled || !filePath) return ok(null);
  const made = await bytes();
  if (!made.ok) return made;
  return attemptWrite(filePath, async () => {
    await writeAtomically(filePath, one(made.value));
    return { savedAs: filePath };
  });
}

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
