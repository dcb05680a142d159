/** Pools, blocks and chains as a person uses them: real evidence of the lab, and constructed hosts where the lab has none like it. */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
// For what the gallery puts on its window.
import type {} from '#renderer/gallery/scenes.ts';
import { type Gallery, startGallery } from '#test/renderer/gallery-page.ts';

// A browser beside other work: the figures below are what the page does, not how soon the machine lets it.
vi.setConfig({ testTimeout: 20_000 });

let gallery: Gallery;
let page: Page;

beforeAll(async () => {
  gallery = await startGallery();
}, 60_000);
afterEach(() => {
  expect(gallery.troubles()).toEqual([]);
});
afterAll(() => gallery?.close());

const keysIn = (where: string) =>
  page.locator(`${where} [data-key]`).evaluateAll((all) => all.map((n) => (n as HTMLElement).dataset.key ?? '').sort());
const asked = (channel: string) =>
  page.evaluate((c) => window.gallery!.asked.filter((a) => a.channel === c).map((a) => a.request), channel);

/** What the picture is made of, as numbers: how many pixels of each colour the canvas has. */
const coloursOf = (testId: string) =>
  page.getByTestId(testId).evaluate((node) => {
    const canvas = node as HTMLCanvasElement;
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    const seen = new Map<string, number>();
    for (let i = 0; i < data.length; i += 4) {
      const colour = `${data[i]},${data[i + 1]},${data[i + 2]}`;
      seen.set(colour, (seen.get(colour) ?? 0) + 1);
    }
    return Object.fromEntries(seen);
  });
const dark = { own: '116,180,255', one: '238,240,243', few: '163,171,181', many: '106,115,126', free: '27,31,36' };

describe('every storage scene opens without an error and within the policy', () => {
  const hosts = ['', '&host=healthy', '&host=nearly-full', '&host=failed'];
  const scenes = ['device-map', 'block-map', 'pools', 'thin-devices'];
  it.each(scenes.flatMap((s) => hosts.map((h) => `${s}${h}`)))('%s', async (scene) => {
    page = await gallery.open(`scene=${scene}&theme=dark`);
    await expect.poll(async () => (await page.locator('main').textContent())?.length ?? 0).toBeGreaterThan(60);
  });
});

describe('the device map', () => {
  it.each(['', '&host=failed'])('has a table with the same objects, each once%s', async (host) => {
    page = await gallery.open(`scene=device-map${host}`);
    await page.locator('.picture [data-key]').first().waitFor();
    const picture = await keysIn('.picture');
    expect(picture.length).toBeGreaterThan(15);
    expect(new Set(picture).size).toBe(picture.length);
    expect(await keysIn('.map-twin')).toEqual(picture);
    await page.keyboard.press('t');
    await page.locator('.twin').waitFor();
    expect(await keysIn('.map-twin')).toEqual(picture);
    expect(await page.getByTestId('map-twin-count').textContent()).toContain(`${picture.length} objects`);
  });

  it('selects one device in picture, table, status bar and chain', async () => {
    page = await gallery.open('scene=device-map');
    await page.getByRole('button', { name: /^thin device .*victim-A3/ }).click();
    const key = await page.locator('.picture [aria-pressed="true"]').getAttribute('data-key');
    expect(key).toMatch(/^253:9\/\d+$/);
    expect(await page.getByTestId('selection').textContent()).toContain('victim-A3');
    await page.keyboard.press('t');
    expect(await page.locator('.map-twin tr[aria-selected="true"]').getAttribute('data-key')).toBe(key);
    await page.getByRole('button', { name: 'Open chain' }).click();
    await page.getByTestId('chain-picture').waitFor();
    expect(await asked('query.chain')).toEqual([{ sourceId: 'gallery', needle: key }]);
    await page.keyboard.press('Escape');
    await page.getByRole('table', { name: 'Objects of the device map' }).waitFor();
  });

  it('opens a group where it stands, dims what is not followed, and leaves only trouble', async () => {
    page = await gallery.open('scene=device-map&host=healthy');
    const group = page.locator('.picture [data-key^="group:"]').first();
    const name = await group.getAttribute('data-key');
    await group.dblclick();
    await expect.poll(() => page.locator(`.picture [data-key="${name}"]`).count()).toBe(0);
    await page.keyboard.press('f');
    expect(await page.locator('.picture .dimmed').count()).toBeGreaterThan(0);
    await page.getByRole('button', { name: 'Only trouble' }).click();
    await expect.poll(() => page.locator('.picture [data-key]').count()).toBe(0);
  });

  it('draws 20,000 devices in one screen, every one of them counted', async () => {
    page = await gallery.open('scene=device-map&host=many');
    await page.locator('.picture [data-key]').first().waitFor({ timeout: 20_000 });
    expect(await page.locator('.picture [data-key]').count()).toBeLessThan(60);
    const said = (await page.getByTestId('map-twin-count').textContent()) ?? '';
    const n = (what: RegExp) => Number(what.exec(said)?.[1]?.replaceAll(',', ''));
    expect(n(/([\d,]+) thin devices/)).toBe(20_001);
    expect(n(/([\d,]+) in full/) + n(/([\d,]+) in \d+ groups/) + n(/([\d,]+) left out/)).toBe(20_001);
  }, 30_000);
});

