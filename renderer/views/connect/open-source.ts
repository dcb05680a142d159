import { t } from '#renderer/components/words.ts';
import { host } from '#renderer/platform/bridge.ts';
import { chooseFile, uploadFile } from '#renderer/platform/upload.ts';
import { appMode } from '#renderer/store/app-info.ts';
import { tell } from '#renderer/store/notices.ts';
import { beginSending, endSending, noteSent } from '#renderer/store/openings.ts';
import { enterSource, where } from '#renderer/store/place.ts';
import { ownName } from '#renderer/store/redaction.ts';
import { refreshSources } from '#renderer/store/sources.ts';
import type { AppError } from '#shared/base/errors.ts';
import type { Result } from '#shared/base/result.ts';
import { msg, say, sayError } from '#shared/messages/index.ts';
import { pastedLimit, recognisePasted } from '#shared/pasted/recognise.ts';

type Opened = Result<{ readonly sourceId: string } | null, AppError>;

/** Electron shows the system's dialog and keeps the path to itself; a browser sends the file's bytes. */
export async function openFile(): Promise<void> {
  if (appMode() === 'electron') return entered(await host().request('sources.openDialog', { what: 'file' }));
  const file = await chooseFile();
  if (file) await openDropped(file);
}

/** A folder, laid out like a sosreport. A browser has none to give; the services say so. */
export async function openFolder(): Promise<void> {
  if (appMode() === 'hosted') return tell(t('ui.no-folder-here'), true);
  await entered(await host().request('sources.openDialog', { what: 'folder' }));
}

/** Electron reads it where it lies; a browser sends its bytes. */
export async function openDropped(file: File): Promise<void> {
  tell(t('ui.opening', { name: ownName(file.name) }));
  const read = await host().openDropped?.(file);
  if (read) return entered(read);
  await sendBytes(file);
}

async function sendBytes(file: File): Promise<void> {
  const openingId = crypto.randomUUID();
  const given = beginSending(openingId, file.name, file.size);
  try {
    const reply = await uploadFile(file, openingId, given, (bytes) => noteSent(openingId, bytes));
    await entered(reply ?? cancelled(ownName(file.name)));
  } catch (reason) {
    // A folder, or a file that is gone: the browser refuses to read it.
    if (reason instanceof DOMException) tell(t('ui.no-folder-here'), true);
    else throw reason;
  } finally {
    endSending(openingId);
  }
}

/** Opens text that one of the known commands printed; says so when it is none of them. */
export async function openPasted(text: string): Promise<void> {
  if (text.length > pastedLimit) return tell(t('pasted.too-long'), true);
  const kind = recognisePasted(text);
  if (kind === null) return tell(t('pasted.unrecognised'), true);
  await sendBytes(new File([text], say(msg('pasted.name', { kind }))));
}

export async function openDemo(): Promise<void> {
  tell(t('ui.opening-demo'));
  await entered(await host().request('sources.openDemo', null));
}

export async function openRecent(id: string): Promise<void> {
  await entered(await host().request('sources.openRecent', { id }));
}

const cancelled = (source: string): Opened => ({ ok: false, error: { kind: 'opening-cancelled', source } });

async function entered(opened: Opened): Promise<void> {
  if (!opened.ok) return tell(sayError(opened.error), opened.error.kind !== 'opening-cancelled');
  if (!opened.value) return;
  await refreshSources();
  tell(t('ui.opened'));
  if (where.get().sourceId !== opened.value.sourceId) enterSource(opened.value.sourceId);
}
