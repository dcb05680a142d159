/** The switch while a capture runs, from Debian's sshd, with a real incident on this machine. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildProduct } from '#test/e2e/built.ts';
import { fromPalette } from '#test/e2e/exports.ts';
import { type HostedApp, startHostedApp } from '#test/e2e/hosted-app.ts';
import { containerName, type Incident, makeIncident } from '#test/e2e/incident.ts';
import { found, framesFrom, namesOf, ourWords, settledPage } from '#test/e2e/redaction.ts';
import { askToConnect, giveSecret, goTo, railViews, trustHostKey, word } from '#test/e2e/user.ts';
import { type Sshd, startSshd } from '#test/live/sshd.ts';

const dir = mkdtempSync(path.join(os.tmpdir(), 'um-redaction-'));
let incident: Incident;
let sshd: Sshd<'eng'>;
let app: HostedApp;
let page: Page;
let frames: readonly string[];

beforeAll(async () => {
  buildProduct();
  incident = await makeIncident();
  sshd = await startSshd({ users: { eng: { sudo: 'password' } }, inMountNamespaceOf: incident.hostPid });
  app = await startHostedApp();
  page = app.page;
  page.setDefaultTimeout(20_000);
});
afterAll(async () => {
  await app?.stop();
  await sshd?.stop();
  incident?.stop();
  rmSync(dir, { recursive: true });
});

const collectors = () => page.getByRole('table', { name: word('ui.collectors') });

describe('a capture that runs', () => {
  it('hides its names from the key on, and goes on', async () => {
    await askToConnect(page, sshd);
    await trustHostKey(page, sshd);
    await giveSecret(page, 'password', sshd.password);
    await giveSecret(page, 'sudo-password', sshd.password);
    await collectors()
      .getByRole('row', { name: /^processes ok/ })
      .waitFor();
    frames = await framesFrom(page, 'x', word('ui.redaction.status'));
    await collectors()
      .getByRole('row', { name: /^processes ok/ })
      .waitFor();
    await page.getByRole('button', { name: word('ui.look-at-findings') }).waitFor({ timeout: 90_000 });
    await page.getByRole('heading', { level: 1, name: /^Collected from/ }).waitFor({ timeout: 90_000 });
    frames = [...frames, await settledPage(page)];
  });

  it('shows its findings and every view under pseudonyms', async () => {
    await page.getByRole('button', { name: word('ui.look-at-findings') }).click();
    await page.getByRole('listbox').getByRole('option', { name: /R-01$/ }).first().click();
    const article = page.getByRole('article', { name: /R-01/ });
    await expect.poll(() => article.textContent(), { timeout: 20_000 }).toContain(String(incident.keeperPid));
    const shown = [await settledPage(page)];
    for (const view of railViews) {
      await goTo(page, view);
      await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
      shown.push(await settledPage(page));
    }
    const redacted = path.join(dir, 'redacted.umb');
    writeFileSync(redacted, await fromPalette(page, 'ui.save-bundle'));
    await page.keyboard.press('x');
    await goTo(page, 'ui.findings');
    await expect
      .poll(() => page.getByRole('main').textContent(), { timeout: 20_000 })
      .toContain(containerName.slice(0, 5));
    const original = path.join(dir, 'original.umb');
    writeFileSync(original, await fromPalette(page, 'ui.save-bundle'));
    const ours = ourWords();
    const names = namesOf(original).filter((name) => !ours.has(name));
    expect(names.length).toBeGreaterThan(20);
    for (const text of [...frames, ...shown]) expect(found(names, text)).toEqual([]);
    const again = new Set(namesOf(redacted));
    expect(names.filter((name) => again.has(name))).toEqual([]);
  });
});

describe('a capture begun while names are hidden', () => {
  it('asks its questions without naming host or user', async () => {
    await page.keyboard.press('x');
    await page.keyboard.press('Control+k');
    await page.getByRole('option', { name: word('ui.open-another') }).click();
    await page.getByLabel(word('ui.target')).fill(`walter-k@127.0.0.1:${sshd.port}`);
    await page.keyboard.press('Enter');
    await page.getByRole('form', { name: word('ui.secret.password') }).waitFor();
    expect(await settledPage(page)).not.toContain('walter');
  });
});