describe('the block map', () => {
  it('says what was not collected, and names the option that would', async () => {
    page = await gallery.open('scene=block-map');
    const said = page.locator('.no-blocks');
    await said.waitFor();
    expect(await said.textContent()).toContain('--with thin-metadata');
    expect(await said.getByRole('row').count()).toBe(9);
    expect(await page.locator('canvas').count()).toBe(0);
  });

  it('draws shades by owners; a chosen device is hatched, and what it shares has a foot', async () => {
    page = await gallery.open('scene=block-map&host=healthy&theme=dark');
    await page.getByTestId('block-detail').waitFor();
    const before = await coloursOf('block-detail');
    for (const shade of ['one', 'few', 'many', 'free'] as const) expect(before[dark[shade]]).toBeGreaterThan(500);
    expect(before[dark.own]).toBeUndefined();
    await page.getByRole('row', { name: /queue-1/ }).click();
    await page.getByTestId('block-address').waitFor();
    await expect.poll(async () => (await coloursOf('block-detail'))[dark.own] ?? 0).toBeGreaterThan(500);
    expect(await page.getByTestId('selection').textContent()).toContain('queue-1');
  });

  it('goes through the blocks by keyboard and says whose each is', async () => {
    page = await gallery.open('scene=block-map&host=healthy');
    const ground = page.getByRole('application', { name: /^Blocks 0 to/ });
    await ground.focus();
    await page.keyboard.press('ArrowRight');
    const readout = page.locator('.block-readout');
    await expect
      .poll(() => readout.textContent(), { timeout: 5000 })
      .toMatch(/Block 1, .* into the data device: 23 owners\./);
    await page.keyboard.press('End');
    await expect.poll(() => readout.textContent(), { timeout: 5000 }).toMatch(/Block 65,535, .*nobody’s, free\./);
    await page.keyboard.press('Home');
    for (let i = 0; i < 8; i++) await page.keyboard.press('+');
    await expect.poll(() => page.getByRole('application').getAttribute('aria-label')).toContain('Blocks 0 to 63 ');
    await page.keyboard.press('0');
    await page.getByRole('application', { name: /^Blocks 0 to 7,679 of/ }).waitFor();
  });

  it('shows owners under the pointer, and the whole pool in the strip at every zoom', async () => {
    page = await gallery.open('scene=block-map&host=healthy');
    const ground = page.getByRole('application');
    await ground.hover({ position: { x: 5, y: 5 } });
    await expect
      .poll(() => page.locator('.block-readout').textContent(), { timeout: 5000 })
      .toMatch(/23 owners.*1 base/);
    const strip = await coloursOf('block-strip');
    await ground.dblclick({ position: { x: 200, y: 200 } });
    await expect.poll(() => ground.getAttribute('aria-label')).not.toContain('Blocks 0 to 7,679');
    expect(await coloursOf('block-strip')).toEqual(strip);
  });

  it('paints within 100 ms of its data for two million mappings', async () => {
    page = await gallery.open('scene=pools&host=many');
    await page.evaluate(() => {
      const bridge = window.gallery! as unknown as { request: (c: string, q: unknown) => Promise<unknown> };
      const ask = bridge.request.bind(bridge);
      const times = { data: 0, paint: 0 };
      Object.assign(window, { times });
      bridge.request = async (channel, request) => {
        const reply = await ask(channel, request);
        const isPicture = channel === 'query.blockMap' && (request as { devices: boolean }).devices === false;
        if (isPicture) times.data = performance.now();
        return reply;
      };
      // oxlint-disable-next-line typescript/unbound-method -- called with its own canvas below
      const fill = CanvasRenderingContext2D.prototype.fillRect;
      CanvasRenderingContext2D.prototype.fillRect = function (...box) {
        fill.apply(this, box);
        if (times.data > 0 && times.paint === 0)
          requestAnimationFrame(() => setTimeout(() => (times.paint = performance.now())));
      };
    });
    await page
      .getByRole('button', { name: /^Block map/ })
      .first()
      .click();
    await page.getByTestId('block-detail').waitFor({ timeout: 30_000 });
    const took = () =>
      page.evaluate(() => {
        const { times } = window as unknown as { times: { data: number; paint: number } };
        return times.paint === 0 ? Number.NaN : times.paint - times.data;
      });
    await expect.poll(took).toBeGreaterThan(0);
    console.log(`first paint ${Math.round(await took())} ms after data`);
    expect(await took()).toBeLessThan(100);
  }, 60_000);
});

