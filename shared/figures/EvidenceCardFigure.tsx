import type { CardPicture, EvidenceCard } from '#shared/derive/evidence-card.ts';
import { cardColumns, layoutCard } from '#shared/figures/card-layout.ts';
import { DeviceMapFigure } from '#shared/figures/DeviceMapFigure.tsx';
import type { FigureProps } from '#shared/figures/FigureFrame.tsx';
import { FigureFrame } from '#shared/figures/FigureFrame.tsx';
import { FindingChainFigure } from '#shared/figures/FindingChainFigure.tsx';
import { ImageLayersFigure } from '#shared/figures/ImageLayersFigure.tsx';
import { Label } from '#shared/figures/Label.tsx';
import { SeverityMark } from '#shared/figures/marks.tsx';
import { NamespaceGraph } from '#shared/figures/NamespaceGraph.tsx';
import { RawText } from '#shared/figures/RawText.tsx';
import { shownWidth } from '#shared/figures/shown-width.ts';
import { tokens } from '#shared/figures/tokens.ts';
import { msg, say } from '#shared/messages/index.ts';

export interface EvidenceCardFigureProps extends FigureProps {
  readonly card: EvidenceCard;
}

/** One finding for a ticket: claim, picture, lines that prove it, what frees it, what would disprove it. Stands alone, also in grey. */
export function EvidenceCardFigure({ card, ...as }: EvidenceCardFigureProps) {
  const colours = tokens[as.theme];
  const { height, lines, raw, picture, rules, cited } = layoutCard(card);
  const { left, right, width } = cardColumns;
  const severity = say(msg('card.severity', { severity: card.severity }));
  const alarm = card.severity === 'critical' ? colours.crit : card.severity === 'high' ? colours.warn : colours.tx1;
  const afterSeverity = left + 20 + shownWidth(severity, 'sans600', 12.5) + 14;
  const codes = card.codes.join(' ');
  return (
    <FigureFrame
      {...as}
      name={`${card.codes[0]} ${say(card.title)}`}
      width={width}
      height={height}
      margin={left}
      counts={say(msg('card.counts', { shown: cited, total: card.citedTotal }))}
    >
      <rect x={0} y={0} width={width} height={height} fill={colours.bg1} />
      <SeverityMark severity={card.severity} x={left + 6} y={36} theme={colours} />
      <Label x={left + 20} y={40} text={severity} face="sans600" size={12.5} fill={alarm} />
      <Label x={afterSeverity} y={40} text={codes} face="mono" size={11.5} fill={colours.tx2} />
      <Label
        x={afterSeverity + shownWidth(codes, 'mono', 11.5) + 14}
        y={40}
        text={card.rule}
        size={11.5}
        fill={colours.tx3}
      />
      <Label x={right} y={40} text={card.host} face="sans600" size={12.5} fill={colours.tx1} anchor="end" room={440} />
      {picture ? <Picture picture={picture.what} theme={as.theme} place={picture} /> : null}
      {rules.map((y) => (
        <path key={y} d={`M${left} ${y} H${right}`} stroke={colours.line2} strokeWidth={1} fill="none" />
      ))}
      {lines.map(({ x, y, text, face, size, fill }) => (
        <Label key={`${x} ${y}`} x={x} y={y} text={text} escaped face={face} size={size} fill={colours[fill]} />
      ))}
      {raw.map(({ piece, y }) => (
        <RawText key={y} piece={piece} x={cardColumns.raw} y={y} theme={colours} />
      ))}
    </FigureFrame>
  );
}

function Picture({
  picture,
  theme,
  place,
}: Pick<FigureProps, 'theme'> & {
  readonly picture: CardPicture;
  readonly place: { readonly x: number; readonly y: number };
}) {
  const as = { theme, place, interaction: null, caption: null };
  switch (picture.kind) {
    case 'graph':
      return <NamespaceGraph {...as} figure={picture.figure} />;
    case 'map':
      return <DeviceMapFigure {...as} map={picture.map} />;
    case 'layers':
      return <ImageLayersFigure {...as} figure={picture.figure} />;
    case 'chain':
      return <FindingChainFigure {...as} chain={picture.chain} />;
  }
}
