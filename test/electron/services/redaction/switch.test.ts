/** The switch that hides names, on the services with their real analysis processes. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toolVersion } from '#electron/node/package-root.ts';
import { allAnswers, namesOf, startWindow, type TestWindow } from '#test/electron/services/redaction/window.ts';
import { tokensIn } from '#test/shared/export/redaction/find-everywhere.ts';

let app: TestWindow;
beforeEach(() => {
  app = startWindow();
});
afterEach(() => app.close());

describe('with the switch on', { timeout: 30_000 }, () => {
  it('every answer and every file of a source is without its names, and with them before and after', async () => {
    const sourceId = await app.openDemo();
    const names = await namesOf(app, sourceId);
    expect(names.length).toBeGreaterThan(100);
    const had = tokensIn(names, Buffer.from(await allAnswers(app, sourceId)));
    expect(had.length).toBeGreaterThan(100);
    await app.turn(true);
    await app.ready(sourceId);
    expect(tokensIn(names, Buffer.from(await allAnswers(app, sourceId)))).toEqual([]);
    await app.turn(false);
    expect(tokensIn(names, Buffer.from(await allAnswers(app, sourceId)))).toEqual(had);
  });

  it('nothing is answered before the names are replaced, and nothing that was asked before the turn', async () => {
    const sourceId = await app.openDemo();
    const asked = app.handlers['query.summary']({ sourceId });
    const turned = app.turn(true);
    expect(await asked).toEqual({ ok: false, error: { kind: 'redacting' } });
    expect(await turned).toMatchObject({ value: { on: true, sources: [{ sourceId, state: 'redacting' }] } });
    expect(await app.handlers['query.summary']({ sourceId })).toEqual({ ok: false, error: { kind: 'redacting' } });
    expect(await app.handlers['sources.save']({ sourceId })).toMatchObject({ error: { kind: 'redacting' } });
    await app.ready(sourceId);
    expect(await app.handlers['query.summary']({ sourceId })).toMatchObject({
      ok: true,
      value: { custody: { redacted: { toolVersion } } },
    });
    expect(app.last('redaction.changed')).toMatchObject({ on: true, sources: [{ sourceId, state: 'ready' }] });
  });

  it('turned off while they are being replaced, the source answers as before', async () => {
    const sourceId = await app.openDemo();
    const before = await app.handlers['query.summary']({ sourceId });
    await app.turn(true);
    await app.turn(false);
    expect(await app.handlers['query.summary']({ sourceId })).toEqual(before);
    await app.turn(true);
    await app.ready(sourceId);
    expect(await app.handlers['query.summary']({ sourceId })).not.toEqual(before);
  });

  it('two sources have the same pseudonyms, also one that is opened later', async () => {
    const one = await app.openDemo();
    await app.turn(true);
    const other = await app.openDemo();
    await app.ready(one);
    await app.ready(other);
    const of = async (sourceId: string) => (await app.handlers['query.findings']({ sourceId })) as unknown;
    expect(await of(one)).toEqual(await of(other));
    const listed = await app.handlers['sources.list'](null);
    const hosts = listed.ok ? listed.value.map(({ host }) => host) : [];
    expect(hosts).toEqual([hosts[0], hosts[0]]);
    expect(hosts[0]).not.toMatch(/lab|node/);
  });

  it('a source whose process was killed says so and shows nothing', async () => {
    const sourceId = await app.openDemo();
    process.kill(app.children[0]!.pid!, 'SIGKILL');
    await app.turn(true);
    await expect.poll(() => app.stateOf(sourceId), { timeout: 20_000 }).toBe('failed');
    expect(await app.handlers['query.summary']({ sourceId })).toMatchObject({ error: { kind: 'analysis-died' } });
    await app.turn(false);
    expect(await app.handlers['query.summary']({ sourceId })).toMatchObject({ error: { kind: 'analysis-died' } });
  });
});
