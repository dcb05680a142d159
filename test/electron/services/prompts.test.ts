import { describe, expect, it } from 'vitest';
import { createPrompts, type Question } from '#electron/services/prompts.ts';
import type { Prompt } from '#shared/ipc/payloads.ts';

const password: Question = { kind: 'secret', captureId: 'c', what: 'password', forWhom: 'eng@host', attempt: 1 };

function setup() {
  const asked: Prompt[] = [];
  const prompts = createPrompts((prompt) => asked.push(prompt));
  const stop = new AbortController();
  return { prompts, asked, stop, ask: () => prompts.ask(password, stop.signal) };
}

describe('a question', () => {
  it('gets the answer that names it', async () => {
    const { prompts, asked, ask } = setup();
    const answer = ask();
    prompts.answer({ kind: 'secret', promptId: asked[0]!.promptId, value: 's3cret' });
    expect(await answer).toMatchObject({ value: 's3cret' });
  });

  it('does not take an answer meant for another one', async () => {
    const { prompts, asked, ask } = setup();
    const first = ask();
    const second = ask();
    prompts.answer({ kind: 'secret', promptId: asked[1]!.promptId, value: 'second' });
    expect(await second).toMatchObject({ value: 'second' });
    prompts.answer({ kind: 'secret', promptId: 'nobody', value: 'lost' });
    prompts.answer({ kind: 'refuse', promptId: asked[0]!.promptId });
    expect(await first).toBeNull();
  });

  it('is refused by an answer of another kind', async () => {
    const { prompts, asked, ask } = setup();
    const answer = ask();
    prompts.answer({ kind: 'trust-host-key', promptId: asked[0]!.promptId, fingerprint: 'SHA256:x', remember: true });
    expect(await answer).toBeNull();
  });

  it('is refused when its capture is cancelled', async () => {
    const { prompts, stop, ask } = setup();
    const answer = ask();
    stop.abort();
    expect(await answer).toBeNull();
    expect(prompts.pending()).toEqual([]);
  });

  it('waits in the list for a page that connects late, and leaves it once answered', async () => {
    const { prompts, asked, ask } = setup();
    const answer = ask();
    expect(prompts.pending()).toEqual(asked);
    prompts.answer({ kind: 'refuse', promptId: asked[0]!.promptId });
    await answer;
    expect(prompts.pending()).toEqual([]);
  });
});
