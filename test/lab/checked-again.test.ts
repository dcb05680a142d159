/** A finding of the broken guest checked again as the window does it: before its printed commands were run, and after. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { say } from '#shared/messages/index.ts';
import { restore } from '#test/lab/guest.ts';
import { describeVictim } from '#test/lab/mended.ts';
import { commandsOf, followed } from '#test/lab/runbook.ts';
import { attendedServices } from '#test/live/attended-services.ts';

const dir = mkdtempSync(path.join(os.tmpdir(), 'um-lab-again-'));
process.env.UNDERMOUNT_HOME = dir;
/** The one password of the guest's eng, for ssh and for sudo (guest/users). */
const { services, sourceOf, answered } = attendedServices(dir, () => 'lab-eng');
const { handlers } = services;

let first: string;

beforeAll(() => restore('broken'), 300_000);
afterAll(async () => {
  await services.close();
  delete process.env.UNDERMOUNT_HOME;
  rmSync(dir, { recursive: true });
});

/** The finding of that rule about a container. */
async function findingOf(code: string, container: string) {
  const found = await handlers['query.findings']({ sourceId: first });
  const items = found.ok
    ? found.value.flatMap((i) => (i.type === 'finding' && i.code === code ? [i.finding] : []))
    : [];
  const finding = items.find(({ id }) => id.includes(container));
  if (!finding) throw new Error(`${code} is not about ${container}`);
  return finding;
}

async function again(findingId: string) {
  return answered(
    await sourceOf(await handlers['recheck.start']({ sourceId: first, findingId, target: null, with: [] })),
  );
}

describe('checked again from the window', { timeout: 400_000 }, () => {
  it('a leak is still there, and gone when its runbook was followed; another one is still there then', async () => {
    const port = Number(process.env.PORT ?? '2222');
    const target = { host: '127.0.0.1', port, user: 'eng', keyId: null, useAgent: false, elevation: 'sudo' } as const;
    first = await sourceOf(await handlers['capture.start'](target));
    const [pinned, bound] = [await describeVictim('A5'), await describeVictim('A1')];
    const [mended, left] = [await findingOf('R-05', pinned.id), await findingOf('R-01', bound.id)];
    expect((await again(mended.id)).answer).toBe('still-there');

    await followed(commandsOf(mended.remedy.map((step) => ({ say: say(step.say), command: step.command }))));

    const gone = await again(mended.id);
    expect([...gone.doubts, ...gone.unseen].map((message) => say(message))).toEqual([]);
    expect(gone.answer, JSON.stringify(gone.now)).toBe('gone');
    expect(gone.diff.gone.filter((row) => row.kind === 'holder').map(({ name }) => name)).toEqual(['/opt/bk']);
    expect(gone.diff.gone.filter((row) => row.kind === 'container').map(({ id }) => id)).toEqual([
      `/var/lib/docker/${pinned.id}`,
    ]);
    expect((await again(left.id)).answer).toBe('still-there');
  });
});
