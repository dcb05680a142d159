/** After the cure, in the real window: a finding checked again on its host, and the engineer's notes on it. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildProduct } from '#test/e2e/built.ts';
import { fromPalette } from '#test/e2e/exports.ts';
import { type HostedApp, startHostedApp } from '#test/e2e/hosted-app.ts';
import { expectEscaped } from '#test/e2e/hostile.ts';
import { type Incident, makeIncident } from '#test/e2e/incident.ts';
import { captureHost } from '#test/e2e/main-job.ts';
import { dropFile } from '#test/e2e/opening.ts';
import { everythingShown, giveSecret, goTo, openFinding, word } from '#test/e2e/user.ts';
import { type Sshd, startSshd } from '#test/live/sshd.ts';

const folder = path.join(import.meta.dirname, 'screenshots');
const dir = mkdtempSync(path.join(os.tmpdir(), 'um-e2e-'));
const bundle = path.join(dir, 'saved.umb');
let incident: Incident;
let sshd: Sshd<'eng'>;
let app: HostedApp;
let page: Page;
const scriptErrors: string[] = [];

beforeAll(async () => {
  buildProduct();
  incident = await makeIncident();
  sshd = await startSshd({ users: { eng: { sudo: 'password' } }, inMountNamespaceOf: incident.hostPid });
  app = await startHostedApp();
  page = app.page;
  page.setDefaultTimeout(30_000);
  page.on('pageerror', (error) => scriptErrors.push(error.message));
  page.on('console', (message) => message.type() === 'error' && scriptErrors.push(message.text()));
});
afterAll(async () => {
  await app?.stop();
  await sshd?.stop();
  incident?.stop();
  rmSync(dir, { recursive: true });
});

async function shoot(name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  for (const theme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    await page.screenshot({ path: path.join(folder, `${name}-${theme}.png`), animations: 'disabled' });
  }
}

const button = (key: Parameters<typeof word>[0]) => page.getByRole('button', { name: word(key), exact: true });

/** The same questions as the first time: the key is remembered, the passwords never are. */
async function signIn(): Promise<void> {
  await giveSecret(page, 'password', sshd.password);
  await giveSecret(page, 'sudo-password', sshd.password);
}

const answer = (kind: 'gone' | 'still-there' | 'changed' | 'cannot-tell') =>
  page.getByRole('region', { name: word('ui.recheck') }).getByText(word(`recheck.answer.${kind}`), { exact: true });

describe('notes', () => {
  it('are written on a finding, edited, and marked in the list', async () => {
    await captureHost(page, sshd);
    const finding = await openFinding(page, 'R-01');
    await page.keyboard.press('n');
    const field = finding.getByRole('textbox', { name: word('ui.note-text') });
    await field.fill('owner of the agent told\n<b>not bold</b> \u202e');
    await shoot('note-writing');
    await page.keyboard.press('Control+Enter');
    const note = finding.getByRole('article', { name: word('ui.note-text') });
    await note.getByText('owner of the agent told').waitFor();
    await note.getByRole('button', { name: word('ui.note-edit') }).click();
    await field.fill('owner of the agent told, ends it at 14:00\n<b>not bold</b> \u202e');
    await button('ui.note-save').click();
    await note.getByText('ends it at 14:00').waitFor();
    await page.getByRole('option', { name: new RegExp(`${word('ui.has-notes', { n: 1 })}.*R-01$`) }).waitFor();
    expectEscaped(await everythingShown(page));
  });

  it('are written on an object where it is selected, and marked in its table', async () => {
    await goTo(page, 'ui.processes');
    await page.getByRole('main').getByRole('textbox').first().fill(`pid:=${incident.keeperPid}`);
    const row = page
      .getByRole('main')
      .getByRole('row')
      .filter({ hasText: String(incident.keeperPid) })
      .first();
    await row.click();
    await page.keyboard.press('n');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: word('ui.note-text') }).fill('started by hand');
    // A step aside loses no word of it.
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.keyboard.press('n');
    const field = dialog.getByRole('textbox', { name: word('ui.note-text') });
    expect(await field.inputValue()).toBe('started by hand');
    await field.fill('started by hand, no unit');
    await dialog.getByRole('button', { name: word('ui.note-save') }).click();
    await dialog.getByText('started by hand').waitFor();
    await shoot('note-dialog');
    await page.keyboard.press('Escape');
    await row.getByText(word('ui.has-notes', { n: 1 })).waitFor({ state: 'attached' });
    await shoot('note-in-table');
  });

  it('leave with the copied finding and with the report, as words of the engineer', async () => {
    const finding = await openFinding(page, 'R-01');
    await finding.getByRole('button', { name: word('ui.copy-for-ticket') }).click();
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    await expect.poll(copied).toContain('ends it at 14:00');
    expectEscaped(await copied());
    const report = String(await fromPalette(page, 'ui.report-md'));
    expect(report).toContain('ends it at 14:00');
    expect(report).toContain('started by hand, no unit');
    expectEscaped(report);
  });
});

