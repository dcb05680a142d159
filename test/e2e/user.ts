/** What a person does in the window, by the words they read. The same for hosted mode and the desktop window. */
import type { Locator, Page } from 'playwright-core';
import type { MessageKey } from '#shared/messages/index.ts';
import { say } from '#shared/messages/index.ts';
import type { Sshd } from '#test/live/sshd.ts';

/** Every view of the rail. */
export const railViews = [
  'ui.findings',
  'ui.who',
  'ui.before-after',
  'ui.graph',
  'ui.namespaces',
  'ui.mounts',
  'ui.processes',
  'ui.device-map',
  'ui.block-map',
  'ui.chain',
  'ui.pools',
  'ui.thin-devices',
  'ui.layers',
  'ui.images',
  'ui.snapshots',
  'ui.overlays',
  'ui.differences',
  'ui.evidence',
  'ui.completeness',
] as const satisfies readonly MessageKey[];

/** A word of ours as the window shows it. */
export const word = (key: MessageKey, params: Record<string, string | number> = {}) => say({ key, params });

export async function askToConnect(page: Page, sshd: Sshd): Promise<void> {
  await page.getByLabel(word('ui.target')).fill(`${sshd.user}@127.0.0.1:${sshd.port}`);
  await page.keyboard.press('Enter');
}

/** Compares the shown key with the host's own and trusts it for good. */
export async function trustHostKey(page: Page, sshd: Sshd): Promise<void> {
  const question = page.getByRole('form', { name: word('ui.key-unknown') });
  await question.getByLabel(word('ui.key-paste')).fill(sshd.hostKeyFingerprint);
  await question.getByRole('button', { name: word('ui.compare') }).click();
  await question.getByText(word('ui.key-same')).waitFor();
  await question.getByRole('button', { name: word('ui.trust-remember') }).click();
}

export async function giveSecret(page: Page, what: 'password' | 'sudo-password', value: string): Promise<void> {
  const question = page.getByRole('form', { name: word(`ui.secret.${what}`) });
  await question.getByRole('textbox').or(question.locator('input[type=password]')).first().fill(value);
  await page.keyboard.press('Enter');
  await question.waitFor({ state: 'detached' });
}

/** From a finding of the list to its page. */
export async function openFinding(page: Page, code: string): Promise<Locator> {
  await goTo(page, 'ui.findings');
  const entry = page
    .getByRole('listbox')
    .getByRole('option', { name: new RegExp(`${code}$`) })
    .first();
  await entry.click();
  const article = page.getByRole('article', { name: new RegExp(code) });
  await article.waitFor();
  return article;
}

/** A view, by its name in the rail. */
export async function goTo(page: Page, view: MessageKey): Promise<void> {
  await page
    .getByRole('navigation')
    .getByRole('button', { name: new RegExp(`^${word(view).replace('?', '\\?')}`) })
    .click();
}

/** Everything the page shows or tells a screen reader, titles and labels included. */
export const everythingShown = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const parts = [document.title, document.body.textContent];
    for (const element of document.querySelectorAll('*')) {
      for (const name of ['title', 'aria-label', 'aria-description', 'placeholder', 'alt']) {
        const value = element.getAttribute(name);
        if (value !== null) parts.push(value);
      }
      if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) parts.push(element.value);
      if (element instanceof SVGElement && element.tagName === 'text') parts.push(element.textContent ?? '');
    }
    return parts.join('\n');
  });
