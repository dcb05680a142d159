import { mnt } from '#shared/messages/en/namespace-name.ts';
import { duration } from '#shared/messages/en/rules/duration.ts';

/** R-05 */
export const processlessNamespaceHoldsWords = {
  'rule.processless-namespace-holds.name': () => 'A namespace without any process holds a removed container',
  'rule.processless-namespace-holds.statement': (p: {
    name: string;
    device: string;
    namespaces: number;
    pin: string;
    seconds: number;
  }) =>
    `${p.device} of ${p.name} is mounted in ${p.namespaces === 1 ? 'a namespace' : `${p.namespaces} namespaces`} that no process and no thread is in, ${duration(p.seconds)} after it ended; ${p.pin} keeps ${p.namespaces === 1 ? 'it' : 'the first'} alive.`,
  'rule.processless-namespace-holds.wrong-if': () =>
    'It is wrong to remove a pin that its owner still needs (snapd, OpenShift): ask before you unmount it.',
  'rule.processless-namespace-holds.unpin': (p: { pin: string }) =>
    `Or let the whole namespace go: remove the pin ${p.pin}, after its owner agrees.`,
  'rule.processless-namespace-holds.end': (p: { pid: number }) =>
    `Or let the whole namespace go: restart or end process ${p.pid}, whose descriptor keeps it, after its owner agrees.`,
  'rule.processless-namespace-holds.unread': (p: { namespace: number }) =>
    `The table of ${mnt(p.namespace)}, which no process is in, could not be read.`,
  'rule.processless-namespace-holds.clear': (p: { namespaces: number }) =>
    `${p.namespaces} namespace(s) without any process were found; none has the filesystem of a dead or removed container.`,
};
