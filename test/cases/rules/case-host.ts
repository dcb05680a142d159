/**
 * Reads a rule case: a host as text.
 *
 *     _hosts/<name>/append/<record id>     lines of a host that cases build on (host.json may name another `base`)
 *     _hosts/<name>/records/<record id>    lines in place of that base's
 *     <code>/<case>/append/<record id>     lines added to it
 *     <code>/<case>/records/<record id>    lines in place of it
 *     <code>/<case>/case.json              what is asked and expected
 *
 * Databases of containerd are drawn as text, listings of layers stand one entry a line.
 *
 * The path of a file is the record's id; `processless-table/N` is record `mount-table/N` of the collector
 * processless-tables, and a `+` stands for a slash where a file of the shorter name exists too
 * (`mount-table/4026531841+again`). A collector without any file is not applicable on that host.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { collectorIds } from '#shared/collectors/ids.ts';
import { EvidenceEnd, type EvidenceRecord } from '#shared/evidence/record.ts';
import { containerdDatabase } from '#test/builders/containerd-databases.ts';

export const casesRoot = import.meta.dirname;

const ExpectedFinding = z.strictObject({
  id: z.string(),
  severity: z.enum(['critical', 'high', 'medium', 'low', 'info']),
  /** `kind:id`; each must be there. */
  subjects: z.array(z.string()),
  /** `via namespace heldBy`, or `via pid N`, of each holder, all of them. */
  holders: z.array(z.string()).optional(),
  /** Each must be in some command of the remedy. */
  commands: z.array(z.string()).optional(),
  /** None may be in any command of the remedy. */
  noCommands: z.array(z.string()).optional(),
  /** Each must be in the statement. */
  says: z.array(z.string()).optional(),
});

export const RuleCase = z.strictObject({
  /** `fires`, `trap` (must stay silent) or `removed` (its evidence is missing: cannot-tell). */
  kind: z.enum(['fires', 'trap', 'removed']),
  /** For `trap`: the id in traps.json. */
  trap: z.string().optional(),
  base: z.string(),
  answer: z.enum(['fires', 'clear', 'not-applicable', 'cannot-tell']),
  /** All findings of the rule, in any order. */
  findings: z.array(ExpectedFinding).optional(),
  /** Must be in the sentence that explains an answer without findings. */
  because: z.string().optional(),
  /** Records, or all records of a collector, that were not collected. */
  drop: z.array(z.string()).default([]),
  ends: z.record(z.string(), EvidenceEnd).default({}),
  /** False: the volatile set was not read a second time. */
  second: z.boolean().default(true),
  /** Processes that are gone in the second sample. */
  gone: z.array(z.int()).default([]),
  /** Lines to repeat, `%d` counts: bodies too large to keep as files. */
  repeat: z
    .array(z.strictObject({ record: z.string(), line: z.string(), count: z.int(), from: z.int().default(0) }))
    .default([]),
  /** Facts of a kind of source that no importer writes yet, set on the built model. */
  sosreport: z.record(z.string(), z.unknown()).optional(),
});
export type RuleCase = z.infer<typeof RuleCase>;
export type ExpectedFinding = z.infer<typeof ExpectedFinding>;

const startedAt = 1_795_200_000_000;
const secondAfterMs = 12_000;
/** Collectors that the script reads twice; kept here as data, so that a case does not change with the script. */
const twice = new Set([
  'processes',
  'namespace-links',
  'thread-namespaces',
  'process-roots',
  'descriptors',
  'dm-devices',
  'dm-status',
  'udev-cookies',
  'docker-device-metadata',
  'docker-containers',
]);

