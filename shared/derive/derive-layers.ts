import { type Absent, isAbsent } from '#shared/base/absent.ts';
import type { AppError } from '#shared/base/errors.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import { differenceRows } from '#shared/derive/layers/differences.ts';
import { imageGroups } from '#shared/derive/layers/image-groups.ts';
import { columnHeads, lookedAt, notes, notLookedAt, titleOf } from '#shared/derive/layers/layer-notes.ts';
import { groupSubject, type LayersAsk, ofGroup, resolveLayers } from '#shared/derive/layers/resolve-layers.ts';
import { type Served, servedAnswer } from '#shared/derive/layers/served.ts';
import { stackRows } from '#shared/derive/layers/stack-rows.ts';
import { standingRows } from '#shared/derive/layers/standing.ts';
import { storedBoxes } from '#shared/derive/layers/stored-side.ts';
import type { LayerCopy, LayersCounts, LayersFigure } from '#shared/derive/layers-figure.ts';
import { say } from '#shared/messages/index.ts';
import type { Subject } from '#shared/model/subject.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';
import type { Finding, Severity } from '#shared/rules/rule.ts';

export interface LayersQuery {
  /** As `resolveLayers` reads it; null: the image in most trouble. */
  readonly focus: string | null;
  /** Keys of groups to be shown one by one. */
  readonly expanded: readonly string[];
}

/** Places that one picture has room for; more are counted. */
const mostCopies = 16;
/** Other images to choose from. */
const mostAlternatives = 12;

/** `needle-not-found`: the focus names no image, container or layer; `layers-not-known`: no store of layers was read. */
export function deriveLayers(analysis: Analysis, query: LayersQuery): Result<LayersFigure, AppError> {
  const { model } = analysis;
  const groups = imageGroups(model);
  const worst = groups.groups[0];
  const whole = query.focus !== null ? resolveLayers(model, query.focus) : worst ? ofGroup(groups, worst) : null;
  if (whole === null && query.focus !== null && (groups.groups.length > 0 || model.storedLayers.length > 0))
    return err({ kind: 'needle-not-found', needle: query.focus });
  if (whole === null) return err({ kind: 'layers-not-known', because: whyNone(analysis) });

  const ask = { ...whole, copies: whole.copies.slice(0, mostCopies) };
  const served: Served | null =
    ask.container !== null && ask.path !== null ? servedAnswer(analysis, ask.container, ask.path) : null;
  const expanded = new Set(query.expanded);
  const { layers, copies } = stackRows(model, ask, served?.marks ?? new Map(), expanded);
  const standing = standingRows(model, ask, expanded);
  const differences = differenceRows(model, ask);
  const counts = countsOf(ask, copies, standing.containers, model.storedLayers.length);
  const stored = ask.group ? storedBoxes(groups, ask.group) : [];
  return ok({
    needle: query.focus,
    title: titleOf(ask),
    statement: worstFinding(analysis, ask),
    columns: columnHeads(stored, layers, copies, standing.rows, counts),
    stored,
    layers,
    copies,
    standing: standing.rows,
    served: served?.answer ?? null,
    differences: differences.rows,
    differencesTotal: differences.total,
    notes: notes(groups, ask, differences.total, whole.copies.length - ask.copies.length),
    lookedAt: lookedAt(counts, copies.length),
    notLookedAt: notLookedAt(copies),
    counts,
    alternatives: ask.alternatives.length > 0 ? ask.alternatives : otherImages(groups.groups, ask),
  });
}

function whyNone({ model, ledger }: Analysis): string {
  const unread = model.layerStores.flatMap((s): Absent[] => (isAbsent(s.databaseRead) ? [s.databaseRead] : []))[0];
  if (unread) return unread.because;
  const books = new Set(['containerd-databases', 'docker-images', 'containers-storage']);
  const gap = ledger.find((l) => books.has(l.collector) && l.status !== 'ok' && l.status !== 'not-applicable');
  return gap?.because ?? '';
}

const otherImages = (groups: ReturnType<typeof imageGroups>['groups'], ask: LayersAsk): readonly Subject[] =>
  groups
    .filter((g) => g !== ask.group)
    .slice(0, mostAlternatives)
    .map(groupSubject);

function countsOf(ask: LayersAsk, copies: readonly LayerCopy[], containers: number, all: number): LayersCounts {
  const plates = copies.flatMap((c) => c.plates).filter((p) => p.row !== null && p.state !== 'not-unpacked');
  const sum = (test: (state: string) => boolean): number =>
    plates.reduce((n, p) => n + (test(p.state) ? p.count : 0), 0);
  const total = sum(() => true);
  const own = copies.flatMap((c) => c.plates).filter((p) => p.row === null).length;
  return {
    layers: Math.max(0, ...ask.copies.map((c) => c.layers.length)),
    plates: total,
    compared: sum((s) => s === 'packed' || s === 'damaged'),
    damaged: sum((s) => s === 'damaged' || s === 'gone'),
    containers,
    others: Math.max(0, all - total - own),
  };
}

const rank: Readonly<Record<Severity, number>> = { critical: 0, high: 1, medium: 2, low: 3, info: 4 };

/** The worst finding about layers whose first subject is in the picture. */
function worstFinding(analysis: Analysis, ask: LayersAsk): LayersFigure['statement'] {
  const own = new Set<string>([
    ...(ask.group?.images.map((i) => i.key) ?? []),
    ...ask.copies.flatMap((c) => c.layers.flatMap((l) => (l ? [l.key] : []))),
    ...ask.ownLayers.map((l) => l.key),
  ]);
  const about = (f: Finding): boolean => f.subjects.slice(0, 1).some((s) => own.has(s.id));
  const fired = analysis.outcomes.flatMap(({ code, outcome }) =>
    code.startsWith('O-') && outcome.answer === 'fires'
      ? outcome.findings.filter(about).map((finding) => ({ code, finding }))
      : [],
  );
  // Of equal ones that of the layer that was asked about, then that of the first copy.
  const places = ask.copies.map((c) => new Set(c.layers.flatMap((l) => (l ? [l.key] : []))));
  const place = (f: Finding): number => places.findIndex((keys) => keys.has(f.subjects[0].id));
  const asked = (f: Finding): number => (f.subjects[0].id === ask.layer ? 0 : 1);
  const [worst] = fired.sort(
    (a, b) =>
      asked(a.finding) - asked(b.finding) ||
      rank[a.finding.severity] - rank[b.finding.severity] ||
      place(a.finding) - place(b.finding),
  );
  return worst
    ? {
        severity: worst.finding.severity,
        code: worst.code,
        findingId: worst.finding.id,
        text: say(worst.finding.title),
      }
    : null;
}