describe('check again', () => {
  it('asks as the first time and says still there while the holder lives', async () => {
    const finding = await openFinding(page, 'R-01');
    await shoot('finding-with-note');
    await finding.getByRole('region', { name: word('ui.recheck') }).scrollIntoViewIfNeeded();
    await shoot('recheck-offer');
    await button('ui.recheck-now').click();
    await signIn();
    await answer('still-there').waitFor({ timeout: 90_000 });
    await shoot('recheck-still-there');
    expectEscaped(await everythingShown(page));
  });

  it('says gone once the holder was ended, and what is gone with it', async () => {
    await button('ui.recheck-finding').click();
    process.kill(incident.keeperPid, 'SIGKILL');
    await button('ui.recheck-now').click();
    await signIn();
    await answer('gone').waitFor({ timeout: 90_000 });
    const rows = page.getByRole('table', { name: word('ui.recheck-objects') }).getByRole('row');
    await rows
      .filter({ hasText: word('ui.recheck-kind.namespace') })
      .first()
      .waitFor();
    expect(await page.getByRole('main').textContent()).toContain(String(incident.keeperPid));
    await shoot('recheck-gone');
  });

  it('stands on the finding’s own page, newest last', async () => {
    await button('ui.recheck-finding').click();
    const section = page.getByRole('region', { name: word('ui.recheck') });
    await expect.poll(() => section.textContent()).toMatch(/Still there.*Gone/);
    await section.scrollIntoViewIfNeeded();
    await shoot('recheck-lines');
  });

  it('can be given up, and then cannot tell', async () => {
    await button('ui.recheck-now').click();
    await signIn();
    await page.getByRole('row', { name: /^host ok/ }).waitFor();
    await button('ui.stop-keep').click();
    await button('ui.recheck-answer').click();
    await answer('cannot-tell').waitFor();
    await shoot('recheck-cannot-tell');
  });

  it('of a bundle asks how to connect first, with host, port and user as custody names them', async () => {
    await page.getByRole('tab').first().click();
    await openFinding(page, 'R-01');
    writeFileSync(bundle, await fromPalette(page, 'ui.save-bundle'));
    const open = page.getByRole('tab');
    const before = await open.count();
    await dropFile(page, bundle);
    await expect.poll(() => open.count(), { timeout: 30_000 }).toBe(before + 1);
    await expect.poll(() => open.last().getAttribute('aria-selected')).toBe('true');
    const finding = await openFinding(page, 'R-01');
    // The same evidence under another name has the same notes.
    await finding.getByText('ends it at 14:00').waitFor();
    await button('ui.recheck-connect').click();
    await page.getByRole('heading', { name: word('ui.recheck-form', { code: 'R-01' }) }).waitFor();
    expect(await page.getByRole('textbox', { name: word('ui.field.host'), exact: true }).inputValue()).toBe(
      '127.0.0.1',
    );
    expect(await page.getByRole('textbox', { name: word('ui.field.user'), exact: true }).inputValue()).toBe(sshd.user);
    expect(await page.getByRole('textbox', { name: word('ui.field.port'), exact: true }).inputValue()).toBe(
      String(sshd.port),
    );
    await shoot('recheck-form');
    await button('ui.recheck-now').click();
    await signIn();
    await answer('gone').waitFor({ timeout: 90_000 });
  });

  it('keeps notes in the data folder by the evidence, and no secret anywhere', () => {
    const config = path.join(app.home, '.config', 'undermount');
    const kept = readdirSync(path.join(config, 'notes'));
    expect(kept.length).toBeGreaterThan(0);
    const all = readdirSync(config, { recursive: true, withFileTypes: true })
      .filter((f) => f.isFile())
      .map((f) => readFileSync(path.join(f.parentPath, f.name), 'utf8'))
      .join('\n');
    expect(all).toContain('ends it at 14:00');
    expect(all).not.toContain(sshd.password);
    expect(readFileSync(bundle).includes('ends it at 14:00')).toBe(false);
  });

  it('ran no script and broke no page', () => {
    expect(scriptErrors).toEqual([]);
  });
});
