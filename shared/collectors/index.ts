import type { Collector } from '#shared/collectors/collector.ts';

export type { CollectorId } from '#shared/collectors/ids.ts';

/** Add a collector: write its file, add its line here and its id in ids.ts. Nothing else knows the list. */
export const collectors: readonly Collector[] = [];
