import type { FindingListItem, OutcomeRow } from '#shared/derive/view-types.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';
import type { Severity } from '#shared/rules/rule.ts';

type FindingItem = Extract<FindingListItem, { type: 'finding' }>;
type Group = FindingItem['group'];

/** One row per rule, in the catalogue's order. */
export const deriveOutcomes = (analysis: Analysis): readonly OutcomeRow[] => analysis.outcomes;

/**
 * The Findings list: groups in a fixed order, inside a group by trouble, then by the name of what it is about.
 * Rules that cannot tell come last, never among the clear ones.
 */
export function deriveFindings(analysis: Analysis): readonly FindingListItem[] {
  const found: FindingItem[] = [];
  const cannotTell: FindingListItem[] = [];
  for (const { rule, code, outcome } of analysis.outcomes) {
    if (outcome.answer === 'cannot-tell')
      cannotTell.push({ type: 'cannot-tell', code, rule, because: outcome.because });
    if (outcome.answer !== 'fires') continue;
    for (const finding of outcome.findings) found.push({ type: 'finding', code, rule, group: groupOf(code), finding });
  }
  return [...found.sort(byTrouble), ...cannotTell];
}

/** The list's groups from top to bottom. */
export const findingGroups: readonly Group[] = [
  'removal-blocked',
  'thin-pools',
  'layers',
  'containers',
  'setting',
  'log',
  'capture',
];
const severities: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'info'];

const settings = new Set(['R-07', 'R-08', 'R-14', 'R-20']);
const containers = new Set(['R-10', 'R-12', 'R-13', 'R-15', 'R-16']);

/** What a rule's findings are about, by its code in the catalogue. */
function groupOf(code: string): Group {
  if (code.startsWith('Q-')) return 'capture';
  if (code.startsWith('T-') || code === 'L-04') return 'thin-pools';
  if (code.startsWith('O-')) return 'layers';
  if (code.startsWith('L-')) return 'log';
  if (settings.has(code)) return 'setting';
  if (containers.has(code)) return 'containers';
  return 'removal-blocked';
}

function byTrouble(a: FindingItem, b: FindingItem): number {
  return (
    findingGroups.indexOf(a.group) - findingGroups.indexOf(b.group) ||
    severities.indexOf(a.finding.severity) - severities.indexOf(b.finding.severity) ||
    compare(a.finding.subjects[0].name, b.finding.subjects[0].name) ||
    compare(a.code, b.code) ||
    compare(a.finding.id, b.finding.id)
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
