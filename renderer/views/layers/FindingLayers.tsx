import { useRef } from 'react';
import { useSize } from '#renderer/components/use-size.ts';
import { useStore } from '#renderer/store/create-store.ts';
import { useQuery } from '#renderer/store/queries.ts';
import { theme } from '#renderer/store/theme.ts';
import { ImageLayersFigure } from '#shared/figures/ImageLayersFigure.tsx';
import { layerColumns } from '#shared/figures/layers-layout.ts';

/** Letters of 10.5 px are never drawn below 9: then the picture scrolls. */
const smallest = 9 / 10.5;

/** The picture of a finding about layers: what is damaged, and who stands on it. Nothing where its subject has none. */
export function FindingLayers({ sourceId, focus }: { readonly sourceId: string; readonly focus: string }) {
  const { value: figure } = useQuery('query.layers', { sourceId, focus, expanded: [] });
  const shown = useStore(theme);
  const pane = useRef<HTMLDivElement>(null);
  const size = useSize(pane);
  return (
    <div className="chain finding-layers" ref={pane}>
      {figure && (
        <ImageLayersFigure
          figure={{ ...figure, statement: null }}
          theme={shown}
          interaction={null}
          caption={null}
          zoom={size ? Math.max(smallest, Math.min(1, size.width / layerColumns.width)) : 1}
        />
      )}
    </div>
  );
}
