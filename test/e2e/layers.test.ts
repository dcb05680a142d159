/** Layers in hosted mode: a capture of the broken lab is opened as a file, and the damage is named. */
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildProduct } from '#test/e2e/built.ts';
import { type HostedApp, startHostedApp } from '#test/e2e/hosted-app.ts';
import { goTo, word } from '#test/e2e/user.ts';

const capture = path.join(import.meta.dirname, '../hosts/lab-layers-broken/capture.out.gz');

let app: HostedApp;
beforeAll(async () => {
  buildProduct();
  app = await startHostedApp(capture);
  app.page.setDefaultTimeout(20_000);
});
afterAll(() => app?.stop());

describe('a capture of the broken lab', () => {
  it('shows both damaged snapshots with the file that is gone, and who stands on them', async () => {
    await goTo(app.page, 'ui.layers');
    const picture = app.page.getByTestId('layers-picture');
    await picture.locator('[data-key]').first().waitFor();
    const text = await picture.textContent();
    for (const said of ['snapshot 1', 'snapshot 79', '/pause', 'kube-proxy', 'every new pod sandbox']) {
      expect(text).toContain(said);
    }
  });

  it('answers which layer serves a path in a container', async () => {
    await app.page.getByLabel(word('ui.layers-needle'), { exact: true }).fill('shop-1');
    await app.page.getByLabel(word('ui.layers-path'), { exact: true }).fill('/bin/busybox');
    await app.page.keyboard.press('Enter');
    await app.page.getByText('/bin/busybox is served by snapshot 80', { exact: false }).first().waitFor();
  });
});