describe('the chain', () => {
  it('has a table with the same steps and gauges, and leads to the raw line', async () => {
    page = await gallery.open('scene=chain');
    await page.locator('.picture [data-key]').first().waitFor();
    const picture = await keysIn('.picture');
    expect(picture.length).toBeGreaterThan(8);
    await page.keyboard.press('t');
    expect(await keysIn('.twin-table')).toEqual(picture);
    await page.locator('.twin-table .source-link').first().click();
    await page.locator('.raw-line.lit').waitFor();
  });

  it('prints the runbook of what is wrong with it', async () => {
    page = await gallery.open('scene=chain');
    await page.locator('.runbook').waitFor();
    const commands = (await page.locator('.command').allTextContents()).join('\n');
    expect(commands).toMatch(/dmsetup create/);
    expect(commands).toContain('docker start');
  });

  it('asks for a needle, and says when nothing is called that', async () => {
    page = await gallery.open('scene=chain');
    const box = page.getByRole('textbox', { name: 'Container, device, layer or mount-id' });
    await box.fill('no-such-thing');
    await box.press('Enter');
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').textContent()).toContain('no-such-thing');
  });
});

describe('the tables of pools and thin devices', () => {
  it('keep 20,000 devices out of the page, and open the chain of the one that is chosen', async () => {
    page = await gallery.open('scene=thin-devices&host=many');
    await page.getByRole('row').nth(5).waitFor({ timeout: 20_000 });
    expect(await page.getByRole('grid').getAttribute('aria-rowcount')).toBe('20002');
    expect(await page.getByRole('row').count()).toBeLessThan(120);
    await page.getByRole('textbox', { name: 'Filter thin devices' }).fill('web-7');
    await expect.poll(() => page.getByTestId('n-of-m').textContent()).toMatch(/^\d[\d,]* of 20,001/);
    await page
      .getByRole('row', { name: /web-7 / })
      .first()
      .click();
    await page.getByRole('button', { name: 'Open chain' }).click();
    await page.getByTestId('chain-picture').waitFor();
  }, 30_000);

  it('say the state of each pool of the lab in words', async () => {
    page = await gallery.open('scene=pools');
    await page.getByRole('row').nth(8).waitFor();
    const stateOf = async (pool: string) =>
      (await page.getByRole('row', { name: pool }).first().getByRole('gridcell').nth(2).textContent())?.trim();
    expect(await stateOf('lab-oods-err')).toContain('writes fail');
    expect(await stateOf('lab-needscheck')).toContain('needs_check');
    expect(await stateOf('lab-fail')).toContain('Fail');
    expect(await stateOf('vg_docker-datapool-tpool')).toContain('nearly full');
  });
});

describe('hostile names', () => {
  const scenes = [
    'device-map',
    'block-map',
    'block-map&device=253:4/7',
    'chain&needle=253:4/7',
    'pools',
    'thin-devices',
  ];
  it.each(scenes)('arrive in %s as visible text that does nothing', async (scene) => {
    page = await gallery.open(`scene=${scene}&host=hostile`);
    await expect.poll(() => page.locator('main').textContent()).toContain('\\x1b[31m');
    const text = await page.evaluate(() =>
      [document.body, ...document.querySelectorAll('[title],[aria-label]')]
        .map((n) => `${n.textContent} ${n.getAttribute('title') ?? ''} ${n.getAttribute('aria-label') ?? ''}`)
        .join(' '),
    );
    expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f\u200b\u202a-\u202e\u2066-\u2069]/);
    expect(await page.locator('main img').count()).toBe(0);
    expect(await page.evaluate(() => 'pwned' in window)).toBe(false);
  });
});
