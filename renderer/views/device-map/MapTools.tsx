import { ExportMenu } from '#renderer/components/ExportMenu.tsx';
import { FocusField } from '#renderer/components/FocusField.tsx';
import { pictureObjects } from '#renderer/components/picture-objects.ts';
import type { FigureQuestion } from '#renderer/components/save-figure.ts';
import { t } from '#renderer/components/words.ts';
import type { Place } from '#renderer/store/place.ts';
import type { DeviceMap } from '#shared/derive/device-map.ts';

interface Props {
  readonly place: Extract<Place, { view: 'device-map' }>;
  readonly map: DeviceMap | null;
  readonly follow: boolean;
  readonly onFocus: (focus: string | null) => void;
  readonly onTrouble: () => void;
  readonly onTable: () => void;
  readonly onFollow: () => void;
  readonly onCloseGroups: () => void;
  /** Null: nothing is selected that has one. */
  readonly onChain: (() => void) | null;
  readonly onWho: (() => void) | null;
  readonly onBlocks: (() => void) | null;
  readonly figure: FigureQuestion & { readonly view: 'pool' };
}

/** What is in the picture and what can be done with what is selected in it. */
export function MapTools(props: Props) {
  const { place, map } = props;
  return (
    <>
      <FocusField
        id="map-focus"
        label={t('ui.map-focus')}
        hint={t('ui.map-focus-hint')}
        focus={place.focus}
        onFocus={props.onFocus}
      />
      <Chip on={place.onlyTrouble} text={t('ui.only-trouble')} onClick={props.onTrouble} />
      <Chip on={place.show === 'table'} text={t('ui.as-table')} letter="T" onClick={props.onTable} />
      <Chip on={props.follow} text={t('ui.follow')} letter="F" onClick={props.onFollow} />
      {place.expanded.length > 0 && (
        <button type="button" className="chip" onClick={props.onCloseGroups}>
          {t('ui.close-groups', { count: place.expanded.length })}
        </button>
      )}
      {map && (
        <span className="t2 map-counts cut">
          {t('ui.map-counts', {
            devices: map.counts.devices,
            pools: map.counts.pools,
            notRead: map.counts.listsNotRead,
          })}
        </span>
      )}
      <span className="push" />
      {(
        [
          ['ui.open-chain', props.onChain],
          ['ui.who', props.onWho],
          ['ui.block-map', props.onBlocks],
        ] as const
      ).map(
        ([key, run]) =>
          run && (
            <button key={key} type="button" className="button" onClick={run}>
              {t(key)}
            </button>
          ),
      )}
      <ExportMenu name={t('ui.export-figure')} figure={props.figure} objects={pictureObjects(props.figure)} />
    </>
  );
}

interface ChipProps {
  readonly on: boolean;
  readonly text: string;
  readonly letter?: string;
  readonly onClick: () => void;
}

function Chip({ on, text, letter, onClick }: ChipProps) {
  return (
    <button type="button" className="chip" aria-pressed={on} onClick={onClick}>
      {text} {letter !== undefined && <kbd>{letter}</kbd>}
    </button>
  );
}
