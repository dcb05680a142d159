import { present } from '#shared/base/absent.ts';
import { namespaceTitle } from '#shared/derive/namespace-label.ts';
import type { SearchHit } from '#shared/derive/view-types.ts';
import { msg, say } from '#shared/messages/index.ts';
import { indexOf } from '#shared/model/model-index.ts';
import type { Subject } from '#shared/model/subject.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';

/**
 * Things by name: container, pod and image by id prefix or name, pid, unit, namespace inode (also as `mnt:[…]`),
 * device `major:minor`, volume and mount by path. Best first: equal, then beginning, then containing; inside that
 * in the order above. The text is taken as it is: no pattern, upper and lower case are equal.
 */
export function deriveSearch(analysis: Analysis, text: string, limit: number): readonly SearchHit[] {
  const wanted = normalise(text);
  if (wanted === '') return [];
  const hits: Ranked[] = [];
  for (const candidate of candidates(analysis)) {
    const rank = bestRank(candidate.texts, wanted);
    if (rank) hits.push({ candidate, ...rank, order: hits.length });
  }
  hits.sort((a, b) => a.rank - b.rank || a.order - b.order);
  return hits
    .slice(0, limit)
    .map(({ candidate, matched }) => ({ subject: candidate.subject, context: candidate.context(), matched }));
}

interface Candidate {
  readonly subject: Subject;
  readonly texts: readonly string[];
  /** Where it stands; made only for hits that are shown. */
  readonly context: () => string;
}

interface Ranked {
  readonly candidate: Candidate;
  readonly rank: number;
  readonly matched: string;
  readonly order: number;
}

/** `mnt:[4026532570]`, `pid 123` and `docker://id` are what people paste. */
function normalise(text: string): string {
  const trimmed = text.trim().toLowerCase();
  return (
    /^(?:mnt|net):\[(\d+)\]?$/.exec(trimmed)?.[1] ??
    /^(?:mnt)?~(\d+)/.exec(trimmed)?.[1] ??
    /^pid[ :]?(\d+)$/.exec(trimmed)?.[1] ??
    /^(?:docker|containerd|cri-o):\/\/(.+)$/.exec(trimmed)?.[1] ??
    trimmed
  );
}

function bestRank(texts: readonly string[], wanted: string): { rank: number; matched: string } | null {
  let best: { rank: number; matched: string } | null = null;
  for (const text of texts) {
    const lower = text.toLowerCase();
    const at = lower.indexOf(wanted);
    const rank = at < 0 ? null : lower === wanted ? 0 : at === 0 ? 1 : 2;
    if (rank !== null && (best === null || rank < best.rank)) best = { rank, matched: text };
  }
  return best;
}

const made = new WeakMap<Analysis, readonly Candidate[]>();

function candidates(analysis: Analysis): readonly Candidate[] {
  const known = made.get(analysis);
  if (known) return known;
  const all = [
    ...containers(analysis),
    ...pods(analysis),
    ...processes(analysis),
    ...units(analysis),
    ...namespaces(analysis),
    ...devices(analysis),
    ...mountPoints(analysis),
  ];
  made.set(analysis, all);
  return all;
}

function containers({ model }: Analysis): Candidate[] {
  return model.containers.flatMap((c): Candidate[] => {
    const image = present(c.image);
    const ids = [c.name, c.id, present(c.mountId), present(c.dmName), image];
    return [
      {
        subject: { kind: 'container', id: c.id, name: c.name },
        texts: ids.filter((text) => text !== null),
        context: () => [c.runtime, c.stateText || c.state, image].filter((part) => part !== null).join(' · '),
      },
      ...(present(c.volumes) ?? []).map(
        (v): Candidate => ({
          subject: { kind: 'volume', id: `${c.id}:${v.destination}`, name: v.source },
          texts: [v.source, v.destination],
          context: () => say(msg('search.volume', { container: c.name, destination: v.destination })),
        }),
      ),
    ];
  });
}

const pods = ({ model }: Analysis): Candidate[] =>
  model.pods.map((p) => ({
    subject: { kind: 'pod', id: p.uid, name: present(p.name) ?? p.uid },
    texts: [present(p.name), p.uid, p.sandboxId].filter((text) => text !== null),
    context: () => present(p.namespace) ?? '',
  }));

const processes = ({ model }: Analysis): Candidate[] =>
  model.processes.map((p) => ({
    subject: { kind: 'process', id: String(p.pid), name: p.comm },
    texts: [String(p.pid), p.comm],
    context: () => [p.unit, present(p.commandLine)?.join(' ')].filter(Boolean).join(' · '),
  }));

const units = ({ model }: Analysis): Candidate[] =>
  model.units.map((u) => ({
    subject: { kind: 'unit', id: u.name, name: u.name },
    texts: [u.name],
    context: () => (u.mainPid === null ? '' : `pid ${u.mainPid}`),
  }));

const namespaces = ({ model }: Analysis): Candidate[] =>
  model.namespaces.map((n) => ({
    subject: { kind: 'namespace', id: String(n.inode), name: String(n.inode) },
    texts: [String(n.inode), ...n.heldBy.flatMap((h) => (h.by === 'nsfs' ? [h.path] : []))],
    context: () => namespaceTitle(indexOf(model), n, 2),
  }));

function devices({ model }: Analysis): Candidate[] {
  const known = new Set(model.blockDevices.map((d) => d.device));
  const anonymous = new Map<string, string>();
  for (const { shape } of model.mounts) {
    if (!known.has(shape.device)) anonymous.set(shape.device, `${shape.fsType} ${shape.source}`);
  }
  return [
    ...model.blockDevices.map(
      (d): Candidate => ({
        subject: { kind: 'dm-device', id: d.device, name: d.dmName ?? d.kernelName },
        texts: [d.device, d.kernelName, d.dmName].filter((text) => text !== null),
        context: () => d.dmName ?? d.kernelName,
      }),
    ),
    ...[...anonymous].map(
      ([device, context]): Candidate => ({
        subject: { kind: 'dm-device', id: device, name: device },
        texts: [device],
        context: () => context,
      }),
    ),
  ];
}

/** Each path once, however many namespaces have a copy; the first one stands for it. */
function mountPoints({ model }: Analysis): Candidate[] {
  const first = new Map<string, Candidate>();
  for (const m of model.mounts) {
    if (first.has(m.shape.mountPoint)) continue;
    first.set(m.shape.mountPoint, {
      subject: { kind: 'mount', id: `${m.namespace}/${m.mountId}`, name: m.shape.mountPoint },
      texts: [m.shape.mountPoint],
      context: () => `${m.shape.fsType} ${m.shape.device} · ${say(msg('namespace.name', { number: m.namespace }))}`,
    });
  }
  return [...first.values()];
}
