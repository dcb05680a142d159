import type { Message } from '#shared/base/message.ts';

export const subjectKinds = [
  'mount',
  'namespace',
  'process',
  'container',
  'pod',
  'image',
  'layer',
  'snapshot',
  'thin-device',
  'pool',
  'dm-device',
  'volume',
  'unit',
  'path',
] as const;

export interface Subject {
  readonly kind: (typeof subjectKinds)[number];
  /** The row's key: `${namespace}/${mountId}`, inode, pid, container id, `major:minor`, … */
  readonly id: string;
  readonly name: string;
}

/** One step of a runbook. Printed, never run; bound to the captured object. */
export interface RemedyStep {
  readonly say: Message;
  /** A whole shell command, quoted; null when the step is for a person to think about, or when a name in it is unsafe to print. */
  readonly command: string | null;
  readonly runIn: 'host' | 'container' | 'namespace' | 'kubernetes';
}
