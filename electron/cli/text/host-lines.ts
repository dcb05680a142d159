import type { TextPage } from '#electron/cli/text/text-page.ts';
import { type Absent, isAbsent } from '#shared/base/absent.ts';
import type { Summary } from '#shared/derive/view-types.ts';
import { msg, say } from '#shared/messages/index.ts';

/** Head of every answer: which host, when, as whom, by which evidence. */
export function hostLines(page: TextPage, summary: Summary): void {
  const { host, counts } = summary;
  page.text(shown(host.name), 0, 'bold');
  page.text([host.os, host.kernel].map(shown).join(', '));
  page.text(say(msg('cli.captured', { when: when(host.capturedAt), as: shown(host.privilege) })));
  page.text(
    say(
      msg('cli.counts', {
        processes: counts.processes,
        namespaces: counts.namespaces,
        mounts: counts.mounts,
        containers: counts.containers,
      }),
    ),
  );
  page.text(say(msg('cli.evidence', { sha256: summary.evidenceSha256, title: summary.title })), 0, 'dim');
}

export const shown = (value: string | number | Absent): string =>
  isAbsent(value) ? say(msg(`cli.absent.${value.absent}`)) : String(value);

/** Host clock in UTC; hosts are in many zones, tickets in one. */
const when = (at: number | Absent) =>
  isAbsent(at) ? shown(at) : `${new Date(at).toISOString().replace('T', ' ').slice(0, 19)} UTC`;
