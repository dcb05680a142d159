import { beforeEach, describe, expect, it, vi } from 'vitest';
import { installBridge } from '#renderer/platform/bridge.ts';
import { answerOf, ask, forgetAnswers, noteGeneration } from '#renderer/store/queries.ts';
import type { HostBridge } from '#shared/ipc/contract.ts';

const ledgerOf = (sourceId: string) => answerOf('query.ledger', { sourceId });
let source = 0;

function setup(reply: () => Promise<unknown>) {
  const request = vi.fn(reply);
  installBridge({ request, on: () => () => undefined } as unknown as HostBridge);
  return { request, sourceId: `s${++source}` };
}

beforeEach(forgetAnswers);

describe('asking', () => {
  it('asks a question once, however many views show it', async () => {
    const { request, sourceId } = setup(async () => ({ ok: true, value: [] }));
    ask('query.ledger', { sourceId });
    ask('query.ledger', { sourceId });
    await vi.waitFor(() => expect(ledgerOf(sourceId)).toEqual({ state: 'ok', value: [] }));
    expect(request).toHaveBeenCalledTimes(1);
  });

  it('asks again when the source has newer evidence, and not for an older generation', async () => {
    const { request, sourceId } = setup(async () => ({ ok: true, value: [] }));
    ask('query.ledger', { sourceId });
    noteGeneration(sourceId, 2);
    expect(ledgerOf(sourceId)).toEqual({ state: 'asking' });
    ask('query.ledger', { sourceId });
    noteGeneration(sourceId, 1);
    ask('query.ledger', { sourceId });
    expect(request).toHaveBeenCalledTimes(2);
  });

  it('keeps a failure the user can meet apart from services that do not answer', async () => {
    const failing = setup(async () => ({ ok: false, error: { kind: 'no-such-source', sourceId: 'x' } }));
    ask('query.ledger', { sourceId: failing.sourceId });
    await vi.waitFor(() => expect(ledgerOf(failing.sourceId)).toMatchObject({ state: 'failed' }));
    const lost = setup(async () => Promise.reject(new Error('gone')));
    ask('query.ledger', { sourceId: lost.sourceId });
    await vi.waitFor(() => expect(ledgerOf(lost.sourceId)).toEqual({ state: 'lost', reason: 'Error: gone' }));
  });
});
