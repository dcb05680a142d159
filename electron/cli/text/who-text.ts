import { shown } from '#electron/cli/text/host-lines.ts';
import { ledgerLines } from '#electron/cli/text/ledger-lines.ts';
import { remedyLines } from '#electron/cli/text/remedy-lines.ts';
import { TextPage } from '#electron/cli/text/text-page.ts';
import { isAbsent } from '#shared/base/absent.ts';
import { propagationText } from '#shared/derive/propagation-text.ts';
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
    page.exact([kind, name, ...(id === name ? [] : [id])].join('  '), 0);
  }
  const inTheWay = answer.holders.filter((h) => !h.legitimate);
  const byDesign = answer.holders.length - inTheWay.length;
  page.text(say(msg('cli.who.count', { n: answer.holders.length, byDesign, doubts: answer.doubts.length })));
  for (const [n, holder] of answer.holders.entries()) {
    page.blank();
    holderLines(page, holder, n + 1);
  }
  if (answer.freeing.length > 0) page.heading(say(msg('cli.who.freeing')));
  remedyLines(page, answer.freeing, 2);
  if (answer.doubts.length > 0) page.heading(say(msg('cli.who.doubts')), 'yellow');
  for (const doubt of answer.doubts) page.item('- ', say(doubt), 2);
  ledgerLines(page, summary.ledger, summary.custody);
  return page.toString();
}

function holderLines(page: TextPage, holder: Holder, number: number): void {
  const { process, namespace, container, volume, mount } = holder;
  const who = [
    ...(isAbsent(container) ? [] : [say(msg('cli.who.container', container))]),
    ...(isAbsent(process) ? [] : [say(msg('cli.who.process', { pid: process.pid, comm: shown(process.comm) }))]),
    ...(isAbsent(process) || process.tid === null ? [] : [say(msg('cli.who.thread', { tid: process.tid }))]),
    ...(isAbsent(process) || process.unit === null ? [] : [process.unit]),
  ];
  const title = who.length > 0 ? who.join(', ') : say(msg('cli.who.nobody'));
  page.item(`${number}. `, `${title}${holder.legitimate ? `  ${say(msg('cli.who.legitimate'))}` : ''}`, 0, 'bold');
  const facts: string[][] = [];
  const fact = (label: Label, text: string) => void facts.push([say(msg(`cli.label.${label}`)), text]);
  fact('via', viaText(holder));
  if (!isAbsent(mount)) {
    const propagation = propagationText({ ...mount, propagateFrom: null, unbindable: false });
    fact('mount', say(msg('cli.who.mount', { ...mount, propagation })));
  }
  if (!isAbsent(namespace)) {
    const { id, heldBy, pin, processes } = namespace;
    const by = pin ?? (heldBy === 'process' ? say(msg('count.processes', { n: processes })) : '');
    const number = say(msg('namespace.number', { number: id }));
    fact('namespace', say(msg('cli.who.namespace', { id: number, heldBy, by })));
  }
  if (!isAbsent(volume)) fact('volume', say(msg('cli.who.volume', volume)));
  if (!isAbsent(container) && !isAbsent(container.pod)) {
    const { uid, name, namespace: inNamespace } = container.pod;
    fact('pod', `${shown(inNamespace)}/${shown(name)} ${uid}`);
  }
  fact('why', say(holder.why));
  fact('evidence', holder.sources.map((s) => `${s.evidence}:${s.line}`).join(', '));
  page.table(facts, 3);
}

type Label = 'via' | 'mount' | 'namespace' | 'volume' | 'pod' | 'why' | 'evidence';

/** `fd 7`, `loop loop2 on /rootfs/app/disk.img`: the reference that must go, and the stack it holds through. */
function viaText({ via, fd, through }: Holder): string {
  const stack = through.map((step) => say(msg('cli.who.through', step)));
  // With `mount` the descriptor keeps the namespace, and stands there.
  const reference = isAbsent(fd) || via === 'mount' ? via : `${via} ${fd}`;
  return (through[0]?.kind === via ? stack : [reference, ...stack]).join(', ');
}
