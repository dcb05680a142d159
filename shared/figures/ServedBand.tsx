import type { ServedAnswer } from '#shared/derive/layers-figure.ts';
import type { objectsOf } from '#shared/figures/FigureFrame.tsx';
import { FigureObject } from '#shared/figures/FigureObject.tsx';
import { Label } from '#shared/figures/Label.tsx';
import { also, type LayersLayout, layerColumns, servedLine } from '#shared/figures/layers-layout.ts';
import type { Tokens } from '#shared/figures/tokens.ts';
import { msg, say } from '#shared/messages/index.ts';

/** The answer in one sentence, the steps that lead to it with their lines, and where else the file is seen. */
export function ServedBand({
  served,
  placed,
  object,
  theme,
}: {
  readonly served: ServedAnswer;
  readonly placed: NonNullable<LayersLayout['served']>;
  readonly object: ReturnType<typeof objectsOf>;
  readonly theme: Tokens;
}) {
  const { width } = layerColumns;
  const colour = served.trouble === 'crit' ? theme.crit : served.trouble === 'warn' ? theme.warn : theme.acc;
  let y = placed.y + placed.sentence.length * 21 + 4;
  return (
    <g>
      <rect x={16} y={placed.y - 2} width={width - 32} height={placed.height} fill={theme.bg1} stroke={theme.line} />
      <path d={`M18 ${placed.y - 2} v${placed.height}`} stroke={colour} strokeWidth={4} fill="none" />
      {placed.sentence.map((line, i) => (
        <Label key={line} x={32} y={placed.y + 17 + i * 21} text={line} size={15} fill={theme.tx1} room={width - 60} />
      ))}
      {served.steps.map((step) => {
        const top = y;
        y += servedLine * (1 + step.cited.length);
        return (
          <FigureObject
            {...object(step.key)}
            key={step.key}
            frame={{ x: 28, y: top + 1, width: width - 60, height: servedLine * (1 + step.cited.length) - 1 }}
          >
            <Label
              x={32}
              y={top + 12}
              text={step.label}
              size={11}
              fill={step.trouble === 'none' ? theme.tx3 : step.trouble === 'crit' ? theme.crit : theme.warn}
              room={96}
            />
            <Label
              x={136}
              y={top + 12}
              text={step.title}
              face="mono"
              size={11}
              fill={theme.tx1}
              room={560}
              cut="start"
            />
            <Label x={712} y={top + 12} text={step.aside} size={11} fill={theme.tx2} room={width - 712 - 28} />
            {step.cited.map((line, i) => (
              <g key={`${line.source.evidence} ${line.source.line}`}>
                <Label
                  x={136}
                  y={top + 12 + (i + 1) * servedLine}
                  text={line.text}
                  face="mono"
                  size={10.5}
                  fill={theme.tx2}
                  room={820}
                />
                <Label
                  x={width - 28}
                  y={top + 12 + (i + 1) * servedLine}
                  text={`${line.source.evidence}${line.source.line > 0 ? `:${line.source.line}` : ''}`}
                  size={10.5}
                  fill={theme.tx3}
                  anchor="end"
                  room={270}
                  cut="start"
                />
              </g>
            ))}
          </FigureObject>
        );
      })}
      {also(served).map((place, i) => {
        const top = y + i * servedLine;
        return (
          <g key={`${place.path} ${place.where}`}>
            {i === 0 ? (
              <Label x={32} y={top + 12} text={say(msg('served.also-short'))} size={11} fill={theme.tx3} room={96} />
            ) : null}
            <Label
              x={136}
              y={top + 12}
              text={place.path}
              face="mono"
              size={11}
              fill={theme.tx2}
              room={560}
              cut="start"
            />
            <Label x={712} y={top + 12} text={place.where} size={11} fill={theme.tx3} room={width - 712 - 28} />
          </g>
        );
      })}
    </g>
  );
}
