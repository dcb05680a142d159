import { useRef } from 'react';
import { HostText } from '#renderer/components/HostText.tsx';
import { openLayers } from '#renderer/components/open-subject.ts';
import { SvgPane } from '#renderer/components/SvgPane.tsx';
import { useSize } from '#renderer/components/use-size.ts';
import { t } from '#renderer/components/words.ts';
import { useStore } from '#renderer/store/create-store.ts';
import { skip, useQuery } from '#renderer/store/queries.ts';
import { theme } from '#renderer/store/theme.ts';
import { Runbook } from '#renderer/views/findings/Runbook.tsx';
import { AlsoSeen } from '#renderer/views/layers/AlsoSeen.tsx';
import { DifferenceTable } from '#renderer/views/layers/DifferenceTable.tsx';
import { LayersTwin } from '#renderer/views/layers/LayersTwin.tsx';
import { StandingTable } from '#renderer/views/layers/StandingTable.tsx';
import type { LayersFigure } from '#shared/derive/layers-figure.ts';
import type { LayersObject } from '#shared/derive/layers-objects.ts';
import { ImageLayersFigure } from '#shared/figures/ImageLayersFigure.tsx';
import { layerColumns } from '#shared/figures/layers-layout.ts';

interface Props {
  readonly sourceId: string;
  readonly figure: LayersFigure;
  readonly objects: readonly LayersObject[];
  readonly show: 'picture' | 'table';
  readonly zoom: number;
  readonly selected: string | null;
  readonly onSelect: (key: string) => void;
  readonly onOpen: (key: string) => void;
}

/** The smallest letters of the figure are 10.5 px. */
const smallest = 9 / 10.5;

/** The picture or its table, then what differs file by file, who stands on it, and what mends it. */
export function LayersAnswer({ sourceId, figure, objects, show, zoom, selected, onSelect, onOpen }: Props) {
  const shown = useStore(theme);
  const pane = useRef<HTMLDivElement>(null);
  const size = useSize(pane);
  const fit = size ? Math.max(smallest, Math.min(1, size.width / layerColumns.width)) : 1;
  const { value: detail } = useQuery(
    'query.finding',
    figure.statement === null ? skip : { sourceId, findingId: figure.statement.findingId },
  );
  return (
    <>
      {show === 'picture' ? (
        <>
          <div className="only-heard">
            <LayersTwin objects={objects} selected={selected} active={null} />
          </div>
          <div className="chain-picture layers-picture" ref={pane}>
            <SvgPane testId="layers-picture" selected={selected} followed={null}>
              <ImageLayersFigure
                figure={figure}
                theme={shown}
                interaction={{ selected, onSelect, onOpen }}
                caption={null}
                zoom={zoom * fit}
              />
            </SvgPane>
          </div>
        </>
      ) : (
        <LayersTwin objects={objects} selected={selected} active={{ onSelect, onOpen }} />
      )}
      {figure.served && <AlsoSeen served={figure.served} />}
      <DifferenceTable figure={figure} />
      {show === 'table' && <StandingTable figure={figure} />}
      <Runbook steps={detail?.item.finding.remedy ?? []} />
      {figure.alternatives.length > 0 && (
        <p className="small t2 chain-others">
          {t('ui.layers-others')}{' '}
          {figure.alternatives.map((other) => (
            <button
              key={`${other.kind} ${other.id}`}
              type="button"
              className="button link small"
              onClick={() => openLayers(other.id)}
            >
              <HostText text={other.name || other.id} />
            </button>
          ))}
        </p>
      )}
    </>
  );
}
