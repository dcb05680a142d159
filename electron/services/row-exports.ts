import type { Comparisons } from '#electron/services/comparisons.ts';
import type { OpenedSource, OpenSources } from '#electron/services/open-sources.ts';
import type { Deliverable } from '#electron/services/platform.ts';
import { safeName } from '#electron/services/source-exports.ts';
import { mostCopied, mostSaved } from '#electron/services/text-limits.ts';
import type { AppError } from '#shared/base/errors.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { RowsText } from '#shared/export/index.ts';
import type { Reply, Request } from '#shared/ipc/contract.ts';

type RowsRequest = Request<'export.rows'>;

/** Rows of a table as text: for the clipboard whole or not at all, as a file possibly cut, which the file says. */
export interface RowExports {
  copy(request: RowsRequest): Promise<Reply<'export.rows'>>;
  file(source: OpenedSource, request: RowsRequest): Deliverable;
}

export function rowExports(sources: Pick<OpenSources, 'get'>, comparing: Comparisons): RowExports {
  async function made(request: RowsRequest, most: number, mayBeCut: boolean): Promise<Result<RowsText, AppError>> {
    const { sourceId, before, needle = '', picture = null, ...what } = request;
    const question = { ...what, needle, picture, most, mayBeCut };
    if (request.table === 'comparison') {
      if (before === undefined) return err({ kind: 'no-such-source', sourceId: '' });
      return comparing.ask({ sourceId, before }, (after, key) => after.ask('rows', { ...question, key }));
    }
    const source = sources.get(sourceId);
    if (!source.ok) return source;
    const answer = await source.value.client.ask('rows', { ...question, key: null });
    if (!answer.ok) return answer;
    if (answer.value === null) throw new Error('rows of a table that needs no comparison were not compared');
    return ok(answer.value);
  }
  return {
    copy: (request) => made(request, mostCopied, false),
    file: (source, request) => ({
      name: `${safeName(source.shown.title)}-${request.table}.${request.format === 'markdown' ? 'md' : request.format}`,
      async bytes() {
        const rows = await made(request, mostSaved, true);
        return rows.ok ? ok(new TextEncoder().encode(rows.value.text)) : rows;
      },
    }),
  };
}
