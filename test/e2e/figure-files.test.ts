/** Figures that the window saves: whole pictures, byte for byte those of the command line. From a captured host with mappings. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MessageKey } from '#shared/messages/index.ts';
import { buildProduct } from '#test/e2e/built.ts';
import { type HostedApp, startHostedApp } from '#test/e2e/hosted-app.ts';
import { goTo, openFinding, word } from '#test/e2e/user.ts';

const dir = mkdtempSync(path.join(os.tmpdir(), 'um-figures-'));
const source = path.join(dir, 'capture.out');
const container = 'kubesql-server';
let app: HostedApp;

beforeAll(async () => {
  buildProduct();
  writeFileSync(source, gunzipSync(readFileSync('test/hosts/lab-mappings/capture.out.gz')));
  app = await startHostedApp(source);
  app.page.setDefaultTimeout(30_000);
});
afterAll(async () => {
  await app?.stop();
  rmSync(dir, { recursive: true });
});

/** The figure as `undermount figure` writes it. */
function fromCommandLine(args: readonly string[], format: 'svg' | 'png' | 'pdf'): Buffer {
  const file = path.join(dir, `cli.${format}`);
  try {
    execFileSync(process.execPath, ['dist/cli/undermount.js', 'figure', source, ...args, '-o', file]);
  } catch (failed) {
    // 4: drawn, from partial evidence.
    if ((failed as { status?: number }).status !== 4) throw failed;
  }
  return readFileSync(file);
}

async function saved(page: Page, format: 'SVG' | 'PNG' | 'PDF', theme: 'light' | 'dark' = 'light'): Promise<Buffer> {
  const download = page.waitForEvent('download');
  await page
    .getByRole('main')
    .getByRole('button', { name: word('ui.export-figure') })
    .click();
  await page.getByRole('menuitem', { name: word('ui.figure-as', { format, theme }) }).click();
  return readFileSync(await (await download).path());
}

/** Pixels, as the header of a PNG says. */
const sizeOf = (png: Buffer) => ({ width: png.readUInt32BE(16), height: png.readUInt32BE(20) });

const views: readonly [name: string, view: MessageKey, args: readonly string[], shown: string][] = [
  ['the device map', 'ui.device-map', ['--view', 'pool'], '.picture svg'],
  ['the block map', 'ui.block-map', ['--view', 'blocks'], '[data-testid=block-detail]'],
  ['a chain', 'ui.chain', ['--view', 'chain', '--focus', container], '.picture svg'],
];

describe.each(views)('%s', (_name, view, args, shown) => {
  beforeAll(async () => {
    await goTo(app.page, view);
    if (view === 'ui.chain') {
      await app.page.getByLabel(word('ui.chain-label')).fill(container);
      await app.page.keyboard.press('Enter');
    }
    await app.page.locator(shown).first().waitFor();
  });

  it('is saved as the SVG that the command line draws', async () => {
    const svg = (await saved(app.page, 'SVG')).toString();
    expect(svg).toBe(fromCommandLine(args, 'svg').toString());
    expect(svg).toMatch(/^<\?xml [^>]*\?>\s*<svg [^>]*viewBox=/);
    expect(svg).toMatch(/<\/svg>\s*$/);
    expect(svg.match(/data-key=/g)!.length).toBeGreaterThan(8);
  });

  it('is saved dark as the command line draws it dark, whatever theme the window has', async () => {
    const dark = (await saved(app.page, 'SVG', 'dark')).toString();
    expect(dark).toBe(fromCommandLine([...args, '--theme', 'dark'], 'svg').toString());
    expect(dark).not.toBe(fromCommandLine(args, 'svg').toString());
  });

  it('holds every object that the window shows, whatever part of it is in sight', async () => {
    const inWindow = await app.page
      .locator('.picture [data-key]')
      .evaluateAll((nodes) => nodes.map((node) => node.getAttribute('data-key') ?? ''));
    const svg = (await saved(app.page, 'SVG')).toString();
    const inFile = new Set([...svg.matchAll(/data-key="([^"]*)"/g)].map((m) => m[1]));
    const escaped = (key: string) => key.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
    expect(inWindow.filter((key) => !inFile.has(escaped(key)))).toEqual([]);
  });

  it('is saved as the PDF that the command line draws', async () => {
    const pdf = await saved(app.page, 'PDF');
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(Buffer.compare(pdf, fromCommandLine(args, 'pdf'))).toBe(0);
  });

  it('is saved as the PNG that the command line draws, as large as the whole figure', async () => {
    const png = await saved(app.page, 'PNG');
    expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
    expect(sizeOf(png)).toEqual(sizeOf(fromCommandLine(args, 'png')));
    const [, width, height] = /<svg [^>]*width="([\d.]+)" height="([\d.]+)"/.exec(
      fromCommandLine(args, 'svg').toString(),
    )!;
    const { width: wide, height: high } = sizeOf(png);
    expect(wide / high).toBeCloseTo(Number(width) / Number(height), 1);
    expect(wide).toBeGreaterThanOrEqual(Number(width));
  });
});

describe('the card of a finding', () => {
  const args = (theme: string) => ['--view', 'card', '--focus', 'T-14', '--theme', theme];

  it('is copied as a picture and saved by one key, the bytes of the command line', async () => {
    await openFinding(app.page, 'T-14');
    const download = app.page.waitForEvent('download');
    await app.page.keyboard.press('p');
    const png = readFileSync(await (await download).path());
    expect(Buffer.compare(png, fromCommandLine(args('light'), 'png'))).toBe(0);
    // The browser encodes the picture again on its clipboard: its size is the card's.
    const size = await app.page.evaluate(async () => {
      const [item] = await navigator.clipboard.read();
      const { width, height } = await createImageBitmap(await item!.getType('image/png'));
      return { width, height };
    });
    expect(size).toEqual(sizeOf(png));
  });

  it('is saved alone where the clipboard refuses, which is said', async () => {
    await openFinding(app.page, 'T-14');
    const refused = "navigator.clipboard.write = () => Promise.reject(new DOMException('no', 'NotAllowedError'))";
    await app.page.evaluate(refused);
    const download = app.page.waitForEvent('download');
    await app.page.keyboard.press('p');
    const file = await download;
    expect(Buffer.compare(readFileSync(await file.path()), fromCommandLine(args('light'), 'png'))).toBe(0);
    await app.page.getByText(word('ui.card-only-saved', { file: file.suggestedFilename() })).waitFor();
    await app.page.evaluate('delete navigator.clipboard.write');
  });

  it('is saved in any format and either theme, whatever theme the window has', async () => {
    const finding = await openFinding(app.page, 'T-14');
    for (const [entry, theme, format] of [
      [/^SVG, dark/, 'dark', 'svg'],
      [/^PDF, light/, 'light', 'pdf'],
    ] as const) {
      const download = app.page.waitForEvent('download');
      await finding.getByRole('button', { name: word('ui.card') }).click();
      await app.page.getByRole('menuitem', { name: entry }).click();
      const file = readFileSync(await (await download).path());
      expect(Buffer.compare(file, fromCommandLine(args(theme), format))).toBe(0);
    }
  });
});
