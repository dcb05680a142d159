import { DropMenu, type MenuEntry } from '#renderer/components/DropMenu.tsx';
import { type FigureQuestion, figureLooks, saveFigure } from '#renderer/components/save-figure.ts';
import { t } from '#renderer/components/words.ts';

interface Props {
  readonly name: string;
  readonly trigger?: string;
  readonly figure: FigureQuestion;
  readonly before?: readonly MenuEntry[];
}

/** Saves a figure in any format and either theme, whatever the window's own is. */
export function ExportMenu({ name, trigger = name, figure, before = [] }: Props) {
  const saving = figureLooks.map((look, i) => ({
    key: `${look.format} ${look.theme}`,
    label: t('ui.figure-as', { format: look.format.toUpperCase(), theme: look.theme }),
    dividerBefore: (i > 0 || before.length > 0) && look.format !== figureLooks[i - 1]?.format,
    run: () => void saveFigure(figure, look),
  }));
  return <DropMenu name={name} className="button" trigger={trigger} entries={[...before, ...saving]} />;
}
