/** The switch that hides names in the desktop window, on the double of Electron: clipboard, save dialogs, the map's file. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildProduct } from '#test/e2e/built.ts';
import { type DesktopApp, startDesktopApp } from '#test/e2e/desktop-app.ts';
import { found, framesFrom, namesOf, openPanel, pngTexts, settledPage } from '#test/e2e/redaction.ts';
import { goTo, openFinding, railViews, word } from '#test/e2e/user.ts';

const capture = path.join(import.meta.dirname, '../hosts/lab-layers-broken/capture.out.gz');
const dir = mkdtempSync(path.join(os.tmpdir(), 'um-redaction-'));

let app: DesktopApp;
let page: Page;
let names: readonly string[];
beforeAll(async () => {
  buildProduct();
  names = namesOf(capture);
  app = await startDesktopApp(capture);
  page = app.page;
  page.setDefaultTimeout(20_000);
});
afterAll(async () => {
  await app?.stop();
  rmSync(dir, { recursive: true });
});

async function saved(file: string, click: () => Promise<void>): Promise<Buffer> {
  app.answerDialog({ canceled: false, filePath: path.join(dir, file) });
  await click();
  await expect
    .poll(() => statSync(path.join(dir, file), { throwIfNoEntry: false })?.size ?? 0, { timeout: 20_000 })
    .toBeGreaterThan(0);
  return readFileSync(path.join(dir, file));
}

describe('the desktop window', () => {
  it('names nothing from the first frame after the key, in no view', async () => {
    await openFinding(page, 'R-05');
    const frames = await framesFrom(page, 'x', word('ui.redaction.status'));
    await page.getByRole('article', { name: /R-05/ }).waitFor();
    for (const frame of frames) expect(found(names, frame)).toEqual([]);
    for (const view of railViews) {
      await goTo(page, view);
      await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
      expect([view, found(names, await settledPage(page))]).toEqual([view, []]);
    }
  });

  it('gives the clipboard and its files no name, and does not show where they went', async () => {
    const finding = await openFinding(page, 'R-05');
    await finding.getByRole('button', { name: word('ui.copy-for-ticket') }).click();
    await expect.poll(async () => (await app.report()).clipboard, { timeout: 20_000 }).toContain('R-05');
    expect(found(names, (await app.report()).clipboard)).toEqual([]);
    for (const format of ['SVG', 'PNG'] as const) {
      const file = await saved(`figure.${format.toLowerCase()}`, async () => {
        await page.getByRole('button', { name: word('ui.export-figure') }).click();
        await page.getByRole('menuitem', { name: word('ui.figure-as', { format, theme: 'light' }) }).click();
      });
      expect(found(names, format === 'SVG' ? file.toString() : pngTexts(file))).toEqual([]);
    }
    expect(await settledPage(page)).not.toContain(path.basename(dir));
    expect(found(names, await settledPage(page))).toEqual([]);
  });

  it('saves the map for its owner only, and the bundle of the command line; loads the map again', async () => {
    await openPanel(page);
    const panel = page.getByRole('dialog');
    await panel.getByRole('grid').getByRole('row').nth(3).waitFor();
    const map = await saved('map.json', () =>
      panel.getByRole('button', { name: word('ui.redaction.save-map') }).click(),
    );
    expect(statSync(path.join(dir, 'map.json')).mode & 0o777).toBe(0o600);
    const { tokens } = JSON.parse(map.toString()) as { tokens: { token: string }[] };
    expect(tokens.length).toBeGreaterThanOrEqual(names.length);
    const bundle = await saved('redacted.umb', () =>
      panel.getByRole('button', { name: word('ui.redaction.save-bundle') }).click(),
    );
    const out = path.join(dir, 'by-command.umb');
    const command = ['dist/cli/undermount.js', 'redact', capture, '--map', path.join(dir, 'map.json'), '-o', out];
    execFileSync(process.execPath, command, { stdio: 'ignore' });
    expect(bundle.equals(readFileSync(out))).toBe(true);
    app.answerDialog({ canceled: false, filePaths: [path.join(dir, 'map.json')] });
    await panel.getByRole('button', { name: word('ui.redaction.load-map') }).click();
    await page.getByText(word('ui.redaction.map-loaded')).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
    expect(found(names, await settledPage(page))).toEqual([]);
  });

  it('shows the names again', async () => {
    await openFinding(page, 'R-05');
    await page.keyboard.press('x');
    const article = page.getByRole('article', { name: /R-05/ });
    await expect
      .poll(async () => found(names, await article.innerHTML()).length, { timeout: 20_000 })
      .toBeGreaterThan(0);
  });
});
