import { SvgPane } from '#renderer/components/SvgPane.tsx';
import { t } from '#renderer/components/words.ts';
import type { NamespaceFigure } from '#shared/derive/namespace-figure.ts';
import { NamespaceGraph } from '#shared/figures/NamespaceGraph.tsx';

interface Props {
  readonly figure: NamespaceFigure;
  readonly theme: 'dark' | 'light';
  readonly zoom: number;
  readonly selected: string | null;
  /** Keys on the chain that is followed; the others are dimmed, none hidden. Null: nothing is followed. */
  readonly followed: ReadonlySet<string> | null;
  readonly onSelect: (key: string) => void;
  readonly onOpen: (key: string) => void;
}

/** The graph in its pane, and below it which tables it could not draw. */
export function Picture({ figure, theme, zoom, selected, followed, onSelect, onOpen }: Props) {
  return (
    <SvgPane testId="namespace-picture" selected={selected} followed={followed} edges={figure.edges}>
      <NamespaceGraph
        figure={figure}
        theme={theme}
        interaction={{ selected, onSelect, onOpen }}
        caption={null}
        zoom={zoom}
      />
      {figure.notRead.length > 0 && (
        <p className="small warn not-read">
          {t('ui.not-read', {
            count: figure.notRead.length,
            which: figure.notRead
              .slice(0, 5)
              .map((n) => `${n.inode}: ${n.because}`)
              .join('; '),
          })}
        </p>
      )}
    </SvgPane>
  );
}
