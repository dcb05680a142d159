/** The window as a person uses it: every view of the gallery in Chromium, under the product's own policy. */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
// For what the gallery puts on its window.
import type {} from '#renderer/gallery/scenes.ts';
import { collectorIds } from '#shared/collectors/ids.ts';
import { type Gallery, startGallery } from '#test/renderer/gallery-page.ts';

let gallery: Gallery;
let page: Page;

beforeAll(async () => {
  gallery = await startGallery();
}, 60_000);
afterEach(() => {
  expect(gallery.troubles()).toEqual([]);
});
afterAll(() => gallery?.close());

const names = (role: 'row' | 'option' | 'button') =>
  page.getByRole(role).evaluateAll((all) => all.map((n) => n.textContent));
const asked = (channel: string) =>
  page.evaluate((c) => window.gallery!.asked.filter((a) => a.channel === c).map((a) => a.request), channel);

describe('every view opens without an error and within the policy', () => {
  const scenes = [
    'start',
    'form',
    'hostkey',
    'password',
    'server',
    'key-changed',
    'progress',
    'findings',
    'who',
    'graph',
    'overview',
    'mounts',
    'processes',
    'namespaces',
    'evidence',
    'completeness',
    'compare',
    'device-map',
    'block-map',
    'chain',
    'pools',
    'thin-devices',
  ];
  it.each(scenes.flatMap((s) => [`${s}&theme=dark`, `${s}&theme=light`]))('%s', async (scene) => {
    page = await gallery.open(`scene=${scene}`);
    await expect.poll(async () => (await page.locator('main').textContent())?.length ?? 0).toBeGreaterThan(40);
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe(scene.split('theme=')[1]);
  });
});

describe('the host-key question', () => {
  it('gives the focus to the field to compare, and never the accent to trusting', async () => {
    page = await gallery.open('scene=hostkey');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
      'Paste the fingerprint you were given',
    );
    const accented = page.locator('.question .button.primary');
    expect(await accented.allTextContents()).toEqual(['Compare']);
    await page.keyboard.press('Enter');
    expect(await asked('prompt.answer')).toEqual([]);
  });

  it('says when a pasted fingerprint differs, and then lets nobody trust', async () => {
    page = await gallery.open('scene=hostkey');
    await page.keyboard.type('SHA256:qT39KfBx0LwZr7mPdYh2uNcJs5EaGo8iXt1VbRkeXX');
    await page.keyboard.press('Enter');
    expect(await page.getByRole('alert').textContent()).toContain('They differ');
    expect(await page.getByRole('button', { name: 'Trust and remember' }).isDisabled()).toBe(true);
    expect(await page.getByRole('button', { name: 'This time only' }).isDisabled()).toBe(true);
  });

  it('sends the decision with the very fingerprint that was shown', async () => {
    page = await gallery.open('scene=hostkey');
    await page.keyboard.type('qT39 KfBx 0LwZ r7mP dYh2 uNcJ s5Ea Go8i Xt1V bRke 4M');
    await page.keyboard.press('Enter');
    expect(await page.getByRole('alert').textContent()).toContain('the same');
    await page.getByRole('button', { name: 'Trust and remember' }).click();
    expect(await asked('prompt.answer')).toEqual([
      {
        kind: 'trust-host-key',
        promptId: 'p1',
        fingerprint: 'SHA256:qT39KfBx0LwZr7mPdYh2uNcJs5EaGo8iXt1VbRke4M',
        remember: true,
      },
    ]);
  });

  it('offers no way on when a remembered key has changed', async () => {
    page = await gallery.open('scene=key-changed');
    expect(await page.getByRole('alert').textContent()).toContain('The key of this host has changed');
    const buttons = await page.locator('main').getByRole('button').allTextContents();
    expect(buttons).toEqual(['Change the connection']);
  });
});

describe('secrets', () => {
  it('leave the page once and are not kept in it', async () => {
    page = await gallery.open('scene=password');
    await page.keyboard.type('hunter2');
    await page.keyboard.press('Enter');
    expect(await asked('prompt.answer')).toEqual([{ kind: 'secret', promptId: 'p1', value: 'hunter2' }]);
    expect(await page.locator('input[type=password]').count()).toBe(0);
    expect(await page.evaluate(() => document.documentElement.outerHTML)).not.toContain('hunter2');
    expect(
      await page.evaluate(() => JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)])),
    ).not.toContain('hunter2');
  });

  it("keep the server's own words in a frame of their own, escaped", async () => {
    page = await gallery.open('scene=server');
    const frame = await page.locator('.from-server').textContent();
    expect(frame).toContain('\\x1b[31m');
    expect(await page.locator('h3').textContent()).toBe('lab-node1 asks');
  });
});

