import { Escaped, HostText } from '#renderer/components/HostText.tsx';
import { rowKeys } from '#renderer/components/row-keys.ts';
import { TroubleGlyph } from '#renderer/components/storage-marks.tsx';
import { t } from '#renderer/components/words.ts';
import { SourceLinks } from '#renderer/views/layers/SourceLinks.tsx';
import type { LayersObject } from '#shared/derive/layers-objects.ts';

interface Props {
  readonly objects: readonly LayersObject[];
  readonly selected: string | null;
  /** Null: only to be read, beside the picture; nothing in it takes the focus. */
  readonly active: { readonly onSelect: (key: string) => void; readonly onOpen: (key: string) => void } | null;
}

/** The picture as a table: every object of it, each once, in its order. */
export function LayersTwin({ objects, selected, active }: Props) {
  return (
    <div className={active ? 'twin' : undefined}>
      <table className="plain twin-table" aria-label={t('ui.layers-twin')}>
        <thead>
          <tr>
            <th scope="col">{t('ui.col.object')}</th>
            <th scope="col">{t('ui.col.place')}</th>
            <th scope="col">{t('ui.col.what')}</th>
            <th scope="col">{t('ui.col.aside')}</th>
            <th scope="col">{t('ui.col.state')}</th>
            <th scope="col">{t('ui.col.source')}</th>
          </tr>
        </thead>
        <tbody>
          {objects.map((object) => (
            <tr
              key={object.key}
              data-key={object.key}
              aria-selected={object.key === selected}
              className={object.key === selected ? 'chosen' : ''}
              {...(active ? rowKeys(object.key, active) : {})}
            >
              <td className="t3">{t(`ui.layers-object.${object.kind}`)}</td>
              <td className="t2">
                <Escaped text={object.place} />
              </td>
              <td className="medium">
                <HostText text={object.title} />
              </td>
              <td className="t2">
                <Escaped text={object.aside} />
              </td>
              <td className={object.trouble === 'none' ? 't2' : object.trouble}>
                <span className="with-mark">
                  <TroubleGlyph trouble={object.trouble} /> <Escaped text={object.says} />
                </span>
              </td>
              <td>{object.source && active && <SourceLinks sources={[object.source]} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="small t3 twin-count" data-testid="layers-twin-count">
        {t('ui.layers-twin-count', { objects: objects.length })}
      </p>
    </div>
  );
}
