/** Words that the figures write themselves; what stands on the objects comes with their data. */
export const figureWords = {
  'figure.private': () => 'private',
  'figure.unbindable': () => 'unbindable',
  'figure.keeps': () => 'keeps',
  'figure.unmount-below': (p: { path: string }) => `unmount below ${p.path}`,
  'figure.other-mounts': (p: { n: number }) =>
    `+ ${p.n.toLocaleString('en-US')} other ${p.n === 1 ? 'mount' : 'mounts'}`,
  'figure.in-all': (p: { n: number }) => `${p.n.toLocaleString('en-US')} in all`,
  'figure.namespaces-drawn': (p: {
    all: number;
    full: number;
    lines: number;
    rows: number;
    groups: number;
    boxes: number;
  }) =>
    [
      `${p.all} of ${p.all} mount namespaces: ${p.full} drawn in full`,
      ...(p.lines > 0
        ? [`${p.lines} reached ${p.lines === 1 ? 'one' : 'ones'} as ${p.rows} ${p.rows === 1 ? 'row' : 'rows'}`]
        : []),
      ...(p.groups > 0 ? [`${p.groups} others as ${p.boxes}`] : []),
    ].join(', '),
  'figure.graph-name': (p: { title: string }) => `Mount namespaces and ${p.title}`,
  'figure.overview-name': () => 'Mount namespaces of this host',
  'figure.not-read': (p: { n: number }) =>
    `Not looked at: the ${p.n === 1 ? 'table of 1 namespace' : `tables of ${p.n} namespaces`}`,

  'caption.not-collected': () => 'not collected',
  'caption.offset': (p: { seconds: number }) =>
    p.seconds === 0 ? 'host clock agrees with ours' : `host clock ${p.seconds > 0 ? '+' : ''}${p.seconds} s from ours`,
  'caption.offset-unknown': () => 'clock offset not collected',
  'caption.read-as': (p: { privilege: string }) => `evidence read as ${p.privilege}`,
  'caption.not-redacted': () => 'not redacted',
  'caption.redacted': () => 'redacted',
  'caption.no-glyph': (p: { n: number; some: string }) =>
    p.n === 1
      ? `1 character has no glyph here and is drawn as a box: ${p.some}. The SVG has it as text`
      : `${p.n} characters have no glyph here and are drawn as boxes: ${p.some}${p.n > 3 ? ' …' : ''}. The SVG has them as text`,
  'caption.reduced': (p: { percent: number }) =>
    `Too large for a picture of points at full size: drawn at ${p.percent} %. SVG and PDF have all of it`,
  'caption.in-full': (p: { names: string }) => `Cut above, in full: ${p.names}`,
  'caption.cut': () => 'capture was cut short',

  'chain.counts': (p: { n: number; all: number }) => `${p.n} of ${p.all} ${p.all === 1 ? 'holder' : 'holders'}`,
  'chain.name': (p: { title: string }) => `What keeps ${p.title}`,
  'chain.more': (p: { n: number }) => `+ ${p.n} more`,
} as const;