describe('findings', () => {
  it('move with the arrows, and the card follows', async () => {
    page = await gallery.open('scene=findings');
    const list = page.getByRole('listbox', { name: 'Findings' });
    await list.focus();
    await page.keyboard.press('ArrowDown');
    const chosen = page.getByRole('option', { selected: true });
    const name = await chosen.locator('b').first().textContent();
    expect(await page.locator('.finding-card .statement').textContent()).toContain(name);
    expect(await page.getByTestId('selection').textContent()).toContain(name);
  });

  it('lead to the cited line, and Esc leads back', async () => {
    page = await gallery.open('scene=findings');
    const cited = page.locator('.cited-line').first();
    const line = (await cited.locator('.cited-number').textContent())!;
    await cited.click();
    await page.locator('.raw-line.lit').waitFor();
    expect(await page.locator('.raw-line.lit .line-number').textContent()).toBe(line);
    await page.keyboard.press('Escape');
    expect(await page.locator('.finding-card').count()).toBe(1);
  });

  it('open in the graph on Enter', async () => {
    page = await gallery.open('scene=findings');
    await page
      .getByRole('option', { name: /victim-A3/ })
      .first()
      .click();
    await page.getByRole('listbox', { name: 'Findings' }).focus();
    await page.keyboard.press('Enter');
    await page.locator('.picture [data-key]').first().waitFor();
    expect(await page.locator('.picture').textContent()).toContain('victim-A3');
  });

  it('are narrowed by severity and say of how many', async () => {
    page = await gallery.open('scene=findings');
    await page.getByRole('button', { name: /^Only high/ }).click();
    const marks = await page.getByRole('option').locator('.only-heard').allTextContents();
    expect(new Set(marks)).toEqual(new Set(['High']));
  });

  it('have no button that runs a command', async () => {
    page = await gallery.open('scene=findings');
    const buttons = await page.locator('.runbook').getByRole('button').allTextContents();
    expect(buttons.length).toBeGreaterThan(0);
    expect(new Set(buttons)).toEqual(new Set(['Copy']));
  });
});

describe('the namespace graph', () => {
  it('has a table with the same objects, each once', async () => {
    page = await gallery.open('scene=graph');
    const keysIn = (where: string) =>
      page
        .locator(`${where} [data-key]`)
        .evaluateAll((all) => all.map((n) => (n as HTMLElement).dataset.key ?? '').sort((a, b) => (a < b ? -1 : 1)));
    await page.locator('.picture [data-key]').first().waitFor();
    const picture = await keysIn('.picture');
    expect(picture.length).toBeGreaterThan(20);
    expect(await keysIn('.twin')).toEqual(picture);
  });

  it('selects one thing in picture, table and status bar', async () => {
    page = await gallery.open('scene=graph');
    await page
      .getByRole('button', { name: /mount namespace .*thread/ })
      .first()
      .click();
    const selected = await page.locator('.twin tr[aria-selected="true"]').getAttribute('data-key');
    expect(await page.locator('.picture [aria-pressed="true"]').getAttribute('data-key')).toBe(selected);
    expect(await page.getByTestId('selection').textContent()).toContain('mnt:[');
  });

  it('shows the table alone on T, and dims what is not on the chain on F', async () => {
    page = await gallery.open('scene=graph');
    await page.locator('.picture').waitFor();
    await page.keyboard.press('f');
    expect(await page.locator('.picture .dimmed').count()).toBeGreaterThan(0);
    await page.keyboard.press('t');
    expect(await page.locator('.picture').count()).toBe(0);
    expect(await page.locator('.twin-table').count()).toBe(1);
  });
});

