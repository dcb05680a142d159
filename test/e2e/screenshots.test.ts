/**
 * Every view at 1440x900, dark and light, into test/e2e/screenshots/: to be looked at beside the mockups, never compared.
 * From the demo, so that there is much to see; the questions and the progress from a real capture.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildProduct } from '#test/e2e/built.ts';
import { type HostedApp, startHostedApp } from '#test/e2e/hosted-app.ts';
import { askToConnect, giveSecret, goTo, openFinding, trustHostKey, word } from '#test/e2e/user.ts';
import { startSshd } from '#test/live/sshd.ts';
import { type Gallery, startGallery } from '#test/renderer/gallery-page.ts';

const folder = path.join(import.meta.dirname, 'screenshots');
mkdirSync(folder, { recursive: true });

let app: HostedApp;
afterAll(() => app?.stop());

async function shoot(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  for (const theme of ['dark', 'light'] as const) {
    // The window follows the system until its user chooses; pictures are drawn again a frame later.
    await page.emulateMedia({ colorScheme: theme });
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    const png = await page.screenshot({ path: path.join(folder, `${name}-${theme}.png`), animations: 'disabled' });
    expect(png.length).toBeGreaterThan(10_000);
  }
}

describe('the demo', () => {
  beforeAll(async () => {
    buildProduct();
    app = await startHostedApp('demo');
    app.page.setDefaultTimeout(20_000);
  });

  it('shows a finding with its chain and runbook', async () => {
    await openFinding(app.page, 'R-01');
    await shoot(app.page, 'findings');
  });

  it('shows the namespaces of a finding', async () => {
    const finding = await openFinding(app.page, 'R-05');
    await finding.getByRole('button', { name: word('ui.open-in-graph') }).click();
    await app.page.getByRole('table', { name: word('ui.twin') }).waitFor();
    await shoot(app.page, 'graph');
  });

  it('shows the whole host', async () => {
    await goTo(app.page, 'ui.graph');
    await app.page.getByRole('table', { name: word('ui.twin') }).waitFor();
    await shoot(app.page, 'graph-overview');
  });

  it('answers who holds a container', async () => {
    await goTo(app.page, 'ui.who');
    await app.page.getByRole('main').getByRole('textbox').fill('victim-A3');
    await app.page.keyboard.press('Enter');
    await app.page.getByRole('main').getByRole('row').nth(1).waitFor();
    await shoot(app.page, 'who');
  });

  it.each(['namespaces', 'mounts', 'processes', 'evidence'] as const)('shows %s', async (view) => {
    await goTo(app.page, `ui.${view}`);
    await app.page.getByRole('grid').getByRole('row').nth(3).waitFor();
    await shoot(app.page, view);
  });

  it('shows a record with its lines', async () => {
    await goTo(app.page, 'ui.evidence');
    await app.page.getByRole('main').getByRole('textbox').first().fill('settings');
    await app.page
      .getByRole('main')
      .getByText(/^1 of \d+$/)
      .waitFor();
    await app.page.getByRole('grid').getByRole('row').filter({ hasText: 'settings' }).first().click();
    await app.page
      .getByRole('main')
      .getByText('may_detach_mounts')
      .or(app.page.getByText('mount-max'))
      .first()
      .waitFor();
    await shoot(app.page, 'evidence-record');
  });

  it('shows what is complete', async () => {
    await goTo(app.page, 'ui.completeness');
    await app.page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
    await shoot(app.page, 'completeness');
    await app.stop();
  });
});

/**
 * Storage from the gallery: the lab's broken host, and constructed ones (named so in the window) for what no lab has,
 * up to 20,000 devices with two million mappings.
 */
describe('storage', () => {
  let gallery: Gallery;
  beforeAll(async () => {
    gallery = await startGallery();
  });
  afterAll(() => gallery?.close());

  const scenes = [
    ['device-map', 'scene=device-map', '.picture [data-key]'],
    ['device-map-healthy', 'scene=device-map&host=healthy', '.picture [data-key]'],
    ['device-map-nearly-full', 'scene=device-map&host=nearly-full', '.picture [data-key]'],
    ['device-map-failed', 'scene=device-map&host=failed', '.picture [data-key]'],
    ['device-map-20000', 'scene=device-map&host=many', '.picture [data-key]'],
    ['block-map-not-collected', 'scene=block-map', '.no-blocks'],
    ['block-map-healthy', 'scene=block-map&host=healthy&device=253:4/14', '.address canvas'],
    ['block-map-nearly-full', 'scene=block-map&host=nearly-full&device=253:4/14', '.address canvas'],
    ['block-map-failed', 'scene=block-map&host=failed&device=253:4/14', '.address canvas'],
    ['block-map-20000', 'scene=block-map&host=many&device=253:4/14', '.address canvas'],
    ['chain', 'scene=chain', '.runbook'],
    ['layers', 'scene=layers&evidence=layers', '.picture [data-key]'],
    ['layers-engines', 'scene=layers&evidence=engines', '.picture [data-key]'],
    ['layers-asked', 'scene=layers&evidence=engines&focus=d274bf1bf7d3', '.picture [data-key]'],
    ['layers-many', 'scene=layers&evidence=layers&focus=many64', '.picture [data-key]'],
    ['layers-path', 'scene=layers&evidence=layers&focus=shop-1:/bin/busybox', '.picture [data-key]'],
    ['layers-not-collected', 'scene=layers', 'main'],
    ['images', 'scene=images&evidence=engines', '[role=gridcell]'],
    ['unpacked-layers', 'scene=snapshots&evidence=engines', '[role=gridcell]'],
    ['overlays', 'scene=overlays&evidence=layers', '[role=gridcell]'],
    ['pools', 'scene=pools', '[role=gridcell]'],
    ['thin-devices', 'scene=thin-devices', '[role=gridcell]'],
  ] as const;
  it.each(scenes)('%s', async (name, query, shows) => {
    const page = await gallery.open(query);
    await page.locator(shows).first().waitFor({ timeout: 20_000 });
    await shoot(page, name);
    expect(gallery.troubles()).toEqual([]);
  });
});

describe('a capture', () => {
  it('shows the first page, the questions and the progress', async () => {
    const sshd = await startSshd({ users: { eng: { sudo: 'password' } } });
    app = await startHostedApp();
    const { page } = app;
    page.setDefaultTimeout(20_000);
    try {
      await page.getByLabel(word('ui.target')).waitFor();
      await shoot(page, 'start');
      await askToConnect(page, sshd);
      await page.getByRole('form', { name: word('ui.key-unknown') }).waitFor();
      await shoot(page, 'question-host-key');
      await trustHostKey(page, sshd);
      await page.getByRole('form', { name: word('ui.secret.password') }).waitFor();
      await shoot(page, 'question-password');
      await giveSecret(page, 'password', sshd.password);
      await giveSecret(page, 'sudo-password', sshd.password);
      await page.getByRole('row', { name: /^cgroups ok/ }).waitFor();
      await shoot(page, 'progress');
    } finally {
      await sshd.stop();
    }
  });
});
