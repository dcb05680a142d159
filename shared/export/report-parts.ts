import type { Summary } from '#shared/derive/view-types.ts';
import { type MessageKey, msg, say } from '#shared/messages/index.ts';

/** How the evidence came, as name and text, for every format of the report. Host words are not escaped yet. */
export function custodyFacts({ custody: c }: Summary): readonly (readonly [string, string])[] {
  const changes = c.hostChanges.length === 0 ? say(msg('report.nothing')) : c.hostChanges.join('; ');
  const facts: readonly (readonly [MessageKey, string | null])[] = [
    ['report.reached-by', c.reachedBy],
    ['report.host-key', c.hostKeyFingerprint],
    ['report.elevation', c.elevation],
    ['report.script', c.scriptSha256],
    ['report.host-changes', changes],
    ['report.redacted', redactedBy(c)],
  ];
  const recheck =
    c.recheckOf === undefined
      ? []
      : [['report.recheck-of', say(msg('report.recheck-said', { code: c.recheckOf }))] as const];
  return [...facts, ...recheck].map(([key, text]) => [
    say({ key, params: {} }),
    text ?? say(msg('report.unknown', { because: '' })),
  ]);
}

function redactedBy({ redacted }: Summary['custody']): string {
  if (redacted === undefined) return say(msg('report.not-redacted'));
  const { toolVersion, originalSha256 } = redacted;
  return say(msg('report.redacted-by', { version: toolVersion, original: originalSha256 ?? '' }));
}
