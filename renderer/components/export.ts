import { t } from '#renderer/components/words.ts';
import { host } from '#renderer/platform/bridge.ts';
import { download } from '#renderer/platform/download.ts';
import { tell } from '#renderer/store/notices.ts';
import type { Channel, Reply, Request } from '#shared/ipc/contract.ts';
import { sayError } from '#shared/messages/index.ts';

type SavingChannel =
  | 'sources.save'
  | 'export.report'
  | 'export.figure'
  | 'export.rowsFile'
  | 'export.diffFile'
  | 'redaction.saveMap'
  | 'redaction.saveBundle';

/** Asks for a file and says where it went; Electron has written it by then, a browser downloads it. */
export async function saveFile<C extends SavingChannel>(channel: C, request: Request<C>): Promise<void> {
  const reply: Reply<SavingChannel> = await host().request(channel as Channel & SavingChannel, request as never);
  if (!reply.ok) return tell(sayError(reply.error), true);
  if (reply.value === null) return;
  if ('savedAs' in reply.value) return tell(t('ui.saved-as', { file: reply.value.savedAs }));
  download(reply.value.name, reply.value.bytes);
  tell(t('ui.downloaded', { file: reply.value.name }));
}

/** The text of a finding for the clipboard; null, with the reason told, when there is none. */
export async function findingText(request: Request<'export.finding'>): Promise<string | null> {
  const reply = await host().request('export.finding', request);
  if (reply.ok) return reply.value.text;
  tell(sayError(reply.error), true);
  return null;
}
