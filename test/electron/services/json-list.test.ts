import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { jsonList } from '#electron/services/json-list.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(path.join(os.tmpdir(), 'um-list-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

const file = () => path.join(dir, 'deep', 'list.json');
const list = () => jsonList(file(), z.number());

it('is empty before the first write', async () => {
  expect(await list().read()).toEqual([]);
});

it('keeps what was written, for its owner only, and leaves nothing beside it', async () => {
  await list().change(() => [1, 2]);
  expect(await list().read()).toEqual([1, 2]);
  expect(statSync(file()).mode & 0o777).toBe(0o600);
  expect(statSync(path.dirname(file())).mode & 0o777).toBe(0o700);
  expect(readdirSync(path.dirname(file()))).toEqual(['list.json']);
});

it('loses nothing when many changes are made at once', async () => {
  const one = list();
  await Promise.all(Array.from({ length: 50 }, (_, n) => one.change((all) => [...all, n])));
  expect(await one.read()).toHaveLength(50);
});

it('keeps the entries it understands', async () => {
  await list().change(() => [1]);
  writeFileSync(file(), '[1, "x", 3]');
  expect(await list().read()).toEqual([1, 3]);
});

it('sets a file that is no JSON aside instead of overwriting it', async () => {
  await list().change(() => [1]);
  writeFileSync(file(), '{ half');
  await list().change((all) => [...all, 2]);
  expect(await list().read()).toEqual([2]);
  expect(readFileSync(`${file()}.unreadable`, 'utf8')).toBe('{ half');
});

it('says why it could not write', async () => {
  const blocked = jsonList(path.join(dir, 'file', 'list.json'), z.number());
  writeFileSync(path.join(dir, 'file'), '');
  expect(await blocked.change(() => [1])).toMatchObject({
    ok: false,
    error: { kind: 'write-failed', reason: 'ENOTDIR' },
  });
});
