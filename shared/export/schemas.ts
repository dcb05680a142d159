import { z } from 'zod';
import { subjectKinds } from '#shared/model/subject.ts';

/** A field that is unknown says why; it is never null and never left out. */
const absent = z.strictObject({
  absent: z.enum(['not-collected', 'unreadable', 'unparsable', 'not-applicable']),
  because: z.string(),
});
const orAbsent = <T extends z.ZodType>(value: T) => z.union([value, absent]);

const subjectKind = z.enum(subjectKinds);
const subject = z.strictObject({ kind: subjectKind, id: z.string(), name: z.string() });
const source = z.strictObject({ evidence: z.string(), line: z.int().min(0), bucket: z.string().optional() });
const step = z.strictObject({
  say: z.string(),
  /** A whole shell command; null when the step is for a person, or when a name in it is unsafe to print. */
  command: z.string().nullable(),
  runIn: z.enum(['host', 'container', 'namespace', 'kubernetes']),
});

export const FindingJson = z.strictObject({
  id: z.string(),
  severity: z.enum(['critical', 'high', 'medium', 'low', 'info']),
  title: z.string(),
  statement: z.string(),
  subjects: z.array(subject).min(1),
  sources: z.array(source).min(1),
  remedy: z.array(step),
});

/** `analyze --json` and `report --format json`: a contract, scripts rely on it. */
export const AnalysisJson = z.strictObject({
  schema: z.literal('undermount.analysis/1'),
  source: z.strictObject({ kind: z.string(), title: z.string(), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  host: z.strictObject({
    name: orAbsent(z.string()),
    kernel: orAbsent(z.string()),
    os: orAbsent(z.string()),
    bootId: orAbsent(z.string()),
    /** Host clock, ISO 8601 in UTC. */
    capturedAt: orAbsent(z.iso.datetime()),
    privilege: orAbsent(z.string()),
  }),
  completeness: z.array(
    z.strictObject({
      collector: z.string(),
      status: z.enum(['ok', 'partial', 'timeout', 'denied', 'missing', 'cut', 'not-applicable']),
      because: z.string(),
    }),
  ),
  outcomes: z.array(
    z.strictObject({
      rule: z.string(),
      code: z.string(),
      answer: z.enum(['fires', 'clear', 'not-applicable', 'cannot-tell']),
      /** Empty when the answer is `fires`: the findings say it. */
      because: z.string(),
      findings: z.array(FindingJson),
    }),
  ),
  counts: z.strictObject({
    processes: z.int(),
    namespaces: z.int(),
    mounts: z.int(),
    containers: z.int(),
    pools: orAbsent(z.int()),
    thinDevices: orAbsent(z.int()),
    images: orAbsent(z.int()),
  }),
});
export type AnalysisJson = z.infer<typeof AnalysisJson>;

const holder = z.strictObject({
  via: z.enum(['mount', 'root', 'cwd', 'exe', 'fd', 'map', 'detached', 'loop', 'swap', 'dm']),
  namespace: orAbsent(
    z.strictObject({
      id: z.int(),
      heldBy: z.enum(['process', 'thread', 'nsfs', 'fd']),
      pin: z.string().nullable(),
      /** `id` is no inode: the namespace was inferred from mount ids, and this is its root mount's. */
      inferred: z.literal(true).optional(),
    }),
  ),
  process: orAbsent(
    z.strictObject({
      pid: z.int(),
      tid: z.int().nullable(),
      startTicks: orAbsent(z.int()),
      comm: orAbsent(z.string()),
      unit: z.string().nullable(),
    }),
  ),
  fd: orAbsent(z.int()),
  through: z.array(z.strictObject({ kind: z.enum(['loop', 'swap', 'dm']), name: z.string(), backing: z.string() })),
  container: orAbsent(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      runtime: z.string(),
      state: z.string(),
      pod: orAbsent(z.strictObject({ uid: z.string(), name: orAbsent(z.string()), namespace: orAbsent(z.string()) })),
    }),
  ),
  volume: orAbsent(z.strictObject({ source: z.string(), destination: z.string(), propagation: z.string() })),
  mount: orAbsent(
    z.strictObject({
      id: z.int(),
      device: z.string(),
      mountPoint: z.string(),
      source: z.string(),
      fsType: z.string(),
      shared: z.int().nullable(),
      master: z.int().nullable(),
    }),
  ),
  why: z.string(),
  legitimate: z.boolean(),
  sources: z.array(source),
});

/** `who --json`: a contract, scripts rely on it. */
export const WhoJson = z.strictObject({
  schema: z.literal('undermount.who/1'),
  needle: z.string(),
  resolved: z.array(subject),
  holders: z.array(holder),
  freeing: z.array(step),
});
export type WhoJson = z.infer<typeof WhoJson>;

const diffKind = z.enum([
  'finding',
  'container',
  'pod',
  'namespace',
  'mount',
  'holder',
  'device',
  'pool',
  'thin-device',
  'layer',
  'image',
]);
const facts = z.record(z.string(), orAbsent(z.union([z.string(), z.number(), z.boolean(), z.null()])));
const diffRow = z.strictObject({ kind: diffKind, id: z.string(), name: z.string(), facts });

/** `diff --json`: a contract, scripts rely on it. In `changed` both sides have only the facts that differ. */
export const DiffJson = z.strictObject({
  schema: z.literal('undermount.diff/1'),
  new: z.array(diffRow),
  gone: z.array(diffRow),
  changed: z.array(z.strictObject({ kind: diffKind, id: z.string(), name: z.string(), before: facts, after: facts })),
  notComparable: z.array(z.strictObject({ kind: z.union([diffKind, z.literal('host')]), because: z.string() })),
});
export type DiffJson = z.infer<typeof DiffJson>;
