/** Hosted mode, end to end: `undermount serve`, Chromium, Debian's sshd, a real incident on this machine. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildProduct } from '#test/e2e/built.ts';
import { exportsOf, fromPalette, onTerminal } from '#test/e2e/exports.ts';
import { type HostedApp, startHostedApp } from '#test/e2e/hosted-app.ts';
import { expectEscaped } from '#test/e2e/hostile.ts';
import { type Incident, makeIncident } from '#test/e2e/incident.ts';
import { captureHost, rawRecord, readFinding, rowAbout, seeHolderInGraph, whoHolds } from '#test/e2e/main-job.ts';
import { everythingShown, giveSecret, goTo, openFinding, railViews, trustHostKey, word } from '#test/e2e/user.ts';
import { type Sshd, startSshd } from '#test/live/sshd.ts';

const dir = mkdtempSync(path.join(os.tmpdir(), 'um-e2e-'));
const bundle = path.join(dir, 'saved.umb');

let incident: Incident;
let sshd: Sshd<'eng'>;
let app: HostedApp;
const scriptErrors: string[] = [];

beforeAll(async () => {
  buildProduct();
  incident = await makeIncident();
  sshd = await startSshd({ users: { eng: { sudo: 'password' } }, inMountNamespaceOf: incident.hostPid });
  app = await startHostedApp();
  app.page.setDefaultTimeout(20_000);
  app.page.on('pageerror', (error) => scriptErrors.push(error.message));
  app.page.on('console', (message) => message.type() === 'error' && scriptErrors.push(message.text()));
});

afterAll(async () => {
  await app?.stop();
  await sshd?.stop();
  incident?.stop();
  rmSync(dir, { recursive: true });
});

describe('from a host name to the holder', () => {
  it('asks about the unknown key before anything is sent, then for the passwords, and shows progress', async () => {
    await captureHost(app.page, sshd);
    const store = readFileSync(path.join(app.home, '.config', 'undermount', 'known_hosts'), 'utf8');
    expect(store).toContain(`[127.0.0.1]:${sshd.port} `);
  });

  it('names the process that keeps the shm of the dead container', async () => {
    await readFinding(app.page, incident);
  });

  it('shows the same process in the graph and in the table beside it', async () => {
    await seeHolderInGraph(app.page, incident);
  });

  it('copies the finding as Markdown that names the process and keeps its name as text', async () => {
    const finding = await openFinding(app.page, 'R-01');
    await finding.getByRole('button', { name: word('ui.copy-for-ticket') }).click();
    const copied = () => app.page.evaluate(() => navigator.clipboard.readText());
    await expect.poll(copied).toContain(String(incident.keeperPid));
    expectEscaped(await copied());
  });
});

describe('hostile names', () => {
  it('are shown as text in every view', async () => {
    for (const view of railViews) {
      await goTo(app.page, view);
      await app.page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
      expectEscaped(await everythingShown(app.page));
    }
  });

  it.each([
    ['the process, in the table of processes', 'ui.processes', '<b>'],
    ['its mount, in the table of mounts', 'ui.mounts', 'onerror'],
  ] as const)('of %s, can be read and do nothing', async (_what, view, text) => {
    const row = await rowAbout(app.page, view, text);
    expect(row).toContain(text);
    expectEscaped(row);
    expectEscaped(await everythingShown(app.page));
  });

  it('can be read, and do nothing, in the answer to who holds the path', async () => {
    const answer = await whoHolds(app.page, incident.shmPath, incident.keeperPid);
    expect(answer).toContain('<b>');
    expectEscaped(await everythingShown(app.page));
  });

  it('can be read, and do nothing, in the raw bytes', async () => {
    const lines = await rawRecord(app.page, 'command-lines', '<script>');
    expect(lines).toContain('<script>document.title=');
    expectEscaped(await everythingShown(app.page));
  });

  it('do not stop the evidence from being saved and opened again', async () => {
    writeFileSync(bundle, await fromPalette(app.page, 'ui.save-bundle'));
    execFileSync(process.execPath, ['dist/cli/undermount.js', 'verify', bundle]);
  });

  it('stay text in every export', async () => {
    for (const [name, text] of Object.entries(await exportsOf(app.page))) {
      expect(text, name).toContain(String(incident.keeperPid));
      expectEscaped(text);
      if (name === 'report html') expect(text).not.toMatch(/<(img|script|iframe|i|a)\b/);
      if (name.startsWith('figure')) expect(text).not.toMatch(/<(img|script|b|i)\b/);
    }
  });

  it.each([
    ['analyze', ['analyze']],
    ['analyze --json', ['analyze', '--json']],
    ['who', ['who', '']],
    ['who --json', ['who', '', '--json']],
    ['report', ['report', '--format', 'md']],
  ])('stay text on a terminal: %s', (_name, args) => {
    const shown = onTerminal(
      bundle,
      args.map((arg) => arg || incident.shmPath),
    ).replaceAll('\r\n', '\n');
    expect(shown).toContain(String(incident.keeperPid));
    expectEscaped(shown);
  });

  it('ran no script and broke no page', async () => {
    expect(await app.page.title()).not.toContain('pwned');
    expect(scriptErrors).toEqual([]);
  });
});

describe('secrets', () => {
  it('are in no output, argument, environment or storage of ours', async () => {
    const token = app.link.split('token=')[1]!;
    const commandLine = readFileSync(`/proc/${app.pid}/cmdline`, 'utf8');
    const environment = readFileSync(`/proc/${app.pid}/environ`, 'utf8');
    const stored = await app.page.evaluate(() =>
      JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), document.cookie]),
    );
    for (const secret of [token, sshd.password]) {
      expect(commandLine + environment + stored + app.page.url()).not.toContain(secret);
    }
    expect(app.said()).not.toContain(sshd.password);
    expect(app.said().split(token)).toHaveLength(2);
  });
});

describe('a live host named on the command line', () => {
  it('is asked at once: the page opens on the question about its key', async () => {
    const named = await startHostedApp(`ssh://${sshd.user}@127.0.0.1:${sshd.port}`);
    await trustHostKey(named.page, sshd);
    await giveSecret(named.page, 'password', sshd.password);
    await giveSecret(named.page, 'sudo-password', sshd.password);
    await named.page.getByRole('row', { name: /^processes ok/ }).waitFor();
    await named.stop();
  });
});

describe('the link', () => {
  it('opens nothing a second time, and the page says so', async () => {
    const second = await app.page.context().browser()!.newPage();
    await second.goto(app.link);
    await expect.poll(() => second.locator('body').textContent()).toContain(word('ui.link.over'));
    await second.close();
  });
});
