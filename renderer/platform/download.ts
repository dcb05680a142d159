/** Hands bytes to the browser as a file. Used in hosted mode only; Electron's services write the file themselves. */
export function download(name: string, bytes: Uint8Array): void {
  const url = URL.createObjectURL(new Blob([new Uint8Array(bytes)]));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Browsers read the blob after `click` returns; a minute is far more than they need.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
