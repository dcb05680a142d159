/** With names hidden: what stands beside an analysis (notes, re-checks), and what is made of two. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bytesOf, namesOf, replied, startWindow, type TestWindow } from '#test/electron/services/redaction/window.ts';
import { tokensIn } from '#test/shared/export/redaction/find-everywhere.ts';

let app: TestWindow;
beforeEach(() => {
  app = startWindow();
});
afterEach(() => app.close());

async function firstFinding(sourceId: string): Promise<string> {
  const found = replied(await app.handlers['query.findings']({ sourceId })).flatMap((i) =>
    i.type === 'finding' ? [i.finding] : [],
  );
  return found[0]!.id;
}

describe('while names are hidden', { timeout: 60_000 }, () => {
  it('notes are neither shown nor exported, reports say how many there are, and they are back afterwards', async () => {
    const sourceId = await app.openDemo();
    const id = await firstFinding(sourceId);
    const about = { kind: 'finding', id, name: '' } as const;
    const note = { sourceId, id: null, about, text: 'kubesql-server belongs to Alice' };
    const kept = replied(await app.handlers['notes.put'](note));
    const report = async () =>
      bytesOf(replied(await app.handlers['export.report']({ sourceId, format: 'md' }))).toString();
    expect(await report()).toContain('belongs to Alice');
    await app.turn(true);
    await app.ready(sourceId);
    const hidden = { ok: false, error: { kind: 'names-hidden' } };
    expect(await app.handlers['notes.list']({ sourceId })).toEqual(hidden);
    expect(await app.handlers['recheck.plan']({ sourceId, findingId: id })).toEqual(hidden);
    expect(await report()).not.toContain('Alice');
    expect(await report()).toMatch(/note/i);
    await app.turn(false);
    expect(replied(await app.handlers['notes.list']({ sourceId }))).toEqual([kept]);
    expect(await report()).toContain('belongs to Alice');
  });

  it('a note that was not to be written is not', async () => {
    const sourceId = await app.openDemo();
    const id = await firstFinding(sourceId);
    await app.turn(true);
    await app.ready(sourceId);
    const about = { kind: 'finding', id, name: '' } as const;
    expect(await app.handlers['notes.put']({ sourceId, id: null, about, text: 'x' })).toMatchObject({ ok: false });
    await app.turn(false);
    expect(replied(await app.handlers['notes.list']({ sourceId }))).toEqual([]);
  });

  it('rows that leave and comparisons are without names', async () => {
    const [before, sourceId] = [await app.openDemo(), await app.openDemo()];
    const names = await namesOf(app, sourceId);
    const everything = async () => {
      const { handlers: q } = app;
      const rows = {
        sourceId,
        filter: '',
        sort: null,
        chosen: { all: true, spans: [], except: [] },
        format: 'csv' as const,
      };
      const tables = await Promise.all(
        (['mounts', 'processes', 'evidence', 'outcomes', 'images'] as const).map((table) =>
          q['export.rowsFile']({ ...rows, table }),
        ),
      );
      const diff = await q['export.diffFile']({ sourceId, before, format: 'json' });
      return [...tables, diff].map((reply) => bytesOf(replied(reply)).toString()).join('\n');
    };
    expect(tokensIn(names, Buffer.from(await everything())).length).toBeGreaterThan(50);
    await app.turn(true);
    await app.ready(sourceId);
    await app.ready(before);
    expect(tokensIn(names, Buffer.from(await everything()))).toEqual([]);
  });
});
