/** The page's side of the switch: what it forgets in the moment of the turn, whom it believes until the services have turned too. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { installBridge } from '#renderer/platform/bridge.ts';
import { captures, followCaptures, shownTarget, startCapture } from '#renderer/store/captures.ts';
import { notice, tell } from '#renderer/store/notices.ts';
import { back, go, resetPlace, where } from '#renderer/store/place.ts';
import { answerOf, ask } from '#renderer/store/queries.ts';
import { followRedaction, loadRedaction, redaction, turnRedaction } from '#renderer/store/redaction.ts';
import { openSources, refreshSources } from '#renderer/store/sources.ts';
import { ok } from '#shared/base/result.ts';
import type { EventName, Events, HostBridge } from '#shared/ipc/contract.ts';
import type { RedactionState } from '#shared/ipc/redaction-payloads.ts';

const listeners = new Map<string, ((payload: never) => void)[]>();
const asked: { channel: string; request: unknown }[] = [];
/** Names are words in capitals, pseudonyms the same in small letters. */
const replies: Record<string, (request: never) => unknown> = {};
let turn = '';

const happen = <E extends EventName>(name: E, payload: Events[E]) => {
  for (const listener of listeners.get(name) ?? []) listener(payload as never);
};
const changed = (on: boolean, ready: readonly string[], more: Partial<RedactionState> = {}) =>
  happen('redaction.changed', {
    on,
    turn,
    sources: ready.map((sourceId) => ({ sourceId, state: 'ready' })),
    map: { names: 1, saved: false },
    ...more,
  });
const source = (title: string) =>
  ({ sourceId: 's', title, kind: 'bundle', colour: 0, complete: true, host: title, capturedAt: null }) as const;

vi.stubGlobal('document', { title: '' });
installBridge({
  request: async (channel: string, request: unknown) => {
    asked.push({ channel, request });
    const reply = replies[channel];
    return reply ? reply(request as never) : ok(null);
  },
  on: (name: string, listener: (payload: never) => void) => {
    listeners.set(name, [...(listeners.get(name) ?? []), listener]);
    return () => undefined;
  },
} as unknown as HostBridge);
followRedaction();
followCaptures();

beforeEach(async () => {
  Object.assign(replies, {
    'redaction.switch': (request: { turn: string }) => {
      turn = request.turn;
      return ok(null);
    },
    'redaction.translate': ({ to, texts }: { to: string; texts: string[] }) =>
      ok(texts.map((t) => (t.includes('?') ? null : to === 'names' ? t.toUpperCase() : t.toLowerCase()))),
    'sources.list': () => ok([source(redaction.get().on ? 'pseudonym' : 'HOST')]),
  });
  if (redaction.get().on) {
    await turnRedaction(false);
    changed(false, []);
  }
  resetPlace();
  captures.set(new Map());
  asked.length = 0;
});

