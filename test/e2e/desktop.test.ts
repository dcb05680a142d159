/** The desktop program, end to end: the built main process and preload on the double of Electron (what that proves: README.md). */
import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
// For `window.host`.
import type {} from '#renderer/platform/choose-bridge.ts';
import { buildProduct } from '#test/e2e/built.ts';
import { type DesktopApp, startDesktopApp } from '#test/e2e/desktop-app.ts';
import { expectEscaped } from '#test/e2e/hostile.ts';
import { type Incident, makeIncident } from '#test/e2e/incident.ts';
import { captureHost, readFinding, seeHolderInGraph } from '#test/e2e/main-job.ts';
import { everythingShown, giveSecret, goTo, openFinding, word } from '#test/e2e/user.ts';
import { treeOf } from '#test/live/process-tree.ts';
import { type Sshd, startSshd } from '#test/live/sshd.ts';

let incident: Incident;
let sshd: Sshd<'eng'>;
let app: DesktopApp;
let page: Page;
const listening: string[] = [];

beforeAll(async () => {
  buildProduct();
  incident = await makeIncident();
  sshd = await startSshd({ users: { eng: { sudo: 'password' } }, inMountNamespaceOf: incident.hostPid });
  app = await startDesktopApp();
  page = app.page;
  page.setDefaultTimeout(20_000);
});

afterAll(async () => {
  await app?.stop();
  await sshd?.stop();
  incident?.stop();
});

