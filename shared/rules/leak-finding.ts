import { isAbsent } from '#shared/base/absent.ts';
import type { Message } from '#shared/base/message.ts';
import { msg } from '#shared/messages/index.ts';
import type { Holder } from '#shared/model/holder.ts';
import { freeing } from '#shared/model/holders/freeing.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { finding } from '#shared/rules/answer.ts';
import { sourcesOf, subjectsOf } from '#shared/rules/holder-subjects.ts';
import { remedyStep } from '#shared/rules/remedy.ts';
import type { Finding, RemedyStep } from '#shared/rules/rule.ts';
import type { StuckRemoval } from '#shared/rules/stuck-removals.ts';

interface Words {
  readonly code: string;
  readonly title: Message;
  readonly statement: Message;
  readonly wrongIf: readonly Message[];
  /** Other cures that experts give, after the smallest one. */
  readonly alternatives?: readonly RemedyStep[];
}

/** The finding that share: who keeps what of whom, why the unmount did not reach it, what frees it. */
export function leakFinding(
  model: HostModel,
  removal: StuckRemoval,
  holders: readonly Holder[],
  { code, title, statement, wrongIf, alternatives = [] }: Words,
): Finding {
  const others = removal.holders.length - holders.length;
  return finding({
    id: `${code}:${idOf(removal)}`,
    severity: 'high',
    title,
    statement,
    subjects: subjectsOf(removal, holders),
    sources: sourcesOf(removal, holders),
    why: holders.map((h) => h.why),
    wrongIf: [...wrongIf, msg('rules.removal.wrong-if-owner')],
    notLookedAt: others > 0 ? [msg('rules.removal.others', { count: others })] : [],
    holders,
    remedy: [...freeing(model, [removal.target], holders), ...finish(removal), ...alternatives],
  });
}

/** The root filesystem and the shm of one container are two removals: the second carries its device in the id. */
const idOf = ({ id, container, target }: StuckRemoval) =>
  container && target.kind === 'superblock' && target.device.startsWith('0:') && !isAbsent(container.dmName)
    ? `${id}:${target.device}`
    : id;

/** What is left to do when the holders are gone. Of what docker is removing `freeing` itself names the last step. */
function finish({ container, device }: StuckRemoval): readonly RemedyStep[] {
  if (container === null) {
    return device?.dockerDeleted === true ? [remedyStep(msg('rules.removal.by-itself'), null, 'host')] : [];
  }
  const isNamed = container.runtime === 'docker' && container.state !== 'exited';
  return isNamed ? [] : [remedyStep(msg('rules.removal.again', { name: container.name }), null, 'host')];
}

/** How long it has been so, for the statement. */
export const secondsOf = (removal: StuckRemoval): number => removal.proof?.seconds ?? 0;
export const deviceOf = ({ target }: StuckRemoval): string => (target.kind === 'superblock' ? target.device : '');
