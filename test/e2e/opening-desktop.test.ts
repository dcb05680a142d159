/** Opening in the desktop window, on the double of Electron: files and folders are read where they lie. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
// For `window.host`.
import type {} from '#renderer/platform/choose-bridge.ts';
import { buildProduct } from '#test/e2e/built.ts';
import { type DesktopApp, startDesktopApp } from '#test/e2e/desktop-app.ts';
import { dragIn, dropFile, pasteText, tab } from '#test/e2e/opening.ts';
import { goTo, word } from '#test/e2e/user.ts';

const dir = mkdtempSync(path.join(os.tmpdir(), 'um-opening-'));
const pasted = (name: string) => readFileSync(path.join(import.meta.dirname, `../cases/pasted/${name}.txt`), 'utf8');
const demo = path.join(import.meta.dirname, '../../build/demo/lab-node1.umb');

const menu = (name: string) => word('ui.sources-menu', { name });

let app: DesktopApp;
let page: Page;

beforeAll(async () => {
  buildProduct();
  app = await startDesktopApp();
  page = app.page;
  page.setDefaultTimeout(20_000);
});
afterAll(async () => {
  await app?.stop();
  rmSync(dir, { recursive: true });
});

it('a dropped file is read from its place: nothing of it is sent through the page', async () => {
  await dropFile(page, demo);
  await page.getByRole('button', { name: menu('lab-node1') }).waitFor();
  const recent = async () => JSON.stringify(await page.evaluate(() => window.host!.request('sources.recent', null)));
  await expect.poll(recent, { timeout: 20_000 }).toContain('"kind":"bundle"');
  expect(await recent()).not.toContain('build/demo');
});

/** An unpacked sosreport of a host. */
function folderOf(hostname: string): string {
  const folder = path.join(dir, `sosreport-${hostname}`);
  mkdirSync(path.join(folder, 'sos_commands/host'), { recursive: true });
  mkdirSync(path.join(folder, 'proc/1'), { recursive: true });
  writeFileSync(path.join(folder, 'version.txt'), 'sosreport: 4.2\n');
  writeFileSync(path.join(folder, 'sos_commands/host/hostname'), `${hostname}\n`);
  writeFileSync(path.join(folder, 'proc/1/mountinfo'), pasted('mountinfo'));
  return folder;
}

it('a folder that is dropped is read where it lies', async () => {
  await dragIn(page, folderOf('db6'));
  await tab(page, 'db6').waitFor();
  await goTo(page, 'ui.mounts');
  await page.getByRole('main').getByRole('grid').getByRole('row').nth(3).waitFor();
});

it('a folder laid out like a sosreport opens by the dialog for folders', async () => {
  const folder = folderOf('db7');
  await page.getByRole('button', { name: menu('db6') }).click();
  await page.getByText(word('ui.open-another')).click();
  app.answerDialog({ canceled: false, filePaths: [folder] });
  await page.getByRole('button', { name: word('ui.open-folder') }).click();
  await tab(page, 'db7').waitFor();
  await goTo(page, 'ui.mounts');
  await page.getByRole('main').getByRole('grid').getByRole('row').nth(3).waitFor();
});

it('several files dropped at once are several sources', async () => {
  const files = ['lsns', 'dmsetup-table'].map((name) => path.join(import.meta.dirname, `../cases/pasted/${name}.txt`));
  const before = await page.getByRole('tab').count();
  await dropFile(page, ...files);
  await expect.poll(() => page.getByRole('tab').count(), { timeout: 20_000 }).toBe(before + 2);
});

it('text is pasted as in a browser', async () => {
  await pasteText(page, pasted('lsns'));
  await tab(page, 'pasted lsns').waitFor();
});

it('the page cannot name a path: its own File has none, and the channel is not among its names', async () => {
  const answers = await page.evaluate(async () => {
    const bridge = window.host!;
    const forged = new File(['x'], '/etc/passwd');
    const dropped = await bridge.openDropped!(forged).catch((e: Error) => e.message);
    let named = '';
    try {
      await bridge.request('sources.openDropped' as never, '/etc/passwd' as never);
    } catch (error) {
      named = (error as Error).message;
    }
    return { dropped, named };
  });
  // Electron gives such a File an empty path; the double learns that only in the main process, which refuses it.
  expect(JSON.stringify(answers.dropped)).not.toContain('sourceId');
  expect(answers.named).toContain('unknown channel');
});
