import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { z } from 'zod';
import type { AppError } from '#shared/base/errors.ts';
import { err, ok, type Result } from '#shared/base/result.ts';

/**
 * A list in a JSON file of our own: mode 0600, written beside and renamed, so it is never half there.
 *
 * An entry that does not parse (an older or a newer program, a slip in an editor) is left out and the
 * others are kept; a file that is no JSON at all counts as empty and is set aside as `FILE.unreadable`
 * before the next write.
 */
export interface JsonList<Item> {
  read(): Promise<readonly Item[]>;
  /** Changes run one after the other: two windows saving at once lose nothing. */
  change(to: (items: readonly Item[]) => readonly Item[]): Promise<Result<readonly Item[], AppError>>;
}

export function jsonList<Item>(file: string, item: z.ZodType<Item>): JsonList<Item> {
  let last: Promise<unknown> = Promise.resolve();
  const load = async () => parseList(await textOf(file), item);
  return {
    read: () =>
      load().then(
        ({ items }) => items,
        () => [],
      ),
    change(to) {
      const next = last.then(async () => {
        try {
          const { items, broken } = await load();
          return ok(await writeList(file, to(items), broken));
        } catch (error) {
          return err({
            kind: 'write-failed',
            file,
            reason: (error as NodeJS.ErrnoException).code ?? String(error),
          } as const);
        }
      });
      last = next;
      return next;
    },
  };
}

function parseList<Item>(text: string | null, item: z.ZodType<Item>): { items: readonly Item[]; broken: boolean } {
  if (text === null) return { items: [], broken: false };
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return { items: [], broken: true };
  }
  if (!Array.isArray(raw)) return { items: [], broken: true };
  const items = raw.flatMap((entry) => {
    const parsed = item.safeParse(entry);
    return parsed.success ? [parsed.data] : [];
  });
  return { items, broken: false };
}

async function writeList<Item>(file: string, items: readonly Item[], broken: boolean): Promise<readonly Item[]> {
  const temporary = `${file}.${process.pid}.tmp`;
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  if (broken) await rename(file, `${file}.unreadable`);
  try {
    const handle = await open(temporary, 'w', 0o600);
    try {
      await handle.writeFile(`${JSON.stringify(items, null, 2)}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
    return items;
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** Null when there is no file. One that is there but cannot be read throws: it must not be written over. */
async function textOf(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
