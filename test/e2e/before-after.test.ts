/** What leaves the window and the view of before and after, in hosted mode, over two real captures of one lab host. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse as parseCsv } from 'csv-parse/sync';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildProduct } from '#test/e2e/built.ts';
import { type HostedApp, startHostedApp } from '#test/e2e/hosted-app.ts';
import { dropFile, shoot, tab } from '#test/e2e/opening.ts';
import { goTo, openFinding, word } from '#test/e2e/user.ts';

const dir = mkdtempSync(path.join(os.tmpdir(), 'um-before-after-'));
const file = (name: string) => path.join(dir, `${name}.out`);
const scriptErrors: string[] = [];
let app: HostedApp;
let page: Page;

beforeAll(async () => {
  buildProduct();
  for (const name of ['lab-broken', 'lab-healthy', 'engines-damaged']) {
    writeFileSync(
      file(name),
      gunzipSync(readFileSync(path.join(import.meta.dirname, `../hosts/${name}/capture.out.gz`))),
    );
  }
  app = await startHostedApp(file('lab-broken'));
  page = app.page;
  page.setDefaultTimeout(20_000);
  page.on('pageerror', (error) => scriptErrors.push(error.message));
});
afterEach(() => expect(scriptErrors).toEqual([]));
afterAll(async () => {
  await app?.stop();
  rmSync(dir, { recursive: true, force: true });
});

const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
const emptied = () => page.evaluate(() => navigator.clipboard.writeText(''));
/** What a button or a key puts on the clipboard. */
async function copied(act: () => Promise<void>): Promise<string> {
  await emptied();
  await act();
  await expect.poll(clipboard, { timeout: 10_000 }).not.toBe('');
  return clipboard();
}
async function choose(menu: string, entry: RegExp | string): Promise<void> {
  await page.getByRole('main').getByRole('button', { name: menu, exact: true }).click();
  await page.getByRole('menuitem', { name: entry }).click();
}
async function saved(act: () => Promise<void>): Promise<{ name: string; text: string }> {
  const download = page.waitForEvent('download');
  await act();
  const got = await download;
  return { name: got.suggestedFilename(), text: readFileSync(await got.path(), 'utf8') };
}
/** The command line's own answer, from the very build that is served. */
const printed = (...args: readonly string[]) =>
  spawnSync(process.execPath, ['dist/cli/undermount.js', ...args], { encoding: 'utf8', maxBuffer: 1 << 28 }).stdout;

const rows = () => page.getByRole('grid').getByRole('row');
const marked = () => page.getByTestId('marked').textContent();

