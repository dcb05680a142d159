import { FittedPicture } from '#renderer/components/FittedPicture.tsx';
import { HostText } from '#renderer/components/HostText.tsx';
import { openLayers } from '#renderer/components/open-subject.ts';
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

/** The picture or its table, then what differs file by file, who stands on it, and what mends it. */
export function LayersAnswer({ sourceId, figure, objects, show, zoom, selected, onSelect, onOpen }: Props) {
  const shown = useStore(theme);
  const { value: detail } = useQuery(
    'query.finding',
    figure.statement === null ? skip : { sourceId, findingId: figure.statement.findingId },
  );
  return (
    <>
      {show === 'picture' ? (
        <FittedPicture
          width={layerColumns.width}
          className="layers-picture"
          testId="layers-picture"
          selected={selected}
          twin={<LayersTwin objects={objects} selected={selected} active={null} />}
        >
          {(fit) => (
            <ImageLayersFigure
              figure={figure}
              theme={shown}
              interaction={{ selected, onSelect, onOpen }}
              caption={null}
              zoom={zoom * fit}
            />
          )}
        </FittedPicture>
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
