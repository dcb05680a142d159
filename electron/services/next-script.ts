import { createHash, randomBytes } from 'node:crypto';
import { toolVersion } from '#electron/node/package-root.ts';
import type { CollectorId, OptInCollectorId } from '#shared/collectors/ids.ts';
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
  /** `only`: of a re-check; null, as every capture. */
  show(asked?: readonly OptInCollectorId[], only?: readonly CollectorId[] | null): CollectorScript;
  take(): Pick<CollectorScript, 'nonce'>;
}

export function nextScript(): NextScript {
  let nonce: string | null = null;
  const next = () => (nonce ??= randomBytes(16).toString('hex'));
  return {
    show: (asked = [], only = null) => scriptOf(next(), asked, only),
    take() {
      const taken = next();
      nonce = null;
      return { nonce: taken };
    },
  };
}

function scriptOf(
  nonce: string,
  asked: readonly OptInCollectorId[],
  only: readonly CollectorId[] | null,
): CollectorScript {
  const text = generateScript({ nonce, only, with: asked, secondSample: true, toolVersion });
  return { nonce, text, sha256: createHash('sha256').update(text, 'utf8').digest('hex') };
}
