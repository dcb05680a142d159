/**
 * Rows of `docker ps -a` as text. Columns are aligned with spaces; the heading says where each begins, in characters.
 *
 *     CONTAINER ID   IMAGE         COMMAND       CREATED         STATUS                PORTS     NAMES
 *     1931d2ee1b14   lab/app:1.1   "sh -c '…"    7 minutes ago   Removal In Progress             victim-A9
 */
import type { DockerConfig } from '#shared/parsers/docker-config.ts';
import type { FileText } from '#shared/parsers/file-lines.ts';

export type ListedContainer = Omit<DockerConfig, 'path' | 'driver'>;

export function psRowsOfDocker(
  files: readonly FileText[],
  wholeIds: ReadonlyMap<string, string | null>,
): readonly ListedContainer[] {
  const rows = new Map<string, ListedContainer>();
  const died = timesOfDeath(files);
  for (const file of files) {
    if (!/\/docker_ps(_-a.*)?(\.\d+)?$/.test(file.path)) continue;
    const [heading = '', ...lines] = file.text.split('\n');
    const columns = columnsOf(heading);
    for (const [at, text] of lines.entries()) {
      const row = columns && rowOf(file.line + at + 1, text, columns, wholeIds);
      if (row && !rows.has(row.id)) rows.set(row.id, { ...row, finishedAt: died.get(row.id) ?? row.finishedAt });
    }
  }
  return [...rows.values()];
}

type Columns = ReadonlyMap<string, readonly [from: number, to: number]>;

function columnsOf(heading: string): Columns | null {
  const starts = [...heading.matchAll(/\S+(?: \S+)*/g)].map((m) => [m[0], m.index] as const);
  if (starts[0]?.[0] !== 'CONTAINER ID') return null;
  return new Map(starts.map(([name, from], i) => [name, [from, starts[i + 1]?.[1] ?? Number.MAX_SAFE_INTEGER]]));
}

function rowOf(
  line: number,
  text: string,
  columns: Columns,
  wholeIds: ReadonlyMap<string, string | null>,
): ListedContainer | null {
  // Characters, not UTF-16 units: docker pads by runes.
  const letters = Array.from(text);
  const cell = (name: string) => {
    const span = columns.get(name);
    return span
      ? letters
          .slice(...span)
          .join('')
          .trim()
      : '';
  };
  const short = cell('CONTAINER ID');
  if (!/^[0-9a-f]{12,64}$/.test(short)) return null;
  const status = cell('STATUS');
  return {
    line,
    id: wholeIds.get(short.slice(0, 12)) ?? short,
    name: cell('NAMES').split(',')[0]!,
    image: cell('IMAGE') || null,
    imageId: null,
    pid: 0,
    running: status.startsWith('Up'),
    paused: status.endsWith('(Paused)'),
    restarting: status.startsWith('Restarting'),
    dead: status === 'Dead',
    removalInProgress: status === 'Removal In Progress',
    createdAt: null,
    // Its time is not in the listing; only whether it ever ran.
    startedAt: status === 'Created' ? null : status,
    // Said only relative to now; unless `docker events` has it.
    finishedAt: status === 'Created' ? null : status,
    error: '',
    shmPath: '',
    sandboxKey: '',
    mountPoints: [],
    labels: {},
  };
}

/** `docker events`: `2026-11-20T18:35:36.39Z container die e72bc081… (exitCode=137, …)`. The last one counts. */
function timesOfDeath(files: readonly FileText[]): ReadonlyMap<string, string> {
  const died = new Map<string, string>();
  for (const { path, text } of files) {
    if (!/\/docker_events_/.test(path)) continue;
    for (const [, at, id] of text.matchAll(/^(\d{4}-\d\d-\d\dT\S+) container die ([0-9a-f]{64})\b/gm))
      died.set(id!, at!);
  }
  return died;
}
