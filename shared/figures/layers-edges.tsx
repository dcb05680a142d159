import { Label } from '#shared/figures/Label.tsx';
import type { LayersLayout, PlacedCopy } from '#shared/figures/layers-layout.ts';
import { layerColumns } from '#shared/figures/layers-layout.ts';
import type { Tokens } from '#shared/figures/tokens.ts';
import { msg, say } from '#shared/messages/index.ts';

/** Lines from one copy back to the list of its layers. */
const mostLinks = 6;

interface Props {
  readonly layout: LayersLayout;
  readonly theme: Tokens;
}

const curve = (x1: number, y1: number, x2: number, y2: number): string => {
  const middle = (x1 + x2) / 2;
  return `M${x1} ${y1} C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`;
};

/** From a layer to where it lies unpacked, from there to who stands on it: the fault is the only red line. */
export function LayersEdges({ layout, theme }: Props) {
  const { stored, unpacked, standing } = layerColumns;
  const from = stored.x + stored.width;
  const to = unpacked.x + unpacked.width;
  const inferred = layout.standing.find((s) => s.row.how === 'will-fail' || s.row.how === 'fails-next');
  const edges = [...layout.standing].sort(
    (a, b) => Number(a.row.trouble === 'crit') - Number(b.row.trouble === 'crit'),
  );
  return (
    <g fill="none">
      {layout.copies.map((copy) => (
        <g key={copy.copy.key}>
          {linksOf(layout, copy).map(({ key, y1, y2 }) => (
            <path key={key} d={curve(from, y1, unpacked.x, y2)} stroke={theme.line2} strokeWidth={1.4} />
          ))}
        </g>
      ))}
      {edges.map(({ row, y, height, from: foot }) => {
        const crit = row.trouble === 'crit';
        const dashed = row.how === 'will-fail' || row.how === 'fails-next' || row.how === 'image';
        return (
          <path
            key={row.key}
            d={curve(to, foot, standing.x, y + height / 2)}
            stroke={crit ? theme.crit : theme.line2}
            strokeWidth={crit ? 2.2 : 1.4}
            {...(dashed ? { strokeDasharray: '5 3' } : {})}
          />
        );
      })}
      {inferred ? (
        <Label
          x={standing.x - 6}
          y={inferred.y + inferred.height / 2 + (inferred.from > inferred.y + inferred.height / 2 ? -8 : 16)}
          text={say(msg('layersfig.inferred'))}
          size={11}
          fill={theme.tx2}
          anchor="end"
        />
      ) : null}
    </g>
  );
}

/** Where anything is wrong or asked, from that very layer; else one line from the uppermost. */
function linksOf(
  layout: LayersLayout,
  { plates }: PlacedCopy,
): readonly { readonly key: string; readonly y1: number; readonly y2: number }[] {
  const rows = new Map(layout.layers.map((l) => [l.row.key, l.y + l.height / 2]));
  const telling = plates.filter(({ plate }) => plate.trouble === 'crit' || plate.asked || plate.serves !== null);
  const own = telling.filter(({ plate }) => plate.row !== null);
  const chosen = own.length > 0 ? own : plates.filter(({ plate }) => plate.row !== null).slice(0, 1);
  return chosen.slice(0, mostLinks).flatMap(({ plate, y, height }) => {
    const y1 = rows.get(plate.row ?? '');
    return y1 === undefined ? [] : [{ key: plate.key, y1, y2: y + Math.min(height / 2, 60) }];
  });
}
