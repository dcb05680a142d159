import { copyWithNotice } from '#renderer/components/CopyButton.tsx';
import { DropMenu } from '#renderer/components/DropMenu.tsx';
import { saveFile } from '#renderer/components/export.ts';
import { t } from '#renderer/components/words.ts';
import { host } from '#renderer/platform/bridge.ts';
import { tell } from '#renderer/store/notices.ts';
import type { Pair } from '#renderer/views/compare/sides.ts';
import { sayError } from '#shared/messages/index.ts';

const formats = ['md', 'json', 'csv'] as const;

/** The whole comparison, for the ticket: not only the rows that pass the filter. */
export function CompareMenus({ pair }: { readonly pair: Pair }) {
  const entries = (run: (format: (typeof formats)[number]) => void) =>
    formats.map((format) => ({ key: format, label: t(`ui.diff-as.${format}`), run: () => run(format) }));
  return (
    <>
      <DropMenu
        name={t('ui.copy-diff')}
        className="button"
        trigger={t('ui.copy-diff')}
        entries={entries((format) => void copyWithNotice(() => diffText(pair, format)))}
      />
      <DropMenu
        name={t('ui.save-diff')}
        className="button"
        trigger={t('ui.save-diff')}
        entries={entries((format) => void saveFile('export.diffFile', { ...pair, format }))}
      />
    </>
  );
}

async function diffText(pair: Pair, format: (typeof formats)[number]): Promise<string | null> {
  const reply = await host().request('export.diff', { ...pair, format });
  if (reply.ok) return reply.value.text;
  tell(sayError(reply.error), true);
  return null;
}