describe('rows of a table', () => {
  const copyMounts = word('ui.copy-rows', { name: 'Mounts' });

  it('are marked with the mouse as people expect, and copied as they are marked', async () => {
    await goTo(page, 'ui.mounts');
    await rows().nth(3).click();
    await rows()
      .nth(6)
      .click({ modifiers: ['Shift'] });
    expect(await marked()).toBe('4 rows marked');
    await rows()
      .nth(5)
      .click({ modifiers: ['Control'] });
    await rows()
      .nth(9)
      .click({ modifiers: ['Control'] });
    expect(await marked()).toBe('4 rows marked');
    expect(await page.getByRole('row', { selected: true }).count()).toBe(4);
    await shoot(page, 'rows-marked');
    const shown = await page
      .getByRole('row', { selected: true })
      .evaluateAll((all) => all.map((row) => row.querySelectorAll('[role=gridcell]')[1]?.textContent));
    const csv = await copied(() => choose(copyMounts, /4 marked rows as CSV/));
    const read = parseCsv(csv, { columns: true }) as Record<string, string>[];
    expect(read.map((row) => row.mountId)).toEqual(shown);
    for (const row of read) expect(row).toMatchObject({ host: 'lab-node1', redacted: 'no' });
  });

  it('are marked with the keyboard alone, over rows that are not loaded yet', async () => {
    const total = Number((await page.getByTestId('n-of-m').textContent())?.split(' of ')[1]?.replaceAll(',', ''));
    expect(total).toBeGreaterThan(1000);
    await rows().nth(2).click();
    await page.keyboard.press('Home');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    expect(await marked()).toBe('3 rows marked');
    const three = await copied(() => page.keyboard.press('Control+c'));
    expect(three.trimEnd().split('\n')).toHaveLength(4);
    await page.keyboard.press('Shift+End');
    await expect.poll(marked).toBe(`${total.toLocaleString('en-US')} rows marked`);
    await page.keyboard.press('Home');
    await page.keyboard.press('Control+ArrowDown');
    await page.keyboard.press('Control+Space');
    expect(await marked()).toBe('2 rows marked');
    await page.keyboard.press('Control+a');
    expect(await marked()).toBe(`${total.toLocaleString('en-US')} rows marked`);
    const all = await copied(() => page.keyboard.press('Control+c'));
    expect(all.trimEnd().split('\n')).toHaveLength(total + 1);
  });

  it('are all that pass the filter, in four forms, and as files', async () => {
    await page.getByRole('main').getByRole('textbox').first().fill('fsType:=xfs');
    await page
      .getByTestId('n-of-m')
      .filter({ hasText: /^\d+ of/ })
      .waitFor();
    await expect.poll(() => page.getByTestId('marked').count()).toBe(0);
    const matching = Number((await page.getByTestId('n-of-m').textContent())?.split(' of ')[0]);
    const json = JSON.parse(await copied(() => choose(copyMounts, /^All .* as JSON/))) as {
      rows: { fsType: string }[];
    };
    expect(json.rows).toHaveLength(matching);
    expect(new Set(json.rows.map((r) => r.fsType))).toEqual(new Set(['xfs']));
    const markdown = await copied(() => choose(copyMounts, /^All .* as Markdown/));
    expect(markdown.split('\n').filter((l) => l.startsWith('| '))).toHaveLength(matching + 2);
    expect(markdown).toContain('not redacted');
    const { name, text } = await saved(() => choose(word('ui.save-rows', { name: 'Mounts' }), /^All .* as CSV/));
    expect(name).toMatch(/mounts\.csv$/);
    expect(parseCsv(text)).toHaveLength(matching + 1);
  });

  it.each([
    ['ui.findings', 'ui.findings', 'outcomes'],
    ['ui.completeness', 'ui.completeness', 'completeness'],
    ['ui.processes', 'ui.processes', 'processes'],
    ['ui.namespaces', 'ui.namespaces', 'namespaces'],
    ['ui.pools', 'ui.pools', 'pools'],
    ['ui.thin-devices', 'ui.thin-devices', 'thin-devices'],
    ['ui.evidence', 'ui.evidence', 'evidence'],
  ] as const)('leave %s', async (view, title, table) => {
    await goTo(page, view);
    const { name, text } = await saved(() =>
      choose(word('ui.save-rows', { name: word(title) }), /^(All )?[\d,]+ rows? as CSV/),
    );
    expect(name).toMatch(new RegExp(`-${table}\\.csv$`));
    const read = parseCsv(text, { columns: true }) as Record<string, string>[];
    expect(read.length).toBeGreaterThan(0);
    expect(read[0]?.evidence_sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('of a short table are marked the same way, and leave as they are shown', async () => {
    await goTo(page, 'ui.completeness');
    const table = page.getByRole('table', { name: word('ui.completeness') });
    const lines = table.locator('tbody tr');
    await lines.nth(2).locator('td').nth(1).click();
    await page.keyboard.press('Shift+ArrowDown');
    await lines
      .nth(6)
      .locator('td')
      .nth(1)
      .click({ modifiers: ['Control'] });
    expect(await marked()).toBe('3 rows marked');
    const names = await table.locator('tr[aria-selected=true] td:first-child').allTextContents();
    const csv = await copied(() =>
      choose(word('ui.copy-rows', { name: word('ui.completeness') }), /3 marked rows as CSV/),
    );
    const read = parseCsv(csv, { columns: true }) as Record<string, string>[];
    expect(new Set(read.map((row) => row.collector))).toEqual(new Set(names));
    await lines.nth(2).focus();
    await page.keyboard.press('Control+a');
    const all = await copied(() => page.keyboard.press('Control+c'));
    expect(all.trimEnd().split('\n')).toHaveLength((await lines.count()) + 1);
  });

  it('leave the objects of a picture', async () => {
    await goTo(page, 'ui.graph');
    const objects = Number(/^[\d,]+/.exec((await page.getByTestId('twin-count').textContent()) ?? '')?.[0]);
    const csv = await copied(() =>
      choose(word('ui.export-graph'), word('ui.copy-objects', { format: word('ui.rows-format.csv') })),
    );
    expect(objects).toBeGreaterThan(3);
    expect(parseCsv(csv)).toHaveLength(objects + 1);
    await goTo(page, 'ui.device-map');
    const { name, text } = await saved(() =>
      choose(word('ui.export-figure'), word('ui.save-objects', { format: word('ui.rows-format.csv') })),
    );
    expect(name).toMatch(/-picture\.csv$/);
    expect(parseCsv(text).length).toBeGreaterThan(10);
  });

  it('leave who holds a container', async () => {
    await goTo(page, 'ui.who');
    await page.getByRole('main').getByRole('textbox').fill('victim-A3');
    await page.keyboard.press('Enter');
    const name = word('ui.copy-rows', { name: word('ui.holders') });
    const tsv = await copied(() => choose(name, /TSV/));
    const holders = page.getByRole('table', { name: word('ui.holders') }).locator('tbody tr');
    expect(tsv.trimEnd().split('\n')).toHaveLength((await holders.count()) + 1);
    await holders.first().locator('td').nth(5).click();
    const one = await copied(() => choose(name, /^1 marked row as TSV/));
    expect(one.trimEnd().split('\n')).toHaveLength(2);
    expect(tsv).toContain('lab-node1');
    expect(tsv.split('\n')[0]).toMatch(/^via\tnamespace\t/);
  });
});

describe('a finding', () => {
  it('is copied as a row with names of columns', async () => {
    const finding = await openFinding(page, 'R-01');
    const tsv = await copied(async () => {
      await finding.getByRole('button', { name: word('ui.copy-as') }).click();
      await page.getByRole('menuitem', { name: word('ui.copy-as.tsv') }).click();
    });
    const [head, row, rest] = tsv.trimEnd().split('\n');
    expect(rest).toBeUndefined();
    expect(row?.split('\t')).toHaveLength(head!.split('\t').length);
    expect(row).toContain('R-01');
  });
});

describe('a report', () => {
  it.each([
    ['ui.report.html', 'html', []],
    ['ui.report.html-dark', 'html', ['--theme', 'dark']],
    ['ui.report.md', 'md', []],
    ['ui.report.json', 'json', []],
    ['ui.report.csv', 'csv', []],
  ] as const)('%s is what the command line prints', async (entry, format, more) => {
    await goTo(page, 'ui.findings');
    const { name, text } = await saved(() => choose(word('ui.report-menu-name'), word(entry)));
    expect(name).toMatch(new RegExp(`\\.${format}$`));
    expect(text === printed('report', file('lab-broken'), '--format', format, ...more)).toBe(true);
  });
});

describe('before and after', () => {
  const side = (key: 'ui.compare-before' | 'ui.compare-after') =>
    page.getByRole('main').getByLabel(word(key), { exact: true });

  const recent = () =>
    side('ui.compare-before')
      .locator(`optgroup[label="${word('ui.compare-recent')}"] option`)
      .allTextContents();

  it('asks for the other capture while there is none', async () => {
    await goTo(page, 'ui.before-after');
    await page.getByText(word('ui.compare-choose')).waitFor();
    await shoot(page, 'before-after-choose');
  });

  it('shows what is gone, findings first, and what cannot be compared', async () => {
    await dropFile(page, file('lab-healthy'));
    await tab(page, 'lab').nth(0).waitFor();
    await expect.poll(() => page.getByRole('tab').count(), { timeout: 10_000 }).toBe(2);
    await page.getByRole('tab').nth(1).click();
    await goTo(page, 'ui.before-after');
    const labels = await side('ui.compare-before').locator('option').allTextContents();
    const broken = labels.find((l) => l.includes('lab-broken')) ?? labels[0]!;
    if ((await side('ui.compare-before').inputValue()) === '')
      await side('ui.compare-before').selectOption({ label: broken });
    await page.getByRole('table', { name: word('ui.compare-counts') }).waitFor();
    await rows().nth(2).waitFor();
    await shoot(page, 'before-after');
    const first = await rows().nth(1).textContent();
    expect(first).toContain('finding');
  });

  it('filters by a count, and says as many as the command line', async () => {
    const truth = JSON.parse(printed('diff', file('lab-broken'), file('lab-healthy'), '--json')) as Record<
      'new' | 'gone' | 'changed',
      { kind: string }[]
    >;
    const counts = page.getByRole('table', { name: word('ui.compare-counts') });
    const of = (kind: string) => counts.getByRole('row', { name: new RegExp(`^${kind} \\d`) });
    const gone = truth.gone.filter((g) => g.kind === 'finding').length;
    expect(gone).toBeGreaterThan(0);
    await of('finding').getByRole('button').first().click();
    await page
      .getByTestId('n-of-m')
      .filter({ hasText: `${gone} of` })
      .waitFor();
    expect(await page.getByRole('main').getByRole('textbox').first().inputValue()).toBe('kind:finding change:gone');
  });

  it('shows both sides of one, and opens it in the capture that has it', async () => {
    await rows().nth(1).click();
    const panel = page.getByRole('complementary', { name: word('ui.difference') });
    await panel.getByText(word('ui.not-there')).first().waitFor();
    await shoot(page, 'before-after-row');
    const code = ((await rows().nth(1).textContent()) ?? '').trim();
    expect(code).not.toBe('');
    await panel.getByRole('button', { name: word('ui.open-side', { side: word('ui.compare-before') }) }).click();
    await page.getByRole('article').waitFor();
    // The finding is only in the broken capture: its tab is the one in sight.
    expect(await page.getByRole('tab', { selected: true }).textContent()).toBe(
      await page.getByRole('tab').nth(0).textContent(),
    );
    await page.keyboard.press('Escape');
    await page.getByRole('table', { name: word('ui.compare-counts') }).waitFor();
    await panel.waitFor({ state: 'detached' });
    await rows().nth(1).click();
    await panel.locator('.source-link').first().click();
    await page.getByRole('region', { name: word('ui.evidence') }).waitFor();
    await page.keyboard.press('Escape');
  });

  it('leaves as Markdown, JSON and CSV; JSON is that of the command line', async () => {
    const json = await copied(() => choose(word('ui.copy-diff'), word('ui.diff-as.json')));
    const truth = printed('diff', file('lab-broken'), file('lab-healthy'), '--json');
    expect(json === truth).toBe(true);
    const asFile = await saved(() => choose(word('ui.save-diff'), word('ui.diff-as.json')));
    expect(asFile.text === truth).toBe(true);
    const markdown = await copied(() => choose(word('ui.copy-diff'), word('ui.diff-as.md')));
    expect(markdown).toMatch(/^# Before and after\n/);
    const csv = await saved(() => choose(word('ui.save-diff'), word('ui.diff-as.csv')));
    const parsed = JSON.parse(truth) as Record<'new' | 'gone' | 'changed' | 'notComparable', unknown[]>;
    const all = Object.values(parsed).reduce((n, list) => n + (Array.isArray(list) ? list.length : 0), 0);
    expect(parseCsv(csv.text)).toHaveLength(all + 1);
  });

  it('swaps its sides: what was gone is new', async () => {
    await page.getByRole('main').getByRole('textbox').first().fill('');
    await page.getByRole('button', { name: word('ui.compare-swap-name') }).click();
    const json = await copied(() => choose(word('ui.copy-diff'), word('ui.diff-as.json')));
    expect(json === printed('diff', file('lab-healthy'), file('lab-broken'), '--json')).toBe(true);
    await page.getByRole('button', { name: word('ui.compare-swap-name') }).click();
  });

  it('opens a recent capture when that is chosen', async () => {
    // The one that the command line named was opened from a file, so it is a recent one too.
    await expect.poll(recent).toHaveLength(1);
    await side('ui.compare-before').selectOption({ label: (await recent())[0]! });
    await expect.poll(() => page.getByRole('tab').count(), { timeout: 10_000 }).toBe(3);
    await page.getByRole('table', { name: word('ui.compare-counts') }).waitFor();
    const json = await copied(() => choose(word('ui.copy-diff'), word('ui.diff-as.json')));
    expect(json === printed('diff', file('lab-broken'), file('lab-healthy'), '--json')).toBe(true);
  });

  it('says plainly that two captures are of two hosts, and what that leaves incomparable', async () => {
    await dropFile(page, file('engines-damaged'));
    await expect.poll(() => page.getByRole('tab').count(), { timeout: 10_000 }).toBe(4);
    await page.getByRole('tab').nth(1).click();
    await goTo(page, 'ui.before-after');
    await page.getByRole('table', { name: word('ui.compare-counts') }).waitFor();
    const other = await side('ui.compare-after')
      .locator('option')
      .evaluateAll((all) => all.map((o) => (o as HTMLOptionElement).value)[3]!);
    await side('ui.compare-after').selectOption(other);
    await page.getByRole('note').filter({ hasText: 'different hosts' }).waitFor();
    const counts = page.getByRole('table', { name: word('ui.compare-counts') });
    const mounts = counts.getByRole('row', { name: /^mount / }).first();
    expect(await mounts.textContent()).toContain(word('ui.not-comparable'));
    // Typing a filter keeps the focus: the sides stay as they were chosen for the user.
    await page.getByRole('main').getByRole('textbox').first().click();
    await page.keyboard.type('kind:conta', { delay: 60 });
    await page.keyboard.type('iner', { delay: 60 });
    await expect.poll(() => page.getByRole('main').getByRole('textbox').first().inputValue()).toBe('kind:container');
    await shoot(page, 'before-after-other-host');
    await page
      .getByRole('button', { name: /^Close / })
      .last()
      .click();
    await expect.poll(() => page.getByRole('tab').count(), { timeout: 10_000 }).toBe(3);
    await page.getByRole('tab').nth(1).click();
    await goTo(page, 'ui.before-after');
    await side('ui.compare-before').selectOption({ index: 2 });
    await page.getByRole('table', { name: word('ui.compare-counts') }).waitFor();
  });

  it('leads nowhere when the other side is closed', async () => {
    await page
      .getByRole('button', { name: /^Close / })
      .last()
      .click();
    await expect.poll(() => page.getByRole('tab').count(), { timeout: 10_000 }).toBe(2);
    await page.getByRole('region', { name: word('ui.findings') }).waitFor();
    expect(await page.getByRole('table', { name: word('ui.compare-counts') }).count()).toBe(0);
  });
});
