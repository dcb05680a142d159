import { isAbsent, present } from '#shared/base/absent.ts';
import type { Summary } from '#shared/derive/view-types.ts';
import { msg, say } from '#shared/messages/index.ts';

/**
 * What every picture that leaves says about itself (VISUAL §8), in a band of its own, so that a cropped
 * screenshot is visibly cropped. Host words in it are not escaped yet; the band does that.
 */
export interface Caption {
  /** Host, capture time on the host's clock and its offset, what the evidence was read as. */
  readonly first: string;
  /** Hash of the evidence, redacted or not, version. */
  readonly second: string;
  /** Bar beside the host's name; null where the user chose none. */
  readonly hostColour: string | null;
}

export function captionOf(summary: Summary, hostColour: string | null = null): Caption {
  const { host, custody, evidenceSha256 } = summary;
  const unknown = say(msg('caption.not-collected'));
  const offset =
    custody.hostClockMs !== null && custody.localClockMs !== null
      ? say(msg('caption.offset', { seconds: Math.round((custody.hostClockMs - custody.localClockMs) / 1000) }))
      : say(msg('caption.offset-unknown'));
  return {
    first: [
      present(host.name) ?? summary.title,
      isAbsent(host.capturedAt) ? unknown : `${utcTime(host.capturedAt)} UTC`,
      offset,
      say(msg('caption.read-as', { privilege: present(host.privilege) ?? unknown })),
    ].join(' · '),
    second: [
      `sha256 ${evidenceSha256}`,
      say(msg('caption.not-redacted')),
      `Undermount ${custody.toolVersion}`,
      ...(custody.ended ? [] : [say(msg('caption.cut'))]),
    ].join(' · '),
    hostColour,
  };
}

/** `2026-11-20 16:28:13` of ms since the epoch. */
export const utcTime = (ms: number): string => new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