describe('tables', () => {
  it('keep rows out of the page that are out of sight', async () => {
    page = await gallery.open('scene=mounts');
    await page.getByRole('row').nth(5).waitFor();
    const total = Number(await page.getByRole('grid').getAttribute('aria-rowcount')) - 1;
    expect(total).toBeGreaterThan(1000);
    expect(await page.getByRole('row').count()).toBeLessThan(120);
    const offsets = (await asked('query.mounts')).map((q) => (q as { offset: number }).offset);
    expect(offsets.every((o) => o < 400)).toBe(true);
  });

  it('filter with the documented syntax, and say N of M', async () => {
    page = await gallery.open('scene=mounts');
    await page.getByRole('textbox', { name: 'Filter mounts' }).fill('device:253:16');
    await expect.poll(() => page.getByTestId('n-of-m').textContent()).toMatch(/^4 of 1,/);
    expect(await page.getByRole('row').count()).toBe(5);
  });

  it('sort both ways and back, from the header', async () => {
    page = await gallery.open('scene=processes');
    const header = page.getByRole('columnheader', { name: 'pid' });
    await header.getByRole('button').click();
    await header.getByRole('button').click();
    await expect.poll(() => header.getAttribute('aria-sort')).toBe('descending');
    const first = () => page.getByRole('row').nth(1).getByRole('gridcell').first().textContent();
    await expect.poll(async () => Number(await first())).toBeGreaterThan(1000);
    await header.getByRole('button').click();
    await expect.poll(first).toBe('1');
  });

  it('select the last row with End although its window was not there yet', async () => {
    page = await gallery.open('scene=mounts');
    await page.getByRole('row').nth(5).waitFor();
    await page.getByRole('grid').focus();
    await page.keyboard.press('End');
    const rows = await page.getByRole('grid').getAttribute('aria-rowcount');
    await expect.poll(() => page.locator('[role=row][aria-selected=true]').getAttribute('aria-rowindex')).toBe(rows);
  });

  it('say what they looked at when nothing matches', async () => {
    page = await gallery.open('scene=mounts');
    await page.getByRole('textbox', { name: 'Filter mounts' }).fill('no-such-thing');
    await expect.poll(() => page.locator('.grid .empty').textContent()).toMatch(/Looked at 1,\d+ rows, no match/);
  });
});

describe('the keyboard', () => {
  it('finds with /, asks who holds, and goes back with Esc', async () => {
    page = await gallery.open('scene=findings');
    await page.keyboard.press('/');
    await page.keyboard.type('victim-A3');
    await page.getByRole('option', { name: /container.*victim-A3/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.holders').waitFor();
    expect(await page.locator('.holders tbody tr').count()).toBe(4);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('.finding-card').count()).toBe(1);
  });

  it('opens any view from the palette', async () => {
    page = await gallery.open('scene=findings');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('completeness');
    await page.keyboard.press('Enter');
    await page.getByRole('table', { name: 'Completeness' }).waitFor();
  });

  it('lists every key on ?, and types letters into fields without acting', async () => {
    page = await gallery.open('scene=mounts');
    await page.getByRole('textbox', { name: 'Filter mounts' }).focus();
    await page.keyboard.type('?t');
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    expect(await page.getByRole('dialog').textContent()).toContain('one step back');
  });
});

describe('progress', () => {
  it('has one row per collector, and is read out', async () => {
    page = await gallery.open('scene=progress');
    expect(await page.locator('[data-testid^="collector-"]').count()).toBe(collectorIds.length);
    expect(await page.getByTestId('collector-mount-tables').textContent()).toContain('1 of 33 tables timed out');
    await expect
      .poll(() => page.locator('[aria-live=polite]').textContent())
      .toMatch(new RegExp(`\\d+ of ${collectorIds.length} ended`));
  });

  it('lets findings be used before the end', async () => {
    page = await gallery.open('scene=progress');
    await page.getByRole('button', { name: 'Look at findings' }).click();
    await page.locator('.finding-card').waitFor();
  });
});

describe('hostile names', () => {
  const scenes = ['findings', 'mounts', 'processes', 'namespaces', 'evidence', 'completeness', 'compare'];
  it.each(scenes)('arrive in %s as visible text that does nothing', async (scene) => {
    page = await gallery.open(`scene=${scene}&hostile=1`);
    await expect.poll(() => page.locator('main').textContent()).toContain('onerror=');
    if (scene === 'compare') {
      await page.getByRole('gridcell').first().click();
      await page.getByRole('complementary').waitFor();
    }
    const text = await page.evaluate(shownAndSaid);
    expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f\u200b\u202a-\u202e\u2066-\u2069]/);
    expect(text).toContain('\\x1b[31m');
    expect(await page.locator('main img, main b >> text="bold"').count()).toBe(0);
    expect(await page.evaluate(() => 'pwned' in window)).toBe(false);
  });

  it('arrive in the search box the same way', async () => {
    page = await gallery.open('scene=findings&hostile=1');
    await page.keyboard.press('/');
    await page.keyboard.type('x');
    await page
      .getByRole('option', { name: /onerror/ })
      .first()
      .waitFor();
    expect(await page.locator('.find-hits img').count()).toBe(0);
    expect((await names('option')).join('')).not.toContain('\u202e');
  });
});

const shownAndSaid = () =>
  [document.body, ...document.querySelectorAll('[title],[aria-label]')]
    .map(
      (n, i) =>
        `${i === 0 ? n.textContent : ''} ${n.getAttribute('title') ?? ''} ${n.getAttribute('aria-label') ?? ''}`,
    )
    .join(' ');
