import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import type { MessageKey } from '#shared/messages/index.ts';
import { goTo, openFinding, word } from '#test/e2e/user.ts';

/** Every text the window gives away, by name: clipboard forms, reports and the figure, as they would land in a ticket. */
export async function exportsOf(page: Page): Promise<Record<string, string>> {
  const texts: Record<string, string> = {};
  const finding = await openFinding(page, 'R-01');
  for (const format of ['markdown', 'text', 'json', 'csv', 'tsv', 'commands'] as const) {
    await page.evaluate(() => navigator.clipboard.writeText(''));
    await finding.getByRole('button', { name: word('ui.copy-as') }).click();
    await page.getByRole('menuitem', { name: word(`ui.copy-as.${format}`) }).click();
    await page.waitForFunction(async () => (await navigator.clipboard.readText()) !== '');
    texts[`copy as ${format}`] = await clipboard(page);
  }
  for (const format of ['md', 'html', 'json', 'csv'] as const) {
    texts[`report ${format}`] = withoutReturns((await fromPalette(page, `ui.report-${format}`)).toString());
  }
  await goTo(page, 'ui.processes');
  for (const format of ['tsv', 'csv', 'markdown', 'json'] as const) {
    await page.evaluate(() => navigator.clipboard.writeText(''));
    await page.getByRole('button', { name: word('ui.copy-rows', { name: word('ui.processes') }) }).click();
    await page.getByRole('menuitem', { name: new RegExp(`${word(`ui.rows-format.${format}`)}$`) }).click();
    await page.waitForFunction(async () => (await navigator.clipboard.readText()) !== '');
    texts[`rows ${format}`] = await clipboard(page);
  }
  await openFinding(page, 'R-01');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: word('ui.export-figure') }).click();
  await page.getByRole('menuitem', { name: word('ui.figure-as', { format: 'SVG', theme: 'light' }) }).click();
  texts['figure svg'] = readFileSync(await (await download).path(), 'utf8');
  return texts;
}

const clipboard = async (page: Page): Promise<string> =>
  withoutReturns(await page.evaluate(() => navigator.clipboard.readText()));

/** CSV ends its lines with a carriage return; any other one is the host's. */
const withoutReturns = (text: string): string => text.replaceAll('\r\n', '\n');

/** Runs a command of the palette that ends in a download. */
export async function fromPalette(page: Page, command: MessageKey): Promise<Buffer> {
  const download = page.waitForEvent('download');
  await page.keyboard.press('Control+k');
  await page.getByRole('option', { name: word(command) }).click();
  return readFileSync(await (await download).path());
}

/** What the command line prints about a saved bundle, on a terminal of its own. */
export function onTerminal(bundle: string, args: readonly string[]): string {
  const command = [process.execPath, 'dist/cli/undermount.js', ...args, bundle].map((word) => `'${word}'`).join(' ');
  const dir = mkdtempSync(path.join(os.tmpdir(), 'um-tty-'));
  try {
    // `script` gives the command a terminal; -e passes its exit code, which may be 4: partial evidence.
    const log = path.join(dir, 'typescript');
    execFileSync('sh', ['-c', `script -qec "${command}" ${log} >/dev/null; [ $? -le 4 ]`], {
      env: { PATH: process.env.PATH, TERM: 'xterm-256color', LANG: 'C.UTF-8', NO_COLOR: '1' },
    });
    return readFileSync(log, 'utf8')
      .replace(/^Script started.*\n/, '')
      .replace(/\nScript done[\s\S]*$/, '');
  } finally {
    rmSync(dir, { recursive: true });
  }
}
