import { spawn } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { packageRoot } from '#electron/node/package-root.ts';

/** Whether the desktop window can open here, and if not, why. */
export type Desktop =
  | { readonly can: true; readonly binary: string }
  | { readonly can: false; readonly because: 'no-binary' | 'no-display' };

/**
 * Looks for Electron's binary as a file. `require('electron')` is never called: under plain Node it
 * downloads the binary when it is missing.
 */
export function desktop(env: NodeJS.ProcessEnv = process.env, platform = process.platform): Desktop {
  const binary = electronBinary(env);
  if (binary === null) return { can: false, because: 'no-binary' };
  const display = platform !== 'linux' || Boolean(env.DISPLAY) || Boolean(env.WAYLAND_DISPLAY);
  return display ? { can: true, binary } : { can: false, because: 'no-display' };
}

/** Runs the desktop program and settles with its exit code. */
export function runDesktop(binary: string, source: string | null): Promise<number> {
  const child = spawn(binary, [path.join(packageRoot, 'dist/main/index.js'), ...(source === null ? [] : [source])], {
    stdio: 'inherit',
  });
  return new Promise((resolve) => {
    child.on('error', () => resolve(1));
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

/** Where the `electron` package keeps the binary's name (path.txt), or a site's own build in ELECTRON_OVERRIDE_DIST_PATH. */
function electronBinary(env: NodeJS.ProcessEnv): string | null {
  const package_ = path.join(packageRoot, 'node_modules/electron');
  const nameFile = path.join(package_, 'path.txt');
  const name = existsSync(nameFile) ? readFileSync(nameFile, 'utf8').trim() : 'electron';
  const file = path.join(env.ELECTRON_OVERRIDE_DIST_PATH ?? path.join(package_, 'dist'), name);
  try {
    accessSync(file, constants.X_OK);
    return file;
  } catch {
    return null;
  }
}
