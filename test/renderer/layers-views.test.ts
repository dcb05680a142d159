/** The layers view as a person uses it, over the lab's broken host and real stores of three engines. */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
// For what the gallery puts on its window.
import type {} from '#renderer/gallery/scenes.ts';
import { type MessageKey, msg, say } from '#shared/messages/index.ts';
import { type Gallery, startGallery } from '#test/renderer/gallery-page.ts';

vi.setConfig({ testTimeout: 30_000 });

const word = <K extends MessageKey>(...message: Parameters<typeof msg<K>>): string => say(msg<K>(...message));

let gallery: Gallery;
let page: Page;
beforeAll(async () => {
  gallery = await startGallery();
}, 120_000);
afterEach(() => {
  expect(gallery.troubles()).toEqual([]);
});
afterAll(() => gallery?.close());

const picture = () => page.getByTestId('layers-picture');
const keysIn = (where: string) =>
  page.locator(`${where} [data-key]`).evaluateAll((all) => all.map((n) => (n as HTMLElement).dataset.key ?? '').sort());
const needle = () => page.getByLabel(word('ui.layers-needle'), { exact: true });
const pathField = () => page.getByLabel(word('ui.layers-path'), { exact: true });

async function open(query: string): Promise<void> {
  page = await gallery.open(query);
  await picture().locator('[data-key]').first().waitFor();
}

describe('the layers view', () => {
  it('opens on the image in most trouble, with what differs and the runbook', async () => {
    await open('scene=layers&evidence=layers');
    await expect.poll(() => picture().textContent()).toContain('registry.lab/pause:3.6');
    const table = page.getByRole('region', { name: word('ui.differences-here') });
    await expect.poll(() => table.textContent()).toContain('/pause');
    await page.getByRole('region', { name: word('ui.runbook') }).waitFor();
  });

  it('has a table with the same objects, each once', async () => {
    await open('scene=layers&evidence=engines');
    const drawn = await keysIn('.picture');
    expect(drawn.length).toBeGreaterThan(15);
    expect(new Set(drawn).size).toBe(drawn.length);
    expect(await keysIn('.only-heard')).toEqual(drawn);
    await page.keyboard.press('t');
    await page.getByTestId('layers-twin-count').waitFor();
    expect(await keysIn('.twin')).toEqual(drawn);
    await page.getByRole('region', { name: word('ui.standing') }).waitFor();
  });

  it('says which layer serves a path in a container, by what is typed', async () => {
    await open('scene=layers&evidence=layers');
    await needle().fill('shop-1');
    await pathField().fill('/bin/busybox');
    await page.keyboard.press('Enter');
    const answer = page.getByTestId('served');
    await expect.poll(() => answer.textContent()).toContain('/bin/busybox is served by snapshot 80');
    await expect.poll(() => answer.textContent()).toContain('shop-2');
    expect(await needle().inputValue()).toBe('shop-1');
    expect(await pathField().inputValue()).toBe('/bin/busybox');
  });

  it('asks the container that stands on the image when only a path is typed', async () => {
    await open('scene=layers&evidence=layers');
    await pathField().fill('pause');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByTestId('served').textContent()).toContain('/pause is not there');
  });

  it('opens a group of equal layers one by one, and closes it again', async () => {
    await open('scene=layers&evidence=layers&focus=many64');
    const group = picture().locator('[data-key^="plate:"][aria-expanded="false"]');
    await group.focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => picture().locator('[data-key^="layer:"]').count()).toBe(64);
    await page.getByRole('button', { name: word('ui.layers-close-groups') }).click();
    await expect.poll(() => picture().locator('[data-key^="layer:"]').count()).toBe(0);
  });

  it('says of a needle that names nothing that it is not there, and keeps the question', async () => {
    await open('scene=layers&evidence=layers');
    await needle().fill('no-such-image');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('main').textContent()).toContain('no-such-image is nowhere in the evidence');
    expect(await needle().inputValue()).toBe('no-such-image');
  });

  it('says of a host whose stores were not read that its layers are not known', async () => {
    page = await gallery.open('scene=layers');
    await expect.poll(() => page.locator('main').textContent()).toContain('not in the evidence');
  });

  it('is where a finding about layers leads, with its layer', async () => {
    page = await gallery.open('scene=findings&evidence=layers');
    await page.getByText('O-02').first().click();
    await page.getByRole('button', { name: word('ui.open-layers') }).click();
    await picture().waitFor();
    await expect.poll(() => needle().inputValue()).toMatch(/snapshotter\.v1\.overlayfs#1$/);
  });
});

describe('the tables about layers', () => {
  it.each([
    ['images', 'engines', 'docker.io/lab/layers:1'],
    ['snapshots', 'engines', 'a folder that no database has'],
    ['overlays', 'layers', 'many64'],
    ['differences', 'layers', '/pause'],
  ] as const)('%s: rows, a filter, and Enter opens the picture', async (scene, evidence, text) => {
    page = await gallery.open(`scene=${scene}&evidence=${evidence}`);
    const row = page.getByRole('grid').getByRole('row').filter({ hasText: text }).first();
    await row.waitFor();
    await page.getByRole('main').getByRole('textbox').first().fill('no-such-row');
    await expect.poll(() => page.locator('main').textContent()).toMatch(/0 of \d+/);
    await page.getByRole('main').getByRole('textbox').first().fill('');
    await row.dblclick();
    await expect.poll(() => page.getByRole('region', { name: word('ui.layers'), exact: true }).count()).toBe(1);
  });
});
