import { present } from '#shared/base/absent.ts';
import type { Message } from '#shared/base/message.ts';
import { deriveDeviceMap } from '#shared/derive/derive-device-map.ts';
import { deriveLayers } from '#shared/derive/derive-layers.ts';
import { deriveNamespaceFigure } from '#shared/derive/derive-namespace-figure.ts';
import type { DeviceMap } from '#shared/derive/device-map.ts';
import { deriveFindingDetail } from '#shared/derive/finding-detail.ts';
import { deriveFindings } from '#shared/derive/findings.ts';
import type { LayersFigure } from '#shared/derive/layers-figure.ts';
import type { NamespaceFigure } from '#shared/derive/namespace-figure.ts';
import { deriveSummary } from '#shared/derive/summary.ts';
import { resolveThin } from '#shared/derive/thin/resolve-thin.ts';
import type { CitedLine, FindingChain, FindingDetail, FindingListItem } from '#shared/derive/view-types.ts';
import { deriveWho } from '#shared/derive/who.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';
import type { Finding, RemedyStep, Severity } from '#shared/rules/rule.ts';

/** One finding, whole, as it lands in a ticket: to be believed by someone who has nothing else. */
export interface EvidenceCard {
  readonly findingId: string;
  readonly severity: Severity;
  /** Its own code first, then those of other findings about the same thing. */
  readonly codes: readonly string[];
  readonly rule: string;
  readonly host: string;
  readonly title: Message;
  readonly statement: Message;
  readonly why: readonly Message[];
  /** From the fullest to the plainest; the drawing takes the first that leaves room for the rest. */
  readonly pictures: readonly CardPicture[];
  readonly cited: readonly CitedLine[];
  readonly citedTotal: number;
  /** Something is kept that should go: the runbook frees it. */
  readonly held: boolean;
  readonly remedy: readonly RemedyStep[];
  readonly wrongIf: readonly Message[];
  readonly notLookedAt: readonly Message[];
}

export type CardPicture =
  | { readonly kind: 'graph'; readonly figure: NamespaceFigure }
  | { readonly kind: 'map'; readonly map: DeviceMap }
  | { readonly kind: 'layers'; readonly figure: LayersFigure }
  | { readonly kind: 'chain'; readonly chain: FindingChain };

type FindingItem = Extract<FindingListItem, { type: 'finding' }>;

/** `focus`: a finding's id, a code (its first finding in the list), or a needle of `who` (the first finding about it). Null: no such finding. */
export function deriveEvidenceCard(analysis: Analysis, focus: string): EvidenceCard | null {
  const items = deriveFindings(analysis).filter((item) => item.type === 'finding');
  const item = itemOf(analysis, items, focus);
  const detail = item && deriveFindingDetail(analysis, item.finding.id);
  if (!item || !detail) return null;
  const { finding, code } = item;
  const { title, host } = deriveSummary(analysis);
  const about = finding.subjects[0].id;
  const others = items.filter((i) => i.code !== code && i.finding.subjects[0].id === about).map((i) => i.code);
  return {
    findingId: finding.id,
    severity: finding.severity,
    codes: [code, ...new Set(others)],
    rule: item.rule,
    host: present(host.name) ?? title,
    title: finding.title,
    statement: finding.statement,
    why: finding.why,
    pictures: pictures(analysis, item, detail),
    cited: detail.cited,
    citedTotal: detail.citedTotal,
    held: finding.holders.some((h) => !h.legitimate),
    remedy: finding.remedy,
    wrongIf: finding.wrongIf,
    notLookedAt: finding.notLookedAt,
  };
}

function itemOf(analysis: Analysis, items: readonly FindingItem[], focus: string): FindingItem | null {
  const named = items.find((i) => i.finding.id === focus) ?? items.find((i) => i.code === focus.toUpperCase());
  if (named) return named;
  const resolved = deriveWho(analysis, focus).resolved;
  const is = (s: Finding['subjects'][number]) =>
    s.name === focus || s.id === focus || resolved.some((r) => r.kind === s.kind && r.id === s.id);
  return items.find((i) => is(i.finding.subjects[0])) ?? items.find((i) => i.finding.subjects.some(is)) ?? null;
}

function pictures(
  analysis: Analysis,
  { finding, group }: FindingItem,
  { chain }: FindingDetail,
): readonly CardPicture[] {
  const needle = finding.subjects[0].id;
  const graph = finding.holders.some((h) => h.via === 'mount') ? deriveNamespaceFigure(analysis, needle, []) : null;
  const map =
    group === 'thin-pools' && resolveThin(analysis, needle)
      ? deriveDeviceMap(analysis, { focus: needle, expanded: [], onlyTrouble: false })
      : null;
  const layers = group === 'layers' ? deriveLayers(analysis, { focus: needle, expanded: [] }) : null;
  return [
    ...(graph?.focus && graph.holding.length > 0 ? [{ kind: 'graph', figure: graph } as const] : []),
    ...(chain ? [{ kind: 'chain', chain } as const] : []),
    ...(map ? [{ kind: 'map', map } as const] : []),
    ...(layers?.ok ? [{ kind: 'layers', figure: { ...layers.value, statement: null } } as const] : []),
  ];
}
