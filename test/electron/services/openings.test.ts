/** Opening as the window sees it: what is told while a file is read, and what is left when it is given up. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AnalysisProcess } from '#electron/analysis/analysis-process.ts';
import { forkAnalysis } from '#electron/analysis/fork-analysis.ts';
import { createServices, type Services } from '#electron/services/create-services.ts';
import { ok } from '#shared/base/result.ts';
import type { Opening } from '#shared/ipc/payloads.ts';
import { paddedSosreport } from '#test/builders/padded-sosreport.ts';
import { windowPlatform } from '#test/electron/services/window-platform.ts';

let dir: string;
let services: Services;
let told: Opening[];
let chosen: { what: string; file: string } | null;
let children: AnalysisProcess[];

beforeEach(() => {
  dir = mkdtempSync(path.join(os.tmpdir(), 'um-openings-'));
  told = [];
  chosen = null;
  children = [];
  services = createServices(
    windowPlatform(path.join(dir, 'config'), {
      mode: 'electron',
      spawnAnalysis: () => {
        const child = forkAnalysis();
        children.push(child);
        return child;
      },
      emit: (name, payload) => void (name === 'source.opening' && told.push(payload as Opening)),
      chooseFile: async (what) => ok(chosen?.what === what ? chosen.file : null),
      deliver: async () => ok(null),
    }),
  );
});
afterEach(async () => {
  await services.close();
  rmSync(dir, { recursive: true });
});

function fileOf(bytes: Uint8Array): string {
  const file = path.join(dir, 'db1.tar.gz');
  writeFileSync(file, bytes);
  return file;
}

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

describe('a file that is opened', () => {
  it('tells its name, then bytes and members, then its source, which knows its host', async () => {
    const file = fileOf(paddedSosreport(12));
    const opened = await services.openDropped(file);
    const sourceId = opened.ok ? opened.value.sourceId : '';
    expect(told[0]).toMatchObject({ name: 'db1.tar.gz', bytes: 0, ended: false, sourceId: null });
    expect(told.at(-1)).toMatchObject({ ended: true, sourceId });
    expect(told.some((o) => o.members > 0 && o.whole !== null && o.bytes <= o.whole && o.unpacked > o.bytes)).toBe(
      true,
    );
    expect(new Set(told.map((o) => o.openingId)).size).toBe(1);
    expect(JSON.stringify(told)).not.toContain(dir);
    const list = await services.handlers['sources.list'](null);
    expect(list).toMatchObject({ value: [{ sourceId, kind: 'sosreport', host: 'db1' }] });
  });

  it('is remembered, whatever kind it is', async () => {
    await services.openDropped(fileOf(paddedSosreport(1)));
    expect(await services.handlers['sources.recent'](null)).toMatchObject({ value: [{ kind: 'sosreport' }] });
  });

  it('given up ends at once: its process is dead, and it is no source', async () => {
    const opening = services.openDropped(fileOf(paddedSosreport(200)));
    await expect.poll(() => told.some((o) => o.members > 0), { timeout: 20_000 }).toBe(true);
    await services.handlers['sources.cancelOpening']({ openingId: told[0]!.openingId });
    expect(await opening).toMatchObject({ ok: false, error: { kind: 'opening-cancelled' } });
    expect(told.at(-1)).toMatchObject({ ended: true, sourceId: null });
    expect(await services.handlers['sources.list'](null)).toMatchObject({ value: [] });
    await expect.poll(() => isAlive(children[0]!.pid!)).toBe(false);
  });

  it('is told to whoever comes while it is under way, and to nobody after', async () => {
    const opening = services.openDropped(fileOf(paddedSosreport(200)));
    await expect.poll(() => told.some((o) => o.members > 0), { timeout: 20_000 }).toBe(true);
    expect(services.openings()).toMatchObject([
      { openingId: told[0]!.openingId, ended: false, whole: expect.any(Number) },
    ]);
    await services.handlers['sources.cancelOpening']({ openingId: told[0]!.openingId });
    await opening;
    expect(services.openings()).toEqual([]);
  });

  it('dies with the services', async () => {
    const opening = services.openNamed(fileOf(paddedSosreport(200)));
    await expect.poll(() => told.some((o) => o.members > 0), { timeout: 20_000 }).toBe(true);
    await services.close();
    expect(await opening).toMatchObject({ ok: false, error: { kind: 'opening-cancelled' } });
    await expect.poll(() => isAlive(children[0]!.pid!)).toBe(false);
  });

  it('that the command line named tells the window itself why it failed; one the window asked for has its reply', async () => {
    const file = fileOf(Buffer.from('no archive\n'));
    await services.openNamed(file);
    expect(told.at(-1)).toMatchObject({ ended: true, error: { kind: 'source-unrecognised' } });
    await services.openDropped(file);
    expect(told.at(-1)).toMatchObject({ ended: true, error: null });
  });

  it('that cannot be opened ends too', async () => {
    expect(await services.openDropped(fileOf(Buffer.from('no archive\n')))).toMatchObject({ ok: false });
    expect(told.at(-1)).toMatchObject({ ended: true, sourceId: null });
  });

  it('comes from the dialog that was asked for', async () => {
    chosen = { what: 'folder', file: dir };
    expect(await services.handlers['sources.openDialog']({ what: 'file' })).toEqual({ ok: true, value: null });
    const folder = await services.handlers['sources.openDialog']({ what: 'folder' });
    expect(folder).toMatchObject({ ok: false, error: { kind: 'source-unrecognised' } });
  });
});

describe('an upload', () => {
  const waiting = () =>
    readdirSync(os.tmpdir())
      .filter((n) => n.startsWith('undermount-'))
      .flatMap((n) => readdirSync(path.join(os.tmpdir(), n)));

  it('has the same id while it is sent and while it is read', async () => {
    const uploadId = crypto.randomUUID();
    const chunk = new Uint8Array(paddedSosreport(4));
    const reply = await services.handlers['sources.upload']({
      uploadId,
      name: 'a/b/db1.tar.gz',
      from: 0,
      chunk,
      last: true,
    });
    expect(reply).toMatchObject({ ok: true });
    expect(told.every((o) => o.openingId === uploadId && o.name === 'db1.tar.gz')).toBe(true);
  });

  it('of which several chunks are on the way at once is written in their order', async () => {
    const uploadId = crypto.randomUUID();
    const bytes = new Uint8Array(paddedSosreport(40));
    const size = 100_003;
    const replies = Array.from({ length: Math.ceil(bytes.length / size) }, (_, n) => {
      const [from, chunk] = [n * size, bytes.slice(n * size, (n + 1) * size)];
      const last = from + size >= bytes.length;
      return services.handlers['sources.upload']({ uploadId, name: 'x', from, chunk, last });
    });
    expect(replies.length).toBeGreaterThan(5);
    for (const reply of replies.slice(0, -1)) expect(await reply).toEqual({ ok: true, value: null });
    expect(await replies.at(-1)).toMatchObject({ ok: true, value: { sourceId: expect.any(String) } });
    expect(told.at(-2)).toMatchObject({ bytes: bytes.length, members: 3 });
    await expect.poll(waiting).not.toContain(uploadId);
  });

  it('that was given up is not begun anew by a chunk that was still on the way, nor is one with a hole in it taken', async () => {
    const upload = (uploadId: string, from: number) =>
      services.handlers['sources.upload']({ uploadId, name: 'x', from, chunk: new Uint8Array(8), last: false });
    const [one, other] = [crypto.randomUUID(), crypto.randomUUID()];
    await upload(one, 0);
    await services.handlers['sources.cancelOpening']({ openingId: one });
    expect(await upload(one, 8)).toMatchObject({ ok: false, error: { kind: 'opening-cancelled' } });
    expect(waiting()).not.toContain(one);
    await upload(other, 0);
    expect(await upload(other, 16)).toMatchObject({ ok: false, error: { kind: 'write-failed', reason: 'EINVAL' } });
    expect(waiting()).not.toContain(other);
  });

  it('given up while it is sent leaves nothing on the disk', async () => {
    const uploadId = crypto.randomUUID();
    const chunk = new Uint8Array(1 << 20);
    await services.handlers['sources.upload']({ uploadId, name: 'x', from: 0, chunk, last: false });
    expect(waiting()).toContain(uploadId);
    await services.handlers['sources.cancelOpening']({ openingId: uploadId });
    expect(waiting()).not.toContain(uploadId);
  });

  it('given up while it is read leaves nothing on the disk either', async () => {
    const uploadId = crypto.randomUUID();
    const bytes = paddedSosreport(200);
    let reply: ReturnType<(typeof services.handlers)['sources.upload']> | null = null;
    for (let at = 0; at < bytes.length; at += 1 << 20) {
      const chunk = new Uint8Array(bytes.subarray(at, at + (1 << 20)));
      const last = at + (1 << 20) >= bytes.length;
      reply = services.handlers['sources.upload']({ uploadId, name: 'x', from: at, chunk, last });
      if (!last) await reply;
    }
    await expect.poll(() => told.some((o) => o.members > 0), { timeout: 20_000 }).toBe(true);
    await services.handlers['sources.cancelOpening']({ openingId: uploadId });
    expect(await reply).toMatchObject({ ok: false, error: { kind: 'opening-cancelled' } });
    await expect.poll(waiting).not.toContain(uploadId);
  });
});