describe('in the moment of the turn', () => {
  it('places, titles and notices hold no name; answers from before are not read', async () => {
    replies['query.ledger'] = () => ok(['NAME']);
    go(
      { view: 'findings', finding: 'R-01 NAME' },
      { sourceId: 's', selection: { kind: 'pod', id: 'NAME', name: 'N' } },
    );
    await refreshSources();
    tell('NAME');
    ask('query.ledger', { sourceId: 's' });
    await vi.waitFor(() => expect(answerOf('query.ledger', { sourceId: 's' }).state).toBe('ok'));
    document.title = 'NAME';
    void turnRedaction(true);
    expect(JSON.stringify([where.get(), openSources.get(), notice.get(), document.title])).not.toMatch(/NAME|HOST/);
    expect(answerOf('query.ledger', { sourceId: 's' })).toEqual({ state: 'asking' });
    ask('query.ledger', { sourceId: 's' });
    expect(asked.filter(({ channel }) => channel === 'query.ledger')).toHaveLength(1);
  });

  it('nothing that was told before the services turned is believed', async () => {
    replies['capture.start'] = () => ok({ captureId: 'c' });
    const target = { host: 'HOST', port: 22, user: 'USER', keyId: null, useAgent: true, elevation: 'none' } as const;
    await startCapture(target);
    const progress = {
      captureId: 'c',
      sourceId: null,
      host: 'HOST',
      step: 'connecting',
      elapsedMs: 0,
      bytes: 0,
    } as const;
    happen('capture.progress', { ...progress, collectors: [] });
    const before = turn;
    void turnRedaction(true);
    happen('capture.progress', { ...progress, collectors: [] });
    happen('redaction.changed', { on: false, turn: before, sources: [], map: { names: 0, saved: true } });
    tell('NAME');
    expect(redaction.get().on).toBe(true);
    expect(notice.get()).toBeNull();
    expect(JSON.stringify(shownTarget(captures.get().get('c')!))).not.toMatch(/HOST|USER/);
    changed(true, []);
    happen('capture.progress', { ...progress, host: 'pseudonym', collectors: [] });
    expect(shownTarget(captures.get().get('c')!).host).toBe('pseudonym');
  });

  it('a list of sources that was on its way is dropped', async () => {
    let answer: (reply: unknown) => void = () => undefined;
    replies['sources.list'] = () => new Promise((resolve) => (answer = resolve));
    const refreshing = refreshSources();
    void turnRedaction(true);
    answer(ok([source('HOST')]));
    await refreshing;
    expect(JSON.stringify(openSources.get())).not.toContain('HOST');
  });
});

describe('places', () => {
  const finding = () => {
    const { place } = where.get();
    return place.view === 'findings' ? place.finding : place.view;
  };

  it('are found again on the other side, and back; steps back lead there too', async () => {
    go({ view: 'mounts', filter: 'NAME', sort: null }, { sourceId: 's', selection: null });
    go({ view: 'findings', finding: 'R-01 NAME' });
    await turnRedaction(true);
    expect(finding()).toBeNull();
    changed(true, ['s']);
    await vi.waitFor(() => expect(redaction.get().ready.has('s')).toBe(true));
    expect(finding()).toBe('r-01 name');
    go({ view: 'findings', finding: 'r-02 other' });
    await turnRedaction(false);
    expect(finding()).toBe('R-02 OTHER');
    back();
    expect(finding()).toBe('R-01 NAME');
    back();
    expect(where.get().place).toMatchObject({ view: 'mounts', filter: 'NAME' });
  });

  it('that have no name lead to the list', async () => {
    go({ view: 'findings', finding: null }, { sourceId: 's', selection: null });
    await turnRedaction(true);
    changed(true, ['s']);
    await vi.waitFor(() => expect(redaction.get().ready.has('s')).toBe(true));
    go({ view: 'findings', finding: 'new ?' });
    await turnRedaction(false);
    expect(finding()).toBeNull();
  });

  it('come back as they were when the turn is taken back before anything is replaced', async () => {
    go({ view: 'findings', finding: 'R-01 NAME' }, { sourceId: 's', selection: null });
    await turnRedaction(true);
    changed(true, [], { sources: [{ sourceId: 's', state: 'redacting' }] });
    await turnRedaction(false);
    expect(finding()).toBe('R-01 NAME');
  });

  it('stay when another source is closed, and go when another map is loaded', async () => {
    go({ view: 'findings', finding: 'R-01 NAME' }, { sourceId: 's', selection: null });
    await turnRedaction(true);
    changed(true, ['s', 'other']);
    await vi.waitFor(() => expect(redaction.get().ready.size).toBe(2));
    changed(true, ['s']);
    expect(finding()).toBe('r-01 name');
    changed(true, [], { sources: [{ sourceId: 's', state: 'redacting' }] });
    expect(finding()).toBeNull();
    expect(redaction.get().ready.size).toBe(0);
  });
});

describe('a page that is loaded again', () => {
  it('begins as the services are', async () => {
    const state = { on: true, turn: 'x', sources: [], map: { names: 3, saved: true } };
    replies['redaction.state'] = () => ok(state);
    await loadRedaction();
    expect(redaction.get()).toMatchObject({ on: true, map: { names: 3, saved: true } });
  });
});
