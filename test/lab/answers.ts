/** The parts of `analyze --json` and `who --json` (DESIGN's contract) that the lab's tests look at. */
export interface AnalysisJson {
  readonly completeness: readonly { readonly collector: string; readonly status: string; readonly because: string }[];
  readonly outcomes: readonly {
    readonly code: string;
    readonly answer: 'fires' | 'clear' | 'not-applicable' | 'cannot-tell';
    readonly because: string;
    readonly findings?: readonly {
      readonly id: string;
      readonly severity: string;
      readonly statement: string;
      readonly subjects: readonly { readonly kind: string; readonly id: string; readonly name: string }[];
      readonly remedy: readonly { readonly say: string; readonly command: string | null }[];
    }[];
  }[];
}

export interface WhoJson {
  readonly holders: readonly {
    readonly via: string;
    readonly legitimate: boolean;
    readonly namespace: { readonly id?: number; readonly heldBy?: string; readonly pin?: string | null };
    readonly process: { readonly pid?: number; readonly tid?: number | null };
    readonly fd: number | object;
    readonly through: readonly { readonly kind: string; readonly backing: string }[];
    readonly container: { readonly name?: string };
    readonly mount: { readonly mountPoint?: string };
    readonly why: string;
  }[];
  readonly freeing: readonly { readonly say: string; readonly command: string | null }[];
}

/** One holder as a short line, so that a test shows the whole answer at once. */
export function inWords(h: WhoJson['holders'][number]): string {
  const inside = h.container.name ? ` of ${h.container.name}` : '';
  const place = h.mount.mountPoint?.replace(/[0-9a-f]{64}/g, '<id>');
  const stack = h.through.map((t) => ` through ${t.kind} ${t.backing}`).join('');
  if (h.via !== 'mount') return `${h.via}${inside}${stack}`;
  const keeper = h.namespace.heldBy === 'nsfs' ? `nsfs ${h.namespace.pin}` : h.namespace.heldBy;
  return `mount at ${place} in a namespace held by ${keeper}${inside}${stack}`;
}
