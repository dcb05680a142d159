/** What a person does to open something, in either mode. */
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** Pastes as the keyboard does, with the text on the clipboard of the system. */
export async function pasteText(page: Page, text: string): Promise<void> {
  await page.evaluate((t) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', t);
    (document.activeElement ?? document.body).dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    );
  }, text);
}

/** Drops a file from the disk onto the window: Chromium itself makes the File, so it has its place on the disk. */
export async function dropFile(page: Page, ...files: readonly string[]): Promise<void> {
  await page.locator('.drop-target').waitFor();
  const cdp = await page.context().newCDPSession(page);
  await page.evaluate(() => {
    const input = document.createElement('input');
    input.type = 'file';
    input.multiple = true;
    input.id = 'dropped-by-test';
    input.hidden = true;
    document.body.append(input);
  });
  const { root } = await cdp.send('DOM.getDocument');
  const { nodeId } = await cdp.send('DOM.querySelector', { nodeId: root.nodeId, selector: '#dropped-by-test' });
  await cdp.send('DOM.setFileInputFiles', { nodeId, files: [...files] });
  await page.evaluate(() => {
    const input = document.querySelector<HTMLInputElement>('#dropped-by-test')!;
    const dataTransfer = new DataTransfer();
    for (const file of input.files!) dataTransfer.items.add(file);
    input.remove();
    const target = document.querySelector('.drop-target')!;
    for (const type of ['dragover', 'drop']) {
      target.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    }
  });
  await cdp.detach();
}

/** Drags files or folders in from outside the browser and lets go: Chromium's own drag, from its first event to its last. */
export async function dragIn(page: Page, ...places: readonly string[]): Promise<void> {
  const box = await page.locator('.drop-target').boundingBox();
  const cdp = await page.context().newCDPSession(page);
  const at = { x: box!.x + box!.width / 2, y: box!.y + box!.height / 2 };
  const data = { items: [], files: [...places], dragOperationsMask: 1 };
  const drag = (type: 'dragEnter' | 'dragOver' | 'drop') => cdp.send('Input.dispatchDragEvent', { type, ...at, data });
  await drag('dragEnter');
  await drag('dragOver');
  // What the page answers to one event Chromium knows at the next: only then may it be let go.
  await page.locator('.drop-here').waitFor();
  await drag('dragOver');
  await drag('drop');
  await cdp.detach();
}

export const tab = (page: Page, name: string): Locator => page.getByRole('tab', { name: new RegExp(name) }).first();

/** Durations of tasks over 50 ms from now on, as Chromium itself counts them. */
export async function longTasks(page: Page): Promise<() => Promise<readonly number[]>> {
  await page.evaluate(() => {
    const seen: number[] = [];
    Object.assign(window, { __longTasks: seen });
    new PerformanceObserver((list) => seen.push(...list.getEntries().map((e) => e.duration))).observe({
      type: 'longtask',
    });
  });
  return () => page.evaluate(() => (window as unknown as { __longTasks: number[] }).__longTasks);
}

/** Both themes into screenshots/, to be looked at; nothing is compared. */
export async function shoot(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  for (const theme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    const file = path.join(import.meta.dirname, 'screenshots', `${name}-${theme}.png`);
    expect((await page.screenshot({ path: file, animations: 'disabled' })).length).toBeGreaterThan(10_000);
  }
}
