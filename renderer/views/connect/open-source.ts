import { t } from '#renderer/components/words.ts';
import { host } from '#renderer/platform/bridge.ts';
import { chooseFile, uploadFile } from '#renderer/platform/upload.ts';
import { appMode } from '#renderer/store/app-info.ts';
import { tell } from '#renderer/store/notices.ts';
import { enterSource } from '#renderer/store/place.ts';
import { refreshSources } from '#renderer/store/sources.ts';
import type { AppError } from '#shared/base/errors.ts';
import type { Result } from '#shared/base/result.ts';
import { sayError } from '#shared/messages/index.ts';

type Opened = Result<{ readonly sourceId: string } | null, AppError>;

/** Electron shows the system's dialog and keeps the path to itself; a browser sends the file's bytes. */
export async function openFile(): Promise<void> {
  if (appMode() === 'electron') return entered(await host().request('sources.openDialog', null));
  const file = await chooseFile();
  if (file) await openDropped(file);
}

export async function openDropped(file: File): Promise<void> {
  tell(t('ui.opening', { name: file.name }));
  await entered(
    await uploadFile(file, (share) => tell(t('ui.sending', { name: file.name, percent: Math.round(share * 100) }))),
  );
}

export async function openDemo(): Promise<void> {
  tell(t('ui.opening-demo'));
  await entered(await host().request('sources.openDemo', null));
}

export async function openRecent(id: string): Promise<void> {
  await entered(await host().request('sources.openRecent', { id }));
}

async function entered(opened: Opened): Promise<void> {
  if (!opened.ok) return tell(sayError(opened.error), true);
  if (!opened.value) return;
  await refreshSources();
  tell(t('ui.opened'));
  enterSource(opened.value.sourceId);
}
