/** What leaves carries the host's colour, as its tab has it: pictures of two hosts in one ticket are told apart. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { savedHosts } from '#electron/services/saved-hosts.ts';
import { hostColours } from '#shared/figures/tokens.ts';
import { runCli } from '#test/electron/cli/run-cli.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(path.join(os.tmpdir(), 'um-colour-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

async function exported(): Promise<{ readonly svg: string; readonly html: string }> {
  const env = { UNDERMOUNT_HOME: path.join(dir, 'config') };
  const file = path.join(dir, 'figure.svg');
  await runCli(['figure', 'demo', '--view', 'pool', '-o', file], { env });
  const report = await runCli(['report', 'demo', '--format', 'html'], { env });
  return { svg: readFileSync(file, 'utf8'), html: report.stdout };
}

const coloursIn = (text: string) => hostColours.filter((colour) => text.includes(colour));

it('a figure has the bar beside its caption, a report beside its head, in one colour of the eight', async () => {
  const { svg, html } = await exported();
  expect(coloursIn(svg)).toHaveLength(1);
  expect(html).toContain(`h1{border-left:6px solid ${coloursIn(svg)[0]};`);
});

it('the colour that the user chose for the host is the one', async () => {
  const own = coloursIn((await exported()).svg)[0]!;
  const colour = (hostColours.indexOf(own) + 3) % 8;
  const target = { host: 'lab-node1', port: 22, user: 'root', keyId: null, useAgent: true, elevation: 'none' } as const;
  await savedHosts(path.join(dir, 'config')).save({ ...target, id: null, label: 'lab', colour });
  const { svg, html } = await exported();
  expect(coloursIn(svg)).toEqual([hostColours[colour]]);
  expect(html).toContain(`solid ${hostColours[colour]};`);
});
