/** The desktop program's entry: one window, the services behind it, and nothing that listens. */
import { app, type BrowserWindow, dialog, Menu, session } from 'electron';
import { handleAppScheme, registerAppScheme } from '#electron/main/app-scheme.ts';
import { desktopPlatform } from '#electron/main/desktop-platform.ts';
import { openWindow } from '#electron/main/open-window.ts';
import { serve } from '#electron/main/serve.ts';
import { confine, denyPermissions } from '#electron/main/window-policy.ts';
import { builtRenderer } from '#electron/services/built-renderer.ts';
import { createServices } from '#electron/services/create-services.ts';
import { msg, say, sayError } from '#shared/messages/index.ts';

registerAppScheme();
app.enableSandbox();
app.on('web-contents-created', (_event, contents) => confine(contents));

const services = createServices(desktopPlatform);
app.on('window-all-closed', () => app.quit());
app.on('will-quit', () => void services.close());

await app.whenReady();
Menu.setApplicationMenu(null);
denyPermissions(session.defaultSession);
handleAppScheme(builtRenderer);
serve(services);

const window = await openWindow();
for (const prompt of services.pendingPrompts()) window.webContents.send('prompt.ask', prompt);
window.on('close', (event) => {
  if (services.isBusy() && !confirmed(window)) event.preventDefault();
});

// Last argument, after Electron's own and ours: `electron dist/main/index.js [SOURCE]`.
const named = process.argv.slice(app.isPackaged ? 1 : 2).find((argument) => !argument.startsWith('-'));
if (named !== undefined) {
  const opened = await services.openNamed(named);
  if (!opened.ok) dialog.showErrorBox('Undermount', sayError(opened.error));
}

function confirmed(parent: BrowserWindow): boolean {
  const buttons = [say(msg('desktop.stayOpen')), say(msg('desktop.closeAnyway'))];
  const message = say(msg('desktop.captureRuns'));
  return dialog.showMessageBoxSync(parent, { type: 'question', message, buttons, defaultId: 0, cancelId: 0 }) === 1;
}
