import type { Plate } from '#shared/derive/layers-figure.ts';
import { servesText } from '#shared/derive/layers-objects.ts';
import { Label } from '#shared/figures/Label.tsx';
import { layerColumns } from '#shared/figures/layers-layout.ts';
import { StackedEdge } from '#shared/figures/StackedEdge.tsx';
import { Hatched } from '#shared/figures/storage-marks.tsx';
import { textWidth } from '#shared/figures/text.ts';
import type { Tokens } from '#shared/figures/tokens.ts';
import { msg, say } from '#shared/messages/index.ts';

const { x, width } = layerColumns.unpacked;

interface Props {
  readonly plate: Plate;
  readonly y: number;
  readonly height: number;
  readonly theme: Tokens;
}

/** An unpacked layer: one plate; what vanished or changed in it is a hole named after the file. */
export function PlateFigure({ plate, y, height, theme }: Props) {
  const crit = plate.trouble === 'crit';
  const quiet = plate.state === 'not-unpacked' || plate.state === 'not-applicable';
  const aside = plate.holes.length > 0 ? plate.aside : plate.says;
  const titleWidth = textWidth(plate.title, 'sans600', 12.5);
  const mark = servesText(plate.serves);
  return (
    <g>
      <Outline plate={plate} y={y} height={height} theme={theme} />
      <Label
        x={x + 12}
        y={y + 18}
        text={plate.title}
        face={quiet ? 'sans400' : 'sans600'}
        size={12.5}
        fill={quiet ? theme.tx3 : theme.tx1}
        room={width - 24 - (aside === '' ? 0 : 60)}
      />
      <Label
        x={x + width - (plate.state === 'unreadable' ? 56 : 12)}
        y={y + 18}
        text={mark === '' ? aside : mark}
        size={11}
        face={mark === '' ? 'sans400' : 'sans600'}
        fill={
          mark !== ''
            ? plate.serves === 'lost'
              ? theme.crit
              : theme.acc
            : plate.state === 'gone'
              ? theme.crit
              : plate.state === 'unreadable'
                ? theme.warn
                : theme.tx3
        }
        anchor="end"
        room={Math.max(60, width - 40 - titleWidth - (plate.state === 'unreadable' ? 44 : 0))}
      />
      {plate.holes.length > 0 ? <Holes plate={plate} y={y} theme={theme} /> : null}
      {height > layerColumns.group && plate.holes.length === 0 && !quiet ? (
        <Label
          x={x + 12}
          y={y + 35}
          text={plate.folder}
          face="mono"
          size={10.5}
          fill={crit ? theme.tx2 : theme.tx3}
          room={width - 24}
          cut="start"
        />
      ) : null}
    </g>
  );
}

function Outline({ plate, y, height, theme }: Props) {
  const box = { x, y, width, height };
  switch (plate.state) {
    case 'damaged':
      return <rect {...box} fill={theme.critbg} stroke={theme.crit} strokeWidth={1.8} />;
    case 'gone':
      return <rect {...box} fill="none" stroke={theme.crit} strokeWidth={1.8} strokeDasharray="5 3" />;
    case 'not-collected':
      return <rect {...box} fill="none" stroke={theme.line2} strokeWidth={1} strokeDasharray="1 3" />;
    case 'not-unpacked':
    case 'not-applicable':
      return <path d={`M${x} ${y + height - 1} h${width}`} stroke={theme.line2} strokeWidth={1} fill="none" />;
    case 'unreadable':
      return (
        <g>
          <rect {...box} fill={theme.bg1} stroke={theme.warn} strokeWidth={1.2} />
          <Hatched x={x + width - 46} y={y + 6} width={36} height={16} colour={theme.warn} />
        </g>
      );
    case 'packed':
    case 'writable':
      return (
        <g>
          {plate.count > 1 ? <StackedEdge x={x} y={y} width={width} height={height} theme={theme} /> : null}
          <rect
            {...box}
            fill={plate.state === 'writable' ? theme.bg0 : theme.bg1}
            stroke={plate.asked || plate.serves === 'serves' ? theme.acc : theme.line2}
            strokeWidth={plate.asked || plate.serves === 'serves' ? 1.8 : 1}
          />
        </g>
      );
  }
}

function Holes({ plate, y, theme }: Pick<Props, 'plate' | 'y' | 'theme'>) {
  const { hole } = layerColumns;
  const end = y + 34 + plate.holes.length * hole + (plate.holesMore > 0 ? 17 : 0);
  return (
    <g>
      <path d={`M${x} ${y + 27} h${width}`} fill="none" stroke={theme.crit} strokeWidth={0.8} />
      {plate.holes.map((h, i) => {
        const top = y + 33 + i * hole;
        const verdict = textWidth(h.verdict, 'sans600', 12);
        const was = Math.min(180, textWidth(h.was, 'sans400', 11));
        return (
          <g key={h.path}>
            <rect
              x={x + 12}
              y={top}
              width={width - 24}
              height={hole - 4}
              fill={theme.bg0}
              stroke={theme.crit}
              strokeWidth={1.2}
              strokeDasharray="5 3"
            />
            <Label
              x={x + 21}
              y={top + 15}
              text={h.path}
              face="mono500"
              size={11.5}
              fill={theme.tx1}
              room={width - 66 - verdict - was}
              cut="start"
            />
            <Label
              x={x + width - 30 - was}
              y={top + 15}
              text={h.verdict}
              face="sans600"
              fill={theme.crit}
              anchor="end"
            />
            <Label x={x + width - 20} y={top + 15} text={h.was} size={11} fill={theme.tx2} anchor="end" room={180} />
          </g>
        );
      })}
      {plate.holesMore > 0 ? (
        <Label
          x={x + 21}
          y={end - 6}
          text={say(msg('layersfig.more-holes', { n: plate.holesMore }))}
          size={11}
          fill={theme.crit}
        />
      ) : null}
      <Label
        x={x + 12}
        y={end + 12}
        text={plate.folder}
        face="mono"
        size={10.5}
        fill={theme.tx2}
        room={width - 24}
        cut="start"
      />
      <Label x={x + 12} y={end + 28} text={plate.says} size={11} fill={theme.tx2} room={width - 24} />
    </g>
  );
}
