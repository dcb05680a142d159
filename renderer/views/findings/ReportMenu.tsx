import { DropMenu } from '#renderer/components/DropMenu.tsx';
import { saveFile } from '#renderer/components/export.ts';
import { t } from '#renderer/components/words.ts';
import type { Request } from '#shared/ipc/contract.ts';

type How = Omit<Request<'export.report'>, 'sourceId'>;

const ways = [
  { key: 'html', format: 'html', theme: 'light' },
  { key: 'html-dark', format: 'html', theme: 'dark' },
  { key: 'md', format: 'md' },
  { key: 'json', format: 'json' },
  { key: 'csv', format: 'csv' },
] as const satisfies readonly (How & { key: string })[];

/** The whole answer as one file, the same as `report` writes. */
export const ReportMenu = ({ sourceId }: { readonly sourceId: string }) => (
  <DropMenu
    name={t('ui.report-menu-name')}
    className="button"
    trigger={t('ui.report-menu')}
    entries={ways.map(({ key, ...how }) => ({
      key,
      label: t(`ui.report.${key}`),
      run: () => void saveFile('export.report', { sourceId, ...how }),
    }))}
  />
);
