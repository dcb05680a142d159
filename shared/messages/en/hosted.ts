import type { Words } from '#shared/messages/words.ts';

export const hostedWords = {
  'hosted.noFileDialog': () => 'This page cannot show the server’s file dialog; choose the file in the browser.',
  'hosted.noClipboard': () => 'This page copies with the browser’s own clipboard.',
  'hosted.open': (p: { url: string }) => `Open ${p.url}`,
  'hosted.openThroughSsh': (p: { socket: string; url: string }) =>
    `Forward the socket (ssh -L 8080:${p.socket} HOST), then open ${p.url}`,
  'hosted.linkOnce': () => 'The link works once and for ten minutes. Press Enter for a new one, Ctrl-C to stop.',
  'hosted.endedIdle': () => 'Nobody used the page for a while: stopped.',
  'hosted.noElectron': () => 'Electron’s binary is not installed here: showing the window in the browser instead.',
  'hosted.noDisplay': () => 'There is no display here: showing the window in the browser instead.',
  'desktop.openTitle': () => 'Open a bundle or a script’s output',
  'desktop.clipboardRefused': () => 'The clipboard refused the picture. Save it as a file.',
  'desktop.saveTitle': () => 'Save',
  'desktop.captureRuns': () => 'A capture is running. What has arrived is lost when the window closes.',
  'desktop.stayOpen': () => 'Keep the window',
  'desktop.closeAnyway': () => 'Close',
} as const satisfies Words;
