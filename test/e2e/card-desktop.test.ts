/** One key for the ticket, in the desktop window on the double of Electron: the finding's card on the clipboard, and in a file. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildProduct } from '#test/e2e/built.ts';
import { type DesktopApp, startDesktopApp } from '#test/e2e/desktop-app.ts';
import { openFinding, word } from '#test/e2e/user.ts';

const dir = mkdtempSync(path.join(os.tmpdir(), 'um-card-'));
let app: DesktopApp;

beforeAll(async () => {
  buildProduct();
  app = await startDesktopApp('demo');
  app.page.setDefaultTimeout(30_000);
});
afterAll(async () => {
  await app?.stop();
  rmSync(dir, { recursive: true });
});

function fromCommandLine(code: string): Buffer {
  const file = path.join(dir, `${code}.png`);
  const args = ['figure', 'demo', '--view', 'card', '--focus', code, '--theme', 'light', '-o', file];
  execFileSync(process.execPath, ['dist/cli/undermount.js', ...args]);
  return readFileSync(file);
}
const clipboard = async (): Promise<Buffer> => Buffer.from((await app.report()).clipboard, 'latin1');

it('P copies the card as PNG and saves it where the dialog says: the bytes of the command line, both', async () => {
  const file = path.join(app.home, 'card.png');
  await openFinding(app.page, 'T-14');
  app.answerDialog({ canceled: false, filePath: file });
  await app.page.keyboard.press('p');
  await app.page.getByText(word('ui.saved-as', { file })).waitFor();
  const card = fromCommandLine('T-14');
  expect(Buffer.compare(readFileSync(file), card)).toBe(0);
  expect(Buffer.compare(await clipboard(), card)).toBe(0);
});

it('P with the dialog cancelled has copied all the same, and saves nothing', async () => {
  const before = await clipboard();
  await openFinding(app.page, 'O-02');
  app.answerDialog({ canceled: true, filePath: '' });
  await app.page.keyboard.press('p');
  await expect.poll(async () => Buffer.compare(await clipboard(), before)).not.toBe(0);
  expect(Buffer.compare(await clipboard(), fromCommandLine('O-02'))).toBe(0);
  expect(existsSync(path.join(app.home, 'undefined'))).toBe(false);
});

it('p typed into a field is a letter', async () => {
  const before = await clipboard();
  await app.page.keyboard.press('Control+k');
  await app.page.keyboard.type('pp');
  await app.page.getByRole('combobox').first().waitFor();
  expect(await app.page.getByRole('combobox').first().inputValue()).toBe('pp');
  await app.page.keyboard.press('Escape');
  expect(Buffer.compare(await clipboard(), before)).toBe(0);
});
