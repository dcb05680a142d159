import { bundleOf } from '#electron/node/bundle/sealed-bundle.ts';
import { reportFigures } from '#electron/node/figures/report-figures.ts';
import type { OpenedSource } from '#electron/services/open-sources.ts';
import type { Deliverable } from '#electron/services/platform.ts';
import type { AppError } from '#shared/base/errors.ts';
import { ok, type Result } from '#shared/base/result.ts';
import type { ReportFormat, ReportNotes } from '#shared/export/index.ts';
import { hostColours, type Theme } from '#shared/figures/tokens.ts';

/** What a source can be written out as. Bytes are made when the place is chosen, not before. */

/** A bundle. A live capture's records come from here and not from the analysis process, which may be gone. */
export const bundleFile = (source: OpenedSource): Deliverable => ({
  name: `${safeName(source.shown.title)}.umb`,
  bytes: () => bundleBytes(source),
});

/** What `report` prints. Figures are drawn here: the analysis process loads nothing that draws. */
export const reportFile = (
  source: OpenedSource,
  { format, theme = 'light' }: { readonly format: ReportFormat; readonly theme?: Theme | undefined },
  notes: ReportNotes,
): Deliverable => ({
  name: `${safeName(source.shown.title)}.${format}`,
  async bytes() {
    const undrawn = format === 'html' ? await source.client.ask('reportFigures', null) : null;
    if (undrawn && !undrawn.ok) return undrawn;
    const figures = undrawn && (await reportFigures(undrawn.value, theme, hostColours[source.shown.colour] ?? null));
    const report = await source.client.ask('report', { format, figures, notes });
    return report.ok ? ok(new TextEncoder().encode(report.value.text)) : report;
  },
});

async function bundleBytes(source: OpenedSource): Promise<Result<Uint8Array, AppError>> {
  const custody = source.live?.custody() ?? null;
  if (source.live && custody)
    return ok(await bundleBytesOf({ title: source.live.title, custody }, source.live.records));
  const evidence = await source.client.ask('evidence', null);
  if (!evidence.ok) return evidence;
  return ok(await bundleBytesOf(evidence.value, evidence.value.records));
}

export const bundleBytesOf = (...bundle: Parameters<typeof bundleOf>): Promise<Uint8Array> =>
  collect(bundleOf(...bundle));

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
}

/** A host's name as a file's name: letters, digits, dot, dash; never empty, hidden or a device of Windows. */
export function safeName(title: string): string {
  const plain = title
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}.-]+/gu, '-')
    .replace(/^[.-]+|[.-]+$/g, '')
    .slice(0, 80);
  return plain === '' || /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(plain)
    ? `host-${plain}`.replace(/-$/, '')
    : plain;
}
