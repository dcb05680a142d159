/** A person who does not wait: goes through the views, types, scrolls, turns a picture. */
import type { Page } from 'playwright-core';
import type { MessageKey } from '#shared/messages/index.ts';
import { railViews, word } from '#test/e2e/user.ts';

/** One view of the source in sight: opened, filtered, scrolled, left. */
export async function lookAt(page: Page, view: MessageKey, lookMs: number): Promise<void> {
  await page
    .getByRole('navigation')
    .getByRole('button', { name: new RegExp(`^${word(view).replace('?', '\\?')}`) })
    .click();
  await page.waitForTimeout(lookMs);
  const box = await page.getByRole('main').boundingBox();
  if (box) {
    await page.mouse.move(box.x + box.width / 3, box.y + box.height / 2);
    for (let i = 0; i < 6; i++) await page.mouse.wheel(0, i < 4 ? 400 : -600);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 3, { steps: 6 });
    await page.mouse.up();
    await page.waitForTimeout(lookMs / 4);
  }
  const field = page.locator('.filter-bar input');
  if ((await field.count()) > 0) {
    await field.first().click();
    await page.keyboard.type('overlay', { delay: 30 });
    await page.waitForTimeout(lookMs / 2);
    await page.keyboard.press('Escape');
    await page.waitForTimeout(lookMs / 4);
  }
}

/** Every view in turn, again and again, until `done`. */
export async function roam(page: Page, lookMs: number, done: () => boolean): Promise<void> {
  for (let n = 0; !done(); n++) await lookAt(page, railViews[n % railViews.length]!, lookMs);
}
