/** The map of the window, the bundle that is made with it, and places on the other side of the switch. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bundleOf } from '#electron/node/bundle/sealed-bundle.ts';
import { sha256 } from '#electron/node/bundle/sha256.ts';
import { toolVersion } from '#electron/node/package-root.ts';
import { openDemo as demoEvidence } from '#electron/node/sources/open-file.ts';
import { RedactionMap } from '#shared/export/redaction/map.ts';
import { redactAnalysis } from '#shared/export/redaction/redact-analysis.ts';
import { analyze } from '#shared/pipeline/analyze.ts';
import { bytesOf, replied, startWindow, type TestWindow } from '#test/electron/services/redaction/window.ts';

let app: TestWindow;
beforeEach(() => {
  app = startWindow();
});
afterEach(() => app.close());

describe('the map and the bundle', { timeout: 30_000 }, () => {
  it('are those that the redaction itself gives with this map', async () => {
    const sourceId = await app.openDemo();
    const saved = await app.handlers['redaction.saveBundle']({ sourceId });
    const map = RedactionMap.parse(
      JSON.parse(bytesOf(replied(await app.handlers['redaction.saveMap'](null))).toString()),
    );
    const opened = await demoEvidence();
    if (!opened.ok) throw new Error(opened.error.kind);
    const analysis = await analyze(opened.value, new AbortController().signal, { sha256 });
    const { title, custody, records } = redactAnalysis(analysis, { map, toolVersion, sha256, nameOriginal: false });
    const chunks: Uint8Array[] = [];
    for await (const chunk of bundleOf({ title, custody }, records)) chunks.push(chunk);
    expect(bytesOf(replied(saved)).equals(Buffer.concat(chunks))).toBe(true);
    expect(replied(await app.handlers['redaction.state'](null)).map).toEqual({
      names: map.tokens.length,
      saved: true,
    });
  });

  it('loaded again, the map gives the pseudonyms of the run before, and what is shown is made anew', async () => {
    const sourceId = await app.openDemo();
    const of = async () => JSON.stringify(await app.handlers['query.findings']({ sourceId }));
    await app.turn(true);
    await app.ready(sourceId);
    const first = await of();
    const bytes = new Uint8Array(bytesOf(replied(await app.handlers['redaction.saveMap'](null))));
    const other = { ...(JSON.parse(new TextDecoder().decode(bytes)) as RedactionMap), key: 'a'.repeat(64), tokens: [] };
    await app.handlers['redaction.loadMap']({ bytes: new TextEncoder().encode(JSON.stringify(other)) });
    expect(await app.stateOf(sourceId)).toBe('redacting');
    await app.ready(sourceId);
    expect(await of()).not.toBe(first);
    await app.handlers['redaction.loadMap']({ bytes });
    await app.ready(sourceId);
    expect(await of()).toBe(first);
  });

  it('that is none is refused, and the one there was stays', async () => {
    const bytes = new TextEncoder().encode('{"format":"something"}');
    expect(await app.handlers['redaction.loadMap']({ bytes })).toMatchObject({
      error: { kind: 'source-unrecognised' },
    });
  });
});

describe('places', { timeout: 30_000 }, () => {
  it('are translated to pseudonyms and back; what is no pseudonym has no name', async () => {
    const sourceId = await app.openDemo();
    const findings = async () => {
      const reply = await app.handlers['query.findings']({ sourceId });
      return reply.ok ? reply.value.flatMap((i) => (i.type === 'finding' ? [i.finding.id] : [])) : [];
    };
    const translate = async (to: 'names' | 'pseudonyms', texts: readonly string[]) =>
      replied(await app.handlers['redaction.translate']({ sourceId, to, texts: [...texts] }));
    const names = await findings();
    await app.turn(true);
    await app.ready(sourceId);
    const pseudonyms = await translate('pseudonyms', names);
    expect(new Set(pseudonyms)).toEqual(new Set(await findings()));
    expect(await translate('names', pseudonyms as string[])).toEqual(names);
    expect(await translate('names', ['victim-A3'])).toEqual([null]);
  });
});
