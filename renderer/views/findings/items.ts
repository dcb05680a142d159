import { findingGroups } from '#shared/derive/findings.ts';
import type { FindingListItem } from '#shared/derive/view-types.ts';
import type { Severity } from '#shared/rules/rule.ts';

export const severities = ['critical', 'high', 'medium', 'low', 'info'] as const satisfies readonly Severity[];

export type FindingItem = Extract<FindingListItem, { type: 'finding' }>;
export type CannotTellItem = Extract<FindingListItem, { type: 'cannot-tell' }>;
export type Group = FindingItem['group'] | 'cannot-tell';

/** Page order is fixed: what blocks work first, what could not be told last. */
export const groups: readonly Group[] = [...findingGroups, 'cannot-tell'];

export const itemId = (item: FindingListItem): string =>
  item.type === 'finding' ? item.finding.id : `cannot-tell:${item.code}`;

export const groupOf = (item: FindingListItem): Group => (item.type === 'finding' ? item.group : 'cannot-tell');

export const matchesSeverity = (item: FindingListItem, only: Severity | null): boolean =>
  only === null || (item.type === 'finding' && item.finding.severity === only);

export function severityCounts(items: readonly FindingListItem[]): Readonly<Record<Severity, number>> {
  const counts = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
  for (const item of items) if (item.type === 'finding') counts[item.finding.severity]++;
  return counts;
}

/** As the list shows them: group by group, the services' order (trouble first) inside each. */
export function inGroups(
  items: readonly FindingListItem[],
): readonly { readonly group: Group; readonly items: readonly FindingListItem[] }[] {
  return groups
    .map((group) => ({ group, items: items.filter((i) => groupOf(i) === group) }))
    .filter((g) => g.items.length > 0);
}
