import { isAbsent, present } from '#shared/base/absent.ts';
import type { Summary } from '#shared/derive/view-types.ts';
import { msg, say } from '#shared/messages/index.ts';

/**
 * What everything that leaves says about where it is from: pictures in their caption, texts at their foot.
 * Host words in it are not escaped yet.
 */
export interface SourceLines {
  /** Host, capture time on the host's clock and its offset, what the evidence was read as. */
  readonly first: string;
  /** Hash of the evidence, redacted or not, version. */
  readonly second: string;
}

export function sourceLines({ host, custody, evidenceSha256, title }: Summary): SourceLines {
  const unknown = say(msg('caption.not-collected'));
  const offset =
    custody.hostClockMs !== null && custody.localClockMs !== null
      ? say(msg('caption.offset', { seconds: Math.round((custody.hostClockMs - custody.localClockMs) / 1000) }))
      : say(msg('caption.offset-unknown'));
  return {
    first: [
      present(host.name) ?? title,
      isAbsent(host.capturedAt) ? unknown : `${utcTime(host.capturedAt)} UTC`,
      offset,
      say(msg('caption.read-as', { privilege: present(host.privilege) ?? unknown })),
    ].join(' · '),
    second: [
      `sha256 ${evidenceSha256}`,
      say(msg(custody.redacted ? 'caption.redacted' : 'caption.not-redacted')),
      `Undermount ${custody.toolVersion}`,
      ...(custody.ended ? [] : [say(msg('caption.cut'))]),
    ].join(' · '),
  };
}

/** `2026-11-20 16:28:13` of ms since the epoch. */
export const utcTime = (ms: number): string => new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