describe('from a host name to the holder', () => {
  it('asks about the unknown key, then for the passwords, and shows progress', async () => {
    const watch = setInterval(() => listening.push(...listeningSockets(app.pid)), 100);
    await captureHost(page, sshd);
    clearInterval(watch);
  });

  it('names the process that keeps the shm of the dead container', () => readFinding(page, incident));

  it('shows the same process in the graph and in the table beside it', () => seeHolderInGraph(page, incident));

  it('copies the finding as Markdown through the main process', async () => {
    const finding = await openFinding(page, 'R-01');
    await finding.getByRole('button', { name: word('ui.copy-for-ticket') }).click();
    await expect.poll(async () => (await app.report()).clipboard).toContain(String(incident.keeperPid));
    const { clipboard } = await app.report();
    expectEscaped(clipboard);
    expectEscaped(await everythingShown(page));
  });

  it('copies marked rows through the main process, and saves all of them where the dialog says', async () => {
    await goTo(page, 'ui.processes');
    await page.getByRole('grid').getByRole('row').nth(1).click();
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Control+c');
    await expect.poll(async () => (await app.report()).clipboard).toMatch(/^pid\t/);
    const { clipboard } = await app.report();
    expect(clipboard.trimEnd().split('\n')).toHaveLength(3);
    expectEscaped(clipboard);
    const file = path.join(app.home, 'processes.csv');
    app.answerDialog({ canceled: false, filePath: file });
    await page.getByRole('button', { name: word('ui.save-rows', { name: word('ui.processes') }) }).click();
    await page.getByRole('menuitem', { name: /^All .* as CSV/ }).click();
    await page.getByText(word('ui.saved-as', { file })).waitFor();
    expect(readFileSync(file, 'utf8')).toContain(String(incident.keeperPid));
    expectEscaped(readFileSync(file, 'utf8').replaceAll('\r\n', '\n'));
  });

  it('saves the evidence where the dialog says, for its owner only', async () => {
    const file = path.join(app.home, 'saved.umb');
    app.answerDialog({ canceled: false, filePath: file });
    await page.keyboard.press('Control+k');
    await page.getByRole('option', { name: word('ui.save-bundle') }).click();
    await page.getByText(word('ui.saved-as', { file })).waitFor();
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('keeps a note beside the saved evidence, for its owner only, and leaves the evidence as it is', async () => {
    const file = path.join(app.home, 'saved.umb');
    const before = readFileSync(file);
    const finding = await openFinding(page, 'R-01');
    await page.keyboard.press('n');
    await finding.getByRole('textbox', { name: word('ui.note-text') }).fill('told the owner');
    await finding.getByRole('button', { name: word('ui.note-save') }).click();
    await finding.getByText('told the owner').waitFor();
    expect(readFileSync(`${file}.notes.json`, 'utf8')).toContain('told the owner');
    expect(statSync(`${file}.notes.json`).mode & 0o777).toBe(0o600);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('checks the finding again on the same host', async () => {
    const finding = await openFinding(page, 'R-01');
    await finding.getByRole('button', { name: word('ui.recheck-now'), exact: true }).click();
    await giveSecret(page, 'password', sshd.password);
    await giveSecret(page, 'sudo-password', sshd.password);
    const answer = page.getByRole('region', { name: word('ui.recheck') });
    await answer.getByText(word('recheck.answer.still-there'), { exact: true }).waitFor({ timeout: 90_000 });
    await page.getByRole('tab').first().click();
  });
});

describe('the window (SEC-01, SEC-02)', () => {
  it('is sandboxed and isolated, without Node, with web security, without webviews', async () => {
    const { windows } = await app.report();
    expect(windows).toHaveLength(1);
    expect(windows[0]).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    });
  });

  it('is loaded from its own scheme and never from a file', async () => {
    expect(page.url()).toMatch(/^https:\/\/undermount\.app\.double\.invalid\//);
    expect((await app.report()).fileUrls).toBe(0);
  });

  it.each(['/../package.json', '/%2e%2e/package.json', '/..%2fpackage.json', '/missing.js'])(
    'does not answer %s',
    async (urlPath) => {
      const status = await page.evaluate((at) => fetch(at).then((r) => r.status), urlPath);
      expect(status).toBe(404);
    },
  );

  it('has a frozen bridge and nothing of Node or Electron', async () => {
    const found = await page.evaluate(() => ({
      keys: Object.keys(window.host!),
      frozen: Object.isFrozen(window.host),
      writable: Object.getOwnPropertyDescriptor(window, 'host')?.writable,
      node: [typeof Reflect.get(window, 'require'), typeof Reflect.get(window, 'process')],
    }));
    expect(found).toEqual({
      keys: ['request', 'on', 'openDropped'],
      frozen: true,
      writable: false,
      node: ['undefined', 'undefined'],
    });
  });
});

describe('the policy (SEC-03)', () => {
  it('stops inline script, handlers, eval, images and connections elsewhere, and says so', async () => {
    const found = await page.evaluate(async () => {
      const violations = new Set<string>();
      document.addEventListener('securitypolicyviolation', (event) => violations.add(event.effectiveDirective));
      const script = document.createElement('script');
      script.textContent = 'window.pwned = 1';
      document.head.append(script);
      const holder = document.createElement('div');
      holder.innerHTML = '<img src=x onerror="window.pwned = 2">';
      document.body.append(holder);
      const image = new Image();
      image.src = 'https://evil.example/x.png';
      await fetch('https://evil.example/').catch(() => {});
      // Chromium lifts the ban on eval for code that a debugger runs, so it is tried from a timer of the page.
      await new Promise<void>((resolve) => {
        setTimeout(() => {
          try {
            // oxlint-disable-next-line typescript/no-implied-eval -- that it is refused is what is tested
            Reflect.set(window, 'pwned', new Function('return 3')());
          } catch {
            violations.add('eval refused');
          }
          resolve();
        });
      });
      // Reports are delivered as tasks of their own; two frames later they are there.
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      holder.remove();
      script.remove();
      return { violations: [...violations], pwned: Reflect.get(window, 'pwned') };
    });
    expect(found.pwned).toBeUndefined();
    expect(found.violations).toEqual(
      expect.arrayContaining(['script-src-elem', 'script-src-attr', 'img-src', 'connect-src', 'eval refused']),
    );
  });
});

describe('the way out (SEC-04, SEC-06)', () => {
  it('is closed to navigation, new windows and every permission', async () => {
    const before = page.url();
    await page.evaluate(() => {
      location.href = 'https://evil.example/';
    });
    await clickLinkTo('https://evil.example/window');
    await expect
      .poll(async () => (await app.report()).refused.join('\n'))
      .toContain('window deny https://evil.example/window');
    const { refused, grantedPermissions, openedExternally } = await app.report();
    expect(refused.join('\n')).toContain('navigation https://evil.example/');
    expect(page.url()).toBe(before);
    expect(grantedPermissions).toEqual([]);
    expect(openedExternally).toEqual([]);
  });

  it('lets only listed https addresses reach the system’s browser', async () => {
    await clickLinkTo('https://docs.kernel.org/filesystems/sharedsubtree.html');
    await expect
      .poll(async () => (await app.report()).openedExternally)
      .toEqual(['https://docs.kernel.org/filesystems/sharedsubtree.html']);
  });
});

describe('the bridge (SEC-05)', () => {
  it.each([
    ['a channel of nobody', 'fs.readFile', { path: '/etc/passwd' }, /unknown channel/],
    ['a malformed request', 'query.who', { sourceId: 'x', needle: 5 }, /refused, needle/],
    ['a field too many', 'sources.close', { sourceId: 'x', path: '/etc/passwd' }, /refused/],
  ])('refuses %s', async (_what, channel, request, because) => {
    const said = await page.evaluate(
      async ([name, body]) => {
        try {
          return String(await window.host!.request(name as never, body as never));
        } catch (error) {
          return (error as Error).message;
        }
      },
      [channel, request] as const,
    );
    expect(said).toMatch(because);
  });

  it('is not given to a frame inside the page', async () => {
    const inFrame = await page.evaluate(() => {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      const found = typeof Reflect.get(frame.contentWindow!, 'host');
      frame.remove();
      return found;
    });
    expect(inFrame).toBe('undefined');
  });
});

describe('the network (SEC-09)', () => {
  it('saw nothing of ours listen during the whole capture (SEC-09)', () => {
    expect(listening).toEqual([]);
    expect(listeningSockets(sshd.pid).length).toBeGreaterThan(0);
  });
});

describe('the end', () => {
  it('comes with the last window, leaves no process, and exits with 0', async () => {
    const children = treeOf(app.pid).filter((pid) => pid !== app.pid);
    expect(children.length).toBeGreaterThan(0);
    await page.close();
    expect(await app.ended).toBe(0);
    await expect.poll(() => children.filter(isAlive)).toEqual([]);
  });
});

/** A real click: Chromium's own pop-up blocker stops a script's `window.open`, and that is not what is tested. */
async function clickLinkTo(url: string): Promise<void> {
  await page.evaluate((href) => {
    const link = document.createElement('a');
    Object.assign(link, { href, target: '_blank', id: 'probe', textContent: 'probe' });
    document.body.append(link);
    link.style.setProperty('position', 'fixed');
    link.style.setProperty('inset', '0');
  }, url);
  await page.locator('#probe').click();
  await page.evaluate(() => document.getElementById('probe')?.remove());
}

const isAlive = (pid: number) => {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    return false;
  }
};

/** TCP sockets in LISTEN state of a process and of its children that are ours (Chromium's debugging port is the double's). */
function listeningSockets(pid: number): string[] {
  const inodes = new Map<string, string>();
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
    for (const line of readFileSync(table, 'utf8').split('\n').slice(1)) {
      const fields = line.trim().split(/\s+/);
      if (fields[3] === '0A') inodes.set(fields[9]!, fields[1]!);
    }
  }
  const ours = treeOf(pid).filter((each) => each === pid || /analysis\/child/.test(textOf(`/proc/${each}/cmdline`)));
  return ours.flatMap((each) =>
    descriptorsOf(each).flatMap((target) => {
      const address = inodes.get(/^socket:\[(\d+)\]$/.exec(target)?.[1] ?? '');
      return address === undefined ? [] : [`${each} ${address}`];
    }),
  );
}

function descriptorsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).map((fd) => readlinkSync(`/proc/${pid}/fd/${fd}`));
  } catch {
    return [];
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
