/**
 * Runs every case under test/cases/parsers/<parser>/<case>/.
 *
 * A case is data: `input.txt` (bytes from a host), `expected.json` and `about.md` (where it came from, what is special).
 * To add one, add the folder; to accept a change in parsing, run `npx vitest run --project unit test/cases -u` and read
 * the diff. A parser without a case fails, and so does a case without its `about.md`.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type ParserId, parsers } from '#shared/parsers/index.ts';

const root = path.join(import.meta.dirname, 'parsers');
const casesOf = (id: string) => (existsSync(path.join(root, id)) ? readdirSync(path.join(root, id)) : []);

describe.each(Object.keys(parsers) as ParserId[])('parser %s', (id) => {
  it('has a case', () => {
    expect(casesOf(id)).not.toEqual([]);
  });

  it.each(casesOf(id))('%s', async (name) => {
    const dir = path.join(root, id, name);
    const parsed = parsers[id](readFileSync(path.join(dir, 'input.txt')));
    await expect(`${JSON.stringify(parsed, null, 2)}\n`).toMatchFileSnapshot(path.join(dir, 'expected.json'));
    expect(readFileSync(path.join(dir, 'about.md'), 'utf8').length).toBeGreaterThan(20);
  });
});

it('has no cases of parsers that do not exist', () => {
  expect(readdirSync(root).filter((id) => !(id in parsers))).toEqual([]);
});
