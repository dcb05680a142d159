import { type DragEvent, type ReactNode, useState } from 'react';
import { t } from '#renderer/components/words.ts';
import { tell } from '#renderer/store/notices.ts';
import { openDropped, openPasted } from '#renderer/views/connect/open-source.ts';

/** Several files at once are several sources; text dragged from another window is as if pasted. */
async function openAll(data: DataTransfer): Promise<void> {
  // The list is empty once the event is over; opening the first takes longer.
  const all = [...data.files];
  const text = data.getData('text/plain');
  if (all.length === 0) return text.trim() === '' ? tell(t('ui.drop-empty'), true) : openPasted(text);
  for (const file of all) await openDropped(file);
}

/** Takes a file dropped anywhere in the window; nothing dropped ever makes the window go elsewhere. */
export function DropTarget({ children }: { readonly children: ReactNode }) {
  const [over, setOver] = useState(false);
  const hasFile = (event: DragEvent) => event.dataTransfer.types.includes('Files');
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping has its twin in the Open button
    <div
      className="drop-target"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(hasFile(event));
      }}
      onDragLeave={(event) => {
        if (event.relatedTarget === null) setOver(false);
      }}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        void openAll(event.dataTransfer);
      }}
    >
      {children}
      {over && (
        <div className="drop-here" role="status">
          {t('ui.drop-here')}
        </div>
      )}
    </div>
  );
}
