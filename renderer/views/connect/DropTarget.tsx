import { type DragEvent, type ReactNode, useState } from 'react';
import { t } from '#renderer/components/words.ts';
import { openDropped } from '#renderer/views/connect/open-source.ts';

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
        const file = event.dataTransfer.files[0];
        if (file) void openDropped(file);
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
