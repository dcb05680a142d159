import { type Absent, isAbsent } from '#shared/base/absent.ts';
import type { Process } from '#shared/model/process.ts';

/**
 * The mount namespace that "the host" means: pid 1's; where that cannot be read (no root), the collector's own.
 * Its number is not a constant. Null when neither is known.
 */
export function hostNamespaceOf(processes: readonly Process[], ownNamespace: number | Absent): number | null {
  const init = processes.find((p) => p.pid === 1)?.mountNamespace;
  if (init !== undefined && !isAbsent(init)) return init;
  return isAbsent(ownNamespace) ? null : ownNamespace;
}
