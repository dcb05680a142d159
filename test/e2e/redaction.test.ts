/** The switch that hides names, in hosted mode: the window, all it gives away, a bundle and its map. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildProduct } from '#test/e2e/built.ts';
import { exportsOf, fromPalette } from '#test/e2e/exports.ts';
import { type HostedApp, startHostedApp } from '#test/e2e/hosted-app.ts';
import { shoot } from '#test/e2e/opening.ts';
import { found, framesFrom, namesOf, openPanel, pngTexts, settledPage, wholePage } from '#test/e2e/redaction.ts';
import { goTo, openFinding, railViews, word } from '#test/e2e/user.ts';
import { treeOf } from '#test/live/process-tree.ts';

const capture = path.join(import.meta.dirname, '../hosts/lab-layers-broken/capture.out.gz');
const dir = mkdtempSync(path.join(os.tmpdir(), 'um-redaction-'));

let app: HostedApp;
let page: Page;
let names: readonly string[];
const scriptErrors: string[] = [];
beforeAll(async () => {
  buildProduct();
  names = namesOf(capture);
  app = await startHostedApp(capture);
  page = app.page;
  page.setDefaultTimeout(20_000);
  page.on('pageerror', (error) => scriptErrors.push(error.message));
});
afterAll(async () => {
  await app?.stop();
  rmSync(dir, { recursive: true });
});

const download = async (click: () => Promise<void>): Promise<Buffer> => {
  const coming = page.waitForEvent('download');
  await click();
  const file = await coming;
  expect(found(names, file.suggestedFilename())).toEqual([]);
  return readFileSync(await file.path());
};

async function everyView(): Promise<Record<string, readonly string[]>> {
  const seen: Record<string, readonly string[]> = {};
  for (const view of railViews) {
    await goTo(page, view);
    await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
    seen[view] = found(names, await settledPage(page));
  }
  return seen;
}

const bad = (seen: Record<string, readonly string[]>) => Object.entries(seen).filter(([, list]) => list.length > 0);

describe('names', () => {
  it('stand in the views as long as the switch is off: the same search finds them there', async () => {
    expect(names.length).toBeGreaterThan(50);
    const seen = await everyView();
    expect(bad(seen).length).toBeGreaterThan(10);
    expect(new Set(Object.values(seen).flat()).size).toBeGreaterThan(40);
  });

  it('are gone from the first frame after the key, while they are replaced and after; the finding stays', async () => {
    const article = await openFinding(page, 'R-05');
    const statement = article.getByRole('heading', { level: 2 }).or(article.locator('.statement')).first();
    expect(found(names, (await statement.textContent()) ?? '').length).toBeGreaterThan(0);
    const frames = await framesFrom(page, 'x', word('ui.redaction.mark'));
    await page.getByRole('article', { name: /R-05/ }).waitFor();
    expect(frames.length).toBeGreaterThan(1);
    for (const frame of frames) expect(found(names, frame)).toEqual([]);
    expect(found(names, await settledPage(page))).toEqual([]);
    await shoot(page, 'redacted');
  });
});

describe('with the switch on', () => {
  it('no view names anything', async () => {
    expect(bad(await everyView())).toEqual([]);
  });

  it('no finding names anything, nor what it leads to', async () => {
    await goTo(page, 'ui.findings');
    const options = page.getByRole('listbox').getByRole('option');
    for (let i = 0; i < Math.min(12, await options.count()); i++) {
      await options.nth(i).click();
      expect(found(names, await settledPage(page))).toEqual([]);
    }
    const finding = await openFinding(page, 'R-05');
    await finding.getByRole('button', { name: word('ui.open-in-graph') }).click();
    await page.getByRole('table', { name: word('ui.twin') }).waitFor();
    expect(found(names, await settledPage(page))).toEqual([]);
  });

  it('nothing that leaves the window names anything, and each says that it is redacted', async () => {
    const texts = await exportsOf(page);
    expect(Object.keys(texts).length).toBe(15);
    for (const [what, text] of Object.entries(texts)) expect([what, found(names, text)]).toEqual([what, []]);
    for (const what of ['copy as text', 'report md', 'figure svg']) {
      expect(texts[what]?.toLowerCase()).toContain('redacted');
      expect(texts[what]?.toLowerCase()).not.toContain('not redacted');
    }
    const png = await download(async () => {
      await page.getByRole('button', { name: word('ui.export-figure') }).click();
      await page.getByRole('menuitem', { name: word('ui.figure-as', { format: 'PNG', theme: 'light' }) }).click();
    });
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect(found(names, pngTexts(png))).toEqual([]);
    const bundle = path.join(dir, 'screen.umb');
    writeFileSync(bundle, await fromPalette(page, 'ui.save-bundle'));
    expect(namesInBundle(bundle)).toEqual([]);
  });
});

describe('the panel', () => {
  it('lists every name with its places, under the switch only when asked', async () => {
    await openPanel(page);
    const panel = page.getByRole('dialog');
    const listed = names.find((name) => /^[a-z]{6,}$/.test(name))!;
    await panel.getByRole('grid').getByRole('row').nth(3).waitFor();
    expect(found(names, await settledPage(page))).toEqual([]);
    await panel.getByRole('button', { name: word('ui.redaction.show-names') }).click();
    await panel.getByRole('row', { name: /\d/ }).nth(3).waitFor();
    await shoot(page, 'redaction-panel');
    await panel.getByRole('textbox').fill(listed);
    await panel
      .getByRole('row', { name: new RegExp(listed) })
      .first()
      .waitFor();
  });

  it('saves the map and a bundle that are those of the command line, byte for byte', async () => {
    const panel = page.getByRole('dialog');
    const bundle = await download(() => panel.getByRole('button', { name: word('ui.redaction.save-bundle') }).click());
    const map = await download(() => panel.getByRole('button', { name: word('ui.redaction.save-map') }).click());
    await expect.poll(() => panel.textContent(), { timeout: 20_000 }).not.toContain(word('ui.redaction.map-unsaved'));
    const [mapFile, out] = [path.join(dir, 'map.json'), path.join(dir, 'by-command.umb')];
    writeFileSync(mapFile, map, { mode: 0o600 });
    const command = ['dist/cli/undermount.js', 'redact', capture, '--map', mapFile, '-o', out];
    execFileSync(process.execPath, command, { stdio: 'ignore' });
    expect(bundle.equals(readFileSync(out))).toBe(true);
    expect(namesInBundle(out)).toEqual([]);
    await page.keyboard.press('Escape');
  });
});

describe('the first page', () => {
  it('names no source that is open or was', async () => {
    await page.keyboard.press('Control+k');
    await page.getByRole('option', { name: word('ui.open-another') }).click();
    const known = page.getByRole('list', { name: word('ui.recent') });
    await expect.poll(() => known.getByRole('listitem').count(), { timeout: 20_000 }).toBeGreaterThan(1);
    expect(found(names, await settledPage(page))).toEqual([]);
    await shoot(page, 'redacted-start');
    await known.getByRole('button', { name: word('ui.show') }).click();
  });
});

describe('turned off', () => {
  it('shows the finding again, with its names, at once', async () => {
    await openFinding(page, 'R-05');
    await page.keyboard.press('x');
    const article = page.getByRole('article', { name: /R-05/ });
    await article.waitFor();
    await expect
      .poll(async () => found(names, await article.innerHTML()).length, { timeout: 20_000 })
      .toBeGreaterThan(0);
    expect(await page.getByText(word('ui.redaction.mark'), { exact: true }).count()).toBe(0);
  });
});

describe('while names are being replaced', () => {
  const analysis = () => treeOf(app.pid).find((pid) => pid !== app.pid)!;

  it('nothing of the source is shown, and the turn can be taken back', async () => {
    await openFinding(page, 'R-05');
    process.kill(analysis(), 'SIGSTOP');
    const frames = await framesFrom(page, 'x', word('ui.redaction.waiting-why'));
    for (const frame of [...frames, await wholePage(page)]) expect(found(names, frame)).toEqual([]);
    await shoot(page, 'redacting');
    await page
      .getByRole('main')
      .getByRole('button', { name: word('ui.redaction.back') })
      .click();
    await page.getByText(word('ui.redaction.waiting-why')).waitFor({ state: 'detached' });
    process.kill(analysis(), 'SIGCONT');
    const article = page.getByRole('article', { name: /R-05/ });
    await expect
      .poll(async () => found(names, await article.innerHTML()).length, { timeout: 20_000 })
      .toBeGreaterThan(0);
  });

  it('a process that dies is told of, and still nothing is named', async () => {
    process.kill(analysis(), 'SIGSTOP');
    await page.keyboard.press('x');
    await page.getByText(word('ui.redaction.waiting-why')).waitFor();
    process.kill(analysis(), 'SIGKILL');
    await page.getByRole('alert').first().waitFor();
    expect(await page.getByRole('main').textContent()).toContain(word('ui.redaction.not-made'));
    expect(found(names, await settledPage(page))).toEqual([]);
    expect(scriptErrors).toEqual([]);
  });
});

/** What the command line still finds to replace of the names in a bundle that is redacted already. */
function namesInBundle(bundle: string): readonly string[] {
  const listed = new Set(names);
  return namesOf(bundle).filter((name) => listed.has(name));
}
