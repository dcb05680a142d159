import { saveFile } from '#renderer/components/export.ts';

interface Map {
  readonly sourceId: string;
  readonly focus: string | null;
  readonly expanded: readonly string[];
  readonly onlyTrouble: boolean;
  readonly format: 'svg' | 'png' | 'pdf';
}

/** The whole map at its full size, as it is on the screen; light for the ticket. */
export const exportDeviceMap = ({ sourceId, focus, expanded, onlyTrouble, format }: Map): void =>
  void saveFile('export.figure', {
    sourceId,
    view: 'pool',
    focus,
    expanded: [...expanded],
    onlyTrouble,
    theme: 'light',
    format,
  });
