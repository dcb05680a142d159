import { createHash, randomBytes } from 'node:crypto';
import { toolVersion } from '#electron/node/package-root.ts';
import { generateScript } from '#shared/collectors/script.ts';

export interface CollectorScript {
  readonly nonce: string;
  readonly text: string;
  /** Hex, of the text's bytes: what the capture's custody will carry. */
  readonly sha256: string;
}

/**
 * The script of the capture that will start next, so that what is shown is what is sent, byte for byte.
 * Each capture takes it away: a nonce is never used twice, or one host could forge another's frames.
 */
export interface NextScript {
  show(): CollectorScript;
  take(): CollectorScript;
}

export function nextScript(): NextScript {
  let next: CollectorScript | null = null;
  const show = () => (next ??= freshScript());
  return {
    show,
    take() {
      const taken = show();
      next = null;
      return taken;
    },
  };
}

function freshScript(): CollectorScript {
  const nonce = randomBytes(16).toString('hex');
  const text = generateScript({ nonce, only: null, secondSample: true, toolVersion });
  return { nonce, text, sha256: createHash('sha256').update(text, 'utf8').digest('hex') };
}
