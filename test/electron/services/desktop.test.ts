import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { desktop, runDesktop } from '#electron/services/desktop.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(path.join(os.tmpdir(), 'um-electron-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

function putBinary(script: string): string {
  const file = path.join(dir, 'electron');
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

describe('the desktop window', () => {
  it('cannot open without the binary, and nothing is downloaded to find out', () => {
    expect(desktop({ ELECTRON_OVERRIDE_DIST_PATH: dir, DISPLAY: ':0' }, 'linux')).toEqual({
      can: false,
      because: 'no-binary',
    });
  });

  it('cannot open on Linux without a display', () => {
    putBinary('exit 0');
    expect(desktop({ ELECTRON_OVERRIDE_DIST_PATH: dir }, 'linux')).toEqual({ can: false, because: 'no-display' });
  });

  it.each([{ DISPLAY: ':0' }, { WAYLAND_DISPLAY: 'wayland-0' }])('can open with %j', (display) => {
    const binary = putBinary('exit 0');
    expect(desktop({ ELECTRON_OVERRIDE_DIST_PATH: dir, ...display }, 'linux')).toEqual({ can: true, binary });
  });

  it('gets the main file and the source, and its exit code is passed on', async () => {
    const binary = putBinary(`echo "$1 $2" > ${dir}/args; exit 7`);
    expect(await runDesktop(binary, 'demo')).toBe(7);
    expect(readFileSync(path.join(dir, 'args'), 'utf8')).toMatch(/dist\/main\/index\.js demo/);
  });
});
