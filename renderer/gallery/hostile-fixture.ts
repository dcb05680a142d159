import type { GalleryHandlers } from '#renderer/gallery/gallery-bridge.ts';
import { ok } from '#shared/base/result.ts';
import type { MountRow, NamespaceRow, ProcessRow, Rows } from '#shared/derive/view-types.ts';
import { msg } from '#shared/messages/index.ts';

/** HTML, an ANSI sequence, a right-to-left override, a newline, a NUL, a zero-width space and a forged frame in one name. */
export const hostileName =
  '<img src=x onerror="window.pwned=1"><b>bold</b>\u001b[31mred\u202egnp.exe\nnext\u0000\u200b\u001eundermount-capture/1 0000';

const source = { evidence: `mount-table/${hostileName}`, line: 3 };
const one = <Row>(row: Row): Rows<Row> => ({ rows: [row], offset: 0, matching: 1, total: 1 });

const mount: MountRow = {
  key: '4026531841/27',
  namespace: 4026531841,
  mountId: 27,
  parentId: 1,
  device: '253:16',
  root: hostileName,
  mountPoint: hostileName,
  fsType: hostileName,
  source: hostileName,
  propagation: 'shared 1',
  options: hostileName,
  hidden: false,
  evidence: source,
};

const process: ProcessRow = {
  key: '42/100',
  pid: 42,
  ppid: 1,
  startTicks: 100,
  comm: hostileName,
  state: 'S',
  commandLine: hostileName,
  namespace: { absent: 'unreadable', because: hostileName },
  unit: hostileName,
  container: hostileName,
  evidence: source,
};

const namespace: NamespaceRow = {
  key: '4026531841',
  inode: 4026531841,
  heldBy: 'nsfs',
  keptAliveBy: hostileName,
  residents: hostileName,
  processes: 1,
  mounts: 1,
  engine: hostileName,
  evidence: source,
};

const subject = { kind: 'container', id: hostileName, name: hostileName } as const;
const finding = {
  id: 'R-01:hostile',
  severity: 'high',
  title: msg('rule.container-dead.title', { name: hostileName }),
  statement: msg('rule.container-dead.title', { name: hostileName }),
  subjects: [subject],
  sources: [source],
  remedy: [{ say: msg('holder.free.unpin', { path: hostileName }), command: `umount '${hostileName}'`, runIn: 'host' }],
  why: [msg('holder.why.pin', { path: hostileName })],
  wrongIf: [],
  notLookedAt: [],
  holders: [],
} as const;
const item = {
  type: 'finding',
  code: 'R-01',
  rule: 'mount-held-elsewhere',
  group: 'removal-blocked',
  finding,
} as const;

/** Every host word replaced by the hostile one. Constructed; the shape is what the services would send. */
export const hostileHandlers: GalleryHandlers = {
  'query.mounts': () => ok(one(mount)),
  'query.processes': () => ok(one(process)),
  'query.namespaces': () => ok(one(namespace)),
  'query.findings': () => ok([item]),
  'query.finding': () =>
    ok({
      item,
      chain: null,
      cited: [{ source, origin: hostileName, text: hostileName, lit: [{ from: 0, to: 4 }] }],
      citedTotal: 1,
    }),
  'query.evidenceLines': ({ id }) => ok({ id, from: 1, lines: [hostileName, hostileName], totalLines: 2 }),
  'query.search': () => ok([{ subject, context: hostileName, matched: hostileName }]),
  'query.ledger': () =>
    ok([{ collector: hostileName, status: 'partial', because: hostileName, records: 1, bytes: 1, durationMs: 1 }]),
};
