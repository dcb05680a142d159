import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rendererFile } from '#electron/services/renderer-files.ts';

let top: string;
let dir: string;
beforeAll(() => {
  top = mkdtempSync(path.join(os.tmpdir(), 'um-renderer-'));
  dir = path.join(top, 'renderer');
  mkdirSync(path.join(dir, 'assets'), { recursive: true });
  writeFileSync(path.join(dir, 'index.html'), '<!doctype html>');
  writeFileSync(path.join(dir, 'assets', 'index-B_1.js'), '1');
  writeFileSync(path.join(top, 'secret.js'), 'secret');
  symlinkSync(path.join(top, 'secret.js'), path.join(dir, 'link.js'));
  symlinkSync(top, path.join(dir, 'up'));
  mkdirSync(path.join(dir, 'folder.js'));
});
afterAll(() => rmSync(top, { recursive: true }));

describe('the window’s files', () => {
  it.each([
    ['/', 'text/html; charset=utf-8'],
    ['/index.html', 'text/html; charset=utf-8'],
    ['/assets/index-B_1.js', 'text/javascript; charset=utf-8'],
  ])('%s is served', async (urlPath, contentType) => {
    expect(await rendererFile(dir, urlPath)).toMatchObject({ contentType });
  });

  it.each([
    '/../secret.js',
    '/assets/../../secret.js',
    '/%2e%2e/secret.js',
    '/..%2fsecret.js',
    '/..%5csecret.js',
    '/..\\secret.js',
    '//secret.js',
    '/./index.html',
    '/link.js',
    '/up/secret.js',
    '/folder.js',
    '/missing.js',
    '/index.html%00.js',
    '/%zz.js',
    '/assets',
    '/.js',
    'index.html',
    '',
    '/etc/passwd',
  ])('%s is not', async (urlPath) => {
    expect(await rendererFile(dir, urlPath)).toBeNull();
  });
});
