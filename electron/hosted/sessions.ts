import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A link that was not used within this time is worthless. */
export const tokenLifetimeMs = 10 * 60_000;

/**
 * One-time tokens and the sessions they were exchanged for, in memory only and only as hashes.
 *
 * A token is in the URL's fragment: not in a request line, a Referer, a log or an argument list. It opens
 * one session, once, within ten minutes; the session's secret then opens that page's later connections.
 */
export interface Sessions {
  /** A new token; an unused earlier one stops working. */
  readonly issueToken: () => string;
  /** The new session's secret, or null: wrong, used or expired. */
  readonly redeem: (token: string) => string | null;
  readonly isSession: (secret: string) => boolean;
}

export function createSessions(now: () => number): Sessions {
  let outstanding: { readonly hash: Buffer; readonly until: number } | null = null;
  const sessions: Buffer[] = [];
  return {
    issueToken() {
      const token = secretText();
      outstanding = { hash: sha256(token), until: now() + tokenLifetimeMs };
      return token;
    },
    redeem(token) {
      if (outstanding === null || now() > outstanding.until || !timingSafeEqual(sha256(token), outstanding.hash)) {
        return null;
      }
      outstanding = null;
      const secret = secretText();
      sessions.push(sha256(secret));
      return secret;
    },
    isSession(secret) {
      const hash = sha256(secret);
      return sessions.some((known) => timingSafeEqual(known, hash));
    },
  };
}

/** 256 random bits in 43 characters that need no escaping in a URL. */
const secretText = () => randomBytes(32).toString('base64url');

const sha256 = (text: string) => createHash('sha256').update(text).digest();
