import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { isChannel, isEvent } from '#electron/preload/names.ts';
import { eventNames, requests } from '#shared/ipc/contract.ts';

it('knows every channel and event of the contract', () => {
  expect(Object.keys(requests).filter((name) => !isChannel(name))).toEqual([]);
  expect(eventNames.filter((name) => !isEvent(name))).toEqual([]);
});

it.each(['__proto__', 'constructor', 'toString', 'fs.readFile', '', 'app.info '])('knows no %j', (name) => {
  expect(isChannel(name)).toBe(false);
  expect(isEvent(name)).toBe(false);
});

it('carries no schemas into the page: nothing but types of the contract is imported', () => {
  for (const file of ['index.ts', 'names.ts']) {
    const text = readFileSync(`electron/preload/${file}`, 'utf8');
    const values = [...text.matchAll(/^import (?!type)[^;]*from '([^']+)'/gm)].map((found) => found[1]);
    expect(values.filter((from) => from?.startsWith('#shared/'))).toEqual([]);
  }
});
