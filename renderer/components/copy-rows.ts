import { saveFile } from '#renderer/components/export.ts';
import { t } from '#renderer/components/words.ts';
import { host } from '#renderer/platform/bridge.ts';
import { copyText } from '#renderer/platform/clipboard.ts';
import { appMode } from '#renderer/store/app-info.ts';
import { tell } from '#renderer/store/notices.ts';
import type { Request } from '#shared/ipc/contract.ts';
import { sayError } from '#shared/messages/index.ts';

export type RowsRequest = Request<'export.rows'>;

/** Puts rows of a table on the clipboard and says how many; too many, or gone, is told with what to do instead. */
export async function copyRows(request: RowsRequest): Promise<void> {
  const reply = await host().request('export.rows', request);
  if (!reply.ok) return tell(sayError(reply.error), true);
  const copied = await copyText(reply.value.text, appMode());
  tell(copied ? t('ui.copied-rows', { rows: reply.value.rows }) : t('ui.copy-refused'), !copied);
}

export const saveRows = (request: RowsRequest): Promise<void> => saveFile('export.rowsFile', request);
