/** What changes something on the host, asked for in the window: said before it runs, done, recorded; and never done unasked. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AnalysisJson } from '#shared/export/index.ts';
import { buildProduct } from '#test/e2e/built.ts';
import { fromPalette } from '#test/e2e/exports.ts';
import { type HostedApp, startHostedApp } from '#test/e2e/hosted-app.ts';
import { giveSecret, trustHostKey, word } from '#test/e2e/user.ts';
import { type Sshd, startSshd } from '#test/live/sshd.ts';

const dir = mkdtempSync(path.join(os.tmpdir(), 'um-asked-'));
let sshd: Sshd<'eng'>;
let app: HostedApp;

beforeAll(async () => {
  buildProduct();
  sshd = await startSshd({ users: { eng: { sudo: 'password' } } });
  app = await startHostedApp();
  app.page.setDefaultTimeout(20_000);
});
afterAll(async () => {
  await app?.stop();
  await sshd?.stop();
  rmSync(dir, { recursive: true });
});

/** To the end of a capture, then what its saved bundle says. */
async function captured(name: string): Promise<{ readonly analysis: AnalysisJson; readonly report: string }> {
  const { page } = app;
  await giveSecret(page, 'password', sshd.password);
  await giveSecret(page, 'sudo-password', sshd.password);
  const findings = page.getByRole('button', { name: word('ui.look-at-findings') });
  await findings.waitFor({ timeout: 90_000 });
  // Findings are shown from the first record on; the capture has ended when it cannot be stopped any more.
  await page.getByRole('button', { name: word('ui.stop-keep') }).waitFor({ state: 'detached', timeout: 240_000 });
  await findings.click();
  const bundle = path.join(dir, name);
  writeFileSync(bundle, await fromPalette(page, 'ui.save-bundle'));
  const run = (...args: string[]) => {
    try {
      return execFileSync(process.execPath, ['dist/cli/undermount.js', ...args], { encoding: 'utf8' });
    } catch (failed) {
      // 4: done, on partial evidence.
      return (failed as { stdout: string }).stdout;
    }
  };
  return { analysis: AnalysisJson.parse(JSON.parse(run('analyze', bundle, '--json'))), report: run('report', bundle) };
}

const statusOf = ({ completeness }: AnalysisJson, collector: string) =>
  completeness.find((c) => c.collector === collector)?.status;

describe('what changes something on the host', () => {
  it('is said before it runs, stands in the script that is shown, and reaches the capture', async () => {
    const { page } = app;
    await page.getByLabel(word('ui.target')).fill(`${sshd.user}@127.0.0.1:${sshd.port}`);
    await page.getByRole('button', { name: word('ui.more-options') }).click();
    const asked = page.getByRole('group', { name: new RegExp(word('ui.ask-for')) });
    expect(await asked.textContent()).toContain('On the host it reserves a metadata snapshot');
    for (const box of await asked.getByRole('checkbox').all()) expect(await box.isChecked()).toBe(false);
    const table = page.getByRole('table', { name: word('ui.will-run') });
    expect(await table.textContent()).not.toContain('thin-metadata');
    await asked.getByRole('checkbox', { name: /thin-metadata/ }).check();
    await asked.getByRole('checkbox', { name: /capacity/ }).check();
    await table.getByRole('cell', { name: 'thin-metadata', exact: true }).waitFor();
    await page.getByRole('button', { name: word('ui.show-script') }).click();
    await page.getByRole('dialog').getByText('um_thin_metadata()').waitFor();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: word('ui.close') })
      .click();
    await page
      .locator('.connect-fields')
      .getByRole('button', { name: word('ui.connect'), exact: true })
      .click();
    await trustHostKey(page, sshd);
    const { analysis, report } = await captured('asked.umb');
    expect(statusOf(analysis, 'capacity')).toBe('ok');
    expect(statusOf(analysis, 'thin-metadata')).toMatch(/^(ok|not-applicable)$/);
    expect(report).toContain(`Changed on the host: \`${word('custody.capacity')}`);
  }, 300_000);

  it('is neither chosen nor shown in the script until somebody asks', async () => {
    const other = await startHostedApp();
    try {
      await other.page.getByLabel(word('ui.target')).fill(`${sshd.user}@127.0.0.1:${sshd.port}`);
      await other.page.getByRole('button', { name: word('ui.more-options') }).click();
      const boxes = other.page.getByRole('checkbox', { name: /thin-metadata|capacity/ });
      expect(await boxes.count()).toBe(2);
      for (const box of await boxes.all()) expect(await box.isChecked()).toBe(false);
      await other.page.getByRole('button', { name: word('ui.show-script') }).click();
      const script = other.page.getByRole('dialog').getByText('um_processes()');
      await script.waitFor();
      expect(await script.textContent()).not.toMatch(/reserve_metadata_snap|um_capacity/);
    } finally {
      await other.stop();
    }
  });
});
