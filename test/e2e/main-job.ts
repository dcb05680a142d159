/** The main job of the window, step by step, for both ways to run it. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { MessageKey } from '#shared/messages/index.ts';
import { containerName, type Incident } from '#test/e2e/incident.ts';
import { askToConnect, giveSecret, goTo, openFinding, trustHostKey, word } from '#test/e2e/user.ts';
import type { Sshd } from '#test/live/sshd.ts';

/** From an unknown key to the end of the capture: key, password, sudo, progress per collector. */
export async function captureHost(page: Page, sshd: Sshd): Promise<void> {
  await askToConnect(page, sshd);
  await trustHostKey(page, sshd);
  await giveSecret(page, 'password', sshd.password);
  await giveSecret(page, 'sudo-password', sshd.password);
  const collectors = page.getByRole('table', { name: word('ui.collectors') });
  await collectors.getByRole('row', { name: /^processes ok/ }).waitFor();
  await page.getByRole('button', { name: word('ui.look-at-findings') }).waitFor({ timeout: 90_000 });
}

/** The finding says who; the runbook is bound to that process. */
export async function readFinding(page: Page, incident: Incident): Promise<void> {
  const finding = await openFinding(page, 'R-01');
  await expect.poll(() => finding.textContent()).toContain(containerName);
  expect(await finding.textContent()).toContain(`nsenter -t ${incident.keeperPid} -m umount`);
}

/** The same holder in the graph and in the table beside it. */
export async function seeHolderInGraph(page: Page, incident: Incident): Promise<void> {
  const finding = await openFinding(page, 'R-01');
  await finding.getByRole('button', { name: word('ui.open-in-graph') }).click();
  const pid = String(incident.keeperPid);
  const picture = page.getByRole('group', { name: /0:\d+/ });
  await picture.getByRole('button', { name: new RegExp(`^mount namespace .* ${pid}, `) }).waitFor();
  const twin = page.getByRole('table', { name: word('ui.twin') });
  await twin.getByRole('row').filter({ hasText: pid }).first().waitFor();
}

/** The first row of a table that its filter leaves for `text`, as it is shown. */
export async function rowAbout(page: Page, view: MessageKey, text: string): Promise<string> {
  await goTo(page, view);
  await page.getByRole('main').getByRole('textbox').first().fill(text);
  const row = page.getByRole('main').getByRole('row').filter({ hasText: text }).first();
  await row.waitFor();
  return (await row.textContent()) ?? '';
}

/** Asks who holds the shm's path and gives what the view answers. */
export async function whoHolds(page: Page, needle: string, pid: number): Promise<string> {
  await goTo(page, 'ui.who');
  await page.getByRole('main').getByRole('textbox').fill(needle);
  await page.keyboard.press('Enter');
  await page
    .getByRole('main')
    .getByRole('row')
    .filter({ hasText: String(pid) })
    .first()
    .waitFor();
  return (await page.getByRole('main').textContent()) ?? '';
}

/** The raw bytes of a record, shown line by line. */
export async function rawRecord(page: Page, id: string, has: string): Promise<string> {
  await goTo(page, 'ui.evidence');
  await page.getByRole('main').getByRole('textbox').first().fill(id);
  await page.getByRole('main').getByRole('row').filter({ hasText: id }).first().click();
  const lines = page.getByRole('region', { name: word('ui.lines-of', { id }) });
  const line = lines.getByText(has).first();
  await lines.waitFor();
  // Only the lines in sight are in the page, and how many come before depends on what else runs on this machine.
  for (let turned = 0; turned < 100 && !(await line.isVisible()); turned++) {
    await lines.press('PageDown');
    await page.waitForTimeout(100);
  }
  await line.waitFor();
  return (await page.getByRole('main').textContent()) ?? '';
}
