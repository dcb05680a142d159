import { describe, expect, it } from 'vitest';
import { createSessions, tokenLifetimeMs } from '#electron/hosted/sessions.ts';

function setup() {
  let time = 0;
  return { ...createSessions(() => time), after: (ms: number) => (time += ms) };
}

describe('a one-time token', () => {
  it('opens one session', () => {
    const { issueToken, redeem, isSession } = setup();
    const secret = redeem(issueToken());
    expect(secret).not.toBeNull();
    expect(isSession(secret!)).toBe(true);
  });

  it('opens nothing a second time', () => {
    const { issueToken, redeem } = setup();
    const token = issueToken();
    redeem(token);
    expect(redeem(token)).toBeNull();
  });

  it('opens nothing after ten minutes', () => {
    const { issueToken, redeem, after } = setup();
    const token = issueToken();
    after(tokenLifetimeMs + 1);
    expect(redeem(token)).toBeNull();
  });

  it('is no longer good when a new one was made', () => {
    const { issueToken, redeem } = setup();
    const first = issueToken();
    const second = issueToken();
    expect(redeem(first)).toBeNull();
    expect(redeem(second)).not.toBeNull();
  });

  it('is not a session secret, and a secret is no token', () => {
    const { issueToken, redeem, isSession } = setup();
    const token = issueToken();
    expect(isSession(token)).toBe(false);
    const secret = redeem(token)!;
    expect(redeem(secret)).toBeNull();
  });
});
