import { msg, say } from '#shared/messages/index.ts';
import type { BlockDevice } from '#shared/model/block.ts';
import type { Container, Volume } from '#shared/model/container.ts';
import type { Mount } from '#shared/model/mount.ts';
import type { Process } from '#shared/model/process.ts';
import type { Subject } from '#shared/rules/rule.ts';

export const containerSubject = (c: Pick<Container, 'id' | 'name'>): Subject => ({
  kind: 'container',
  id: c.id,
  name: c.name,
});

export const processSubject = (p: Pick<Process, 'pid' | 'comm'>): Subject => ({
  kind: 'process',
  id: String(p.pid),
  name: p.comm,
});

export const namespaceSubject = (inode: number): Subject => ({
  kind: 'namespace',
  id: String(inode),
  name: say(msg('namespace.name', { number: inode })),
});

export const deviceSubject = (device: Pick<BlockDevice, 'device' | 'dmName' | 'kernelName'>): Subject => ({
  kind: 'dm-device',
  id: device.device,
  name: device.dmName ?? device.kernelName,
});

export const mountSubject = (m: Mount): Subject => ({
  kind: 'mount',
  id: `${m.namespace}/${m.mountId}`,
  name: m.shape.mountPoint,
});

/** A volume has no id of its own: it is a source under a destination of one container. */
export const volumeSubject = (c: Pick<Container, 'id'>, v: Pick<Volume, 'source' | 'destination'>): Subject => ({
  kind: 'volume',
  id: `${c.id}:${v.destination}`,
  name: v.source,
});

export const podSubject = (uid: string, name = uid): Subject => ({ kind: 'pod', id: uid, name });
export const unitSubject = (name: string): Subject => ({ kind: 'unit', id: name, name });
export const pathSubject = (path: string): Subject => ({ kind: 'path', id: path, name: path });

/** Each subject once, in the order first named. */
export function distinctSubjects(subjects: readonly Subject[]): readonly Subject[] {
  return [...new Map(subjects.map((s) => [`${s.kind}:${s.id}`, s])).values()];
}
