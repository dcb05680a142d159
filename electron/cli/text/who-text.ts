import { shown } from '#electron/cli/text/host-lines.ts';
import { ledgerLines } from '#electron/cli/text/ledger-lines.ts';
import { remedyLines } from '#electron/cli/text/remedy-lines.ts';
import { TextPage } from '#electron/cli/text/text-page.ts';
import { isAbsent } from '#shared/base/absent.ts';
import type { Summary, WhoAnswer } from '#shared/derive/view-types.ts';
import { msg, say } from '#shared/messages/index.ts';
import type { Holder } from '#shared/model/holder.ts';

/** `who` for a person: what was asked for, each holder with why, then what frees it. */
export function whoText(
  answer: WhoAnswer,
  summary: Summary,
  look: { readonly columns: number; readonly colour: boolean },
): string {
  const page = new TextPage(look);
  for (const { kind, id, name } of answer.resolved) {
    page.text([kind, name, id === name ? '' : id].filter((word) => word !== '').join('  '), 0, 'bold');
  }
  const inTheWay = answer.holders.filter((h) => !h.legitimate);
  const byDesign = answer.holders.length - inTheWay.length;
  page.text(say(msg('cli.who.count', { n: answer.holders.length, byDesign })));
  for (const [n, holder] of answer.holders.entries()) {
    page.blank();
    holderLines(page, holder, n + 1);
  }
  if (answer.freeing.length > 0) page.heading(say(msg('cli.who.freeing')));
  remedyLines(page, answer.freeing, 2);
  if (answer.doubts.length > 0) page.heading(say(msg('cli.who.doubts')), 'yellow');
  for (const doubt of answer.doubts) page.item('- ', say(doubt), 2);
  ledgerLines(page, summary.ledger, summary.custody.ended);
  return page.toString();
}

function holderLines(page: TextPage, holder: Holder, number: number): void {
  const { process, namespace, container, volume, mount } = holder;
  const who = [
    isAbsent(container) ? '' : `container ${container.name} (${container.runtime}, ${container.state})`,
    isAbsent(process) ? '' : `pid ${process.pid} ${shown(process.comm)}`,
    isAbsent(process) || process.tid === null ? '' : `thread ${process.tid}`,
    isAbsent(process) || process.unit === null ? '' : process.unit,
  ].filter((word) => word !== '');
  const title = who.length > 0 ? who.join(', ') : say(msg('cli.who.nobody'));
  page.item(`${number}. `, `${title}${holder.legitimate ? `  ${say(msg('cli.who.legitimate'))}` : ''}`, 0, 'bold');
  const facts: string[][] = [['via', viaText(holder)]];
  if (!isAbsent(mount)) {
    const peer = [
      mount.shared === null ? '' : `shared ${mount.shared}`,
      mount.master === null ? '' : `slave of ${mount.master}`,
    ];
    const propagation = peer.filter((word) => word !== '').join(', ') || 'private';
    facts.push(['mount', `${mount.id} at ${mount.mountPoint}, ${mount.device} ${mount.fsType}, ${propagation}`]);
  }
  if (!isAbsent(namespace)) {
    const by = namespace.pin ?? say(msg('count.processes', { n: namespace.processes }));
    facts.push(['namespace', `${namespace.id}, held by ${namespace.heldBy}: ${by}`]);
  }
  if (!isAbsent(volume)) facts.push(['volume', `${volume.source} at ${volume.destination} ${volume.propagation}`]);
  if (!isAbsent(container) && !isAbsent(container.pod)) {
    facts.push(['pod', [shown(container.pod.namespace), shown(container.pod.name), container.pod.uid].join(' ')]);
  }
  facts.push(['why', say(holder.why)]);
  facts.push(['evidence', holder.sources.map((s) => `${s.evidence}:${s.line}`).join(', ')]);
  page.table(facts, 3);
}

function viaText(holder: Holder): string {
  const fd = isAbsent(holder.fd) ? '' : ` ${holder.fd}`;
  const through = holder.through.map((t) => `, ${t.kind} ${t.name} on ${t.backing}`).join('');
  return `${holder.via}${fd}${through}`;
}