export function readCase(folder: string): { readonly expected: RuleCase; readonly records: readonly EvidenceRecord[] } {
  const expected = RuleCase.parse(JSON.parse(readFileSync(path.join(folder, 'case.json'), 'utf8')));
  const bodies = hostBodies(expected.base);
  append(bodies, path.join(folder, 'append'));
  for (const [id, body] of filesBelow(path.join(folder, 'records'))) bodies.set(id, body);
  for (const { record, line, count, from } of expected.repeat) {
    const lines = Array.from({ length: count }, (_, i) => line.replaceAll('%d', String(from + i)));
    bodies.set(record, `${bodies.get(record) ?? ''}${lines.join('\n')}\n`);
  }
  return { expected, records: recordsOf(bodies, expected) };
}

function hostBodies(name: string): Map<string, string> {
  const folder = path.join(casesRoot, '_hosts', name);
  const { base } = JSON.parse(readFileSync(path.join(folder, 'host.json'), 'utf8')) as { base?: string };
  const bodies = base === undefined ? new Map<string, string>() : hostBodies(base);
  append(bodies, path.join(folder, 'append'));
  for (const [id, body] of filesBelow(path.join(folder, 'records'))) bodies.set(id, body);
  return bodies;
}

function append(bodies: Map<string, string>, folder: string): void {
  for (const [id, body] of filesBelow(folder)) bodies.set(id, (bodies.get(id) ?? '') + body);
}

function filesBelow(folder: string): ReadonlyMap<string, string> {
  if (!existsSync(folder)) return new Map();
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => statSync(path.join(folder, name)).isFile());
  return new Map(
    files.map((name) => [name.replaceAll('+', '/'), readFileSync(path.join(folder, name), 'utf8')] as const),
  );
}

function recordsOf(bodies: ReadonlyMap<string, string>, expected: RuleCase): readonly EvidenceRecord[] {
  const written = [...bodies].flatMap(([id, text]) => {
    const collector = collectorOf(id);
    if (id.endsWith('@2')) return [recordOf(id, collector, 2, text, expected)];
    const first = recordOf(id.replace(/^processless-table\//, 'mount-table/'), collector, 1, text, expected);
    const again = expected.second && twice.has(collector) && !bodies.has(`${id}@2`);
    return again ? [first, recordOf(`${first.id}@2`, collector, 2, without(text, expected.gone), expected)] : [first];
  });
  const there = new Set(written.map((r) => r.collectorId));
  const nowhere = collectorIds
    .filter((id) => !there.has(id))
    .map((id) => ({
      ...recordOf(id, id, 1, '', expected),
      end: expected.ends[id] ?? ({ kind: 'not-applicable', because: 'this host has none' } as const),
    }));
  const isDropped = (r: EvidenceRecord) =>
    expected.drop.some((d) => d === r.id || d === r.collectorId) || (!expected.second && r.sample === 2);
  return [...written, ...nowhere].filter((r) => !isDropped(r));
}

/** A body of /proc paths, less those of some processes. */
const without = (text: string, pids: readonly number[]) =>
  text
    .split('\n')
    .filter((line) => !pids.some((pid) => line.startsWith(`/proc/${pid}/`)))
    .join('\n');

function collectorOf(id: string): string {
  if (id.startsWith('processless-table/')) return 'processless-tables';
  if (id.startsWith('mount-table/')) return 'mount-tables';
  return id.replace(/@2$/, '').replace(/\/.*$/, '');
}

function recordOf(id: string, collectorId: string, sample: 1 | 2, text: string, expected: RuleCase): EvidenceRecord {
  return {
    id,
    collectorId,
    sample,
    origin: { kind: 'live', host: 'case-host', what: id },
    end: expected.ends[id] ?? { kind: 'complete', exitCode: 0 },
    startedAt: startedAt + (sample === 2 ? secondAfterMs : 0),
    durationMs: 1,
    stderr: '',
    body: bodyOf(id, text),
  };
}

/** Databases are drawn as text (test/builders/containerd-databases.ts); listings stand one entry a line instead of NUL after each. */
function bodyOf(id: string, text: string): Uint8Array {
  if (id.startsWith('containerd-databases/') && id.endsWith('.db')) return containerdDatabase(id, text);
  return new TextEncoder().encode(id.startsWith('layer-listings/') ? text.replaceAll('\n', '\0') : text);
}
