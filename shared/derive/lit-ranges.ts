/** Part of a text, UTF-16 units, `to` exclusive. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/**
 * What to light in a cited line, by the format of its record: the part that a colleague must see to believe the
 * claim. `wanted` are names that the finding is about (device numbers, paths, ids), lit wherever they stand
 * when the format itself does not say more.
 */
export function litRanges(recordId: string, text: string, wanted: readonly string[]): readonly Range[] {
  const words = wanted.flatMap((word) => occurrences(text, word));
  if (/^(?:kernel|engine)-log/.test(recordId)) return merge([...complaints(text), ...words]);
  const ranges = formatRanges(recordId.replace(/@2$/, ''), text, wanted);
  return merge(ranges.length > 0 ? ranges : words);
}

/** What kernel and engines say when something is held or breaks. */
const complaints = (text: string): readonly Range[] =>
  [
    ...text.matchAll(
      /device(?: or resource)? (?:is )?busy|deletion of thin device \d+ failed|I\/O error|shutting down filesystem|blocked for more than \d+ seconds/gi,
    ),
  ].map(rangeOf);

function formatRanges(id: string, text: string, wanted: readonly string[]): readonly Range[] {
  if (id.startsWith('mount-table/')) return id.endsWith('/mounts') ? mountsRanges(text) : mountinfoRanges(text);
  if (id === 'dm-devices') return fieldRanges(text, [0, 1, 2]);
  if (id === 'docker-containers/config' || id === 'docker-containers/hostconfig') return dockerRanges(text, wanted);
  if (listing.test(id)) return tabRanges(text);
  if (id === 'loop-devices/devices') return fieldRanges(text, [1]);
  if (id === 'loop-devices/files' || id === 'settings' || id === 'descriptors/fdinfo')
    return [{ from: 0, to: text.length }];
  return [];
}

/**
 * Device number, and the propagation: `shared:n` and `master:n`, or, when there is neither, the lone dash
 * before which they would stand. What is missing there is the proof of a private copy.
 */
function mountinfoRanges(text: string): readonly Range[] {
  const fields = fieldsOf(text);
  const dash = fields.findIndex((f, i) => i >= 6 && f.word === '-');
  const device = fields[2];
  if (!device || dash < 0) return [];
  const tags = fields.slice(6, dash).filter((f) => /^(?:shared|master|propagate_from):|^unbindable$/.test(f.word));
  return [device, ...(tags.length > 0 ? tags : [fields[dash]!])];
}

/** /proc/PID/mounts has no device number: source and mount point. */
const mountsRanges = (text: string): readonly Range[] => fieldRanges(text, [0, 1]);

/**
 * The settings of a container that decide: its state, and source and propagation of the volume that the
 * finding is about (of every volume, where it names none).
 */
function dockerRanges(text: string, wanted: readonly string[]): readonly Range[] {
  const states = [...text.matchAll(/"(?:Dead|RemovalInProgress)":\s*true/g)].map(rangeOf);
  const volumes = [...text.matchAll(/"Source":\s*"((?:[^"\\]|\\.)*)"/g)].filter((m) => m[1] !== '');
  const named = volumes.filter((m) => wanted.some((word) => word.startsWith('/') && word === m[1]));
  const seen = new Set<string>();
  const sources = (named.length > 0 ? named : volumes).filter((m) => (seen.has(m[1]!) ? false : seen.add(m[1]!)));
  const propagation = /"Propagation":\s*"[a-z]*"/g;
  return [
    ...states,
    ...sources.flatMap((m) => {
      propagation.lastIndex = m.index;
      const next = propagation.exec(text);
      return [rangeOf(m), ...(next && next.index - m.index < 1000 ? [rangeOf(next)] : [])];
    }),
  ];
}

const rangeOf = (m: RegExpExecArray): Range => ({ from: m.index, to: m.index + m[0].length });

const listing = /^(?:namespace-links|thread-namespaces|(?:process-roots|descriptors)\/(?:links|devices))$/;

/** `PATH<TAB>WHAT…`, with or without the path. */
function tabRanges(text: string): readonly Range[] {
  const from = text.startsWith('/') ? text.indexOf('\t') + 1 : 0;
  const next = text.indexOf('\t', from);
  return [{ from, to: next < 0 ? text.length : next }];
}

const fieldRanges = (text: string, wanted: readonly number[]): readonly Range[] => {
  const fields = fieldsOf(text);
  return wanted.flatMap((i) => fields[i] ?? []);
};

const fieldsOf = (text: string): readonly (Range & { readonly word: string })[] =>
  [...text.matchAll(/[^ ]+/g)].map((m) => ({ word: m[0], from: m.index, to: m.index + m[0].length }));

function occurrences(text: string, word: string): readonly Range[] {
  if (word.length < 3) return [];
  const found: Range[] = [];
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
    found.push({ from: at, to: at + word.length });
  }
  return found;
}

/** In order, without overlaps. */
function merge(ranges: readonly Range[]): readonly Range[] {
  const out: Range[] = [];
  for (const { from, to } of [...ranges].sort((a, b) => a.from - b.from || a.to - b.to)) {
    const last = out.at(-1);
    if (last && from <= last.to) out[out.length - 1] = { from: last.from, to: Math.max(last.to, to) };
    else out.push({ from, to });
  }
  return out;
}

const mostShown = 600;
const around = 48;

/**
 * The text, or of a very long one (a container's whole config is one line) the surroundings of what is lit,
 * with ` … ` between. Without anything lit its beginning.
 */
export function excerpt(
  text: string,
  lit: readonly Range[],
): { readonly text: string; readonly lit: readonly Range[] } {
  if (text.length <= mostShown) return { text, lit };
  if (lit.length === 0) return { text: `${cut(text, 0, mostShown)} …`, lit };
  const windows = merge(lit.slice(0, 8).map((r) => ({ from: Math.max(0, r.from - around), to: r.to + around })));
  let out = '';
  const moved: Range[] = [];
  for (const w of windows) {
    if (w.from > 0) out += '… ';
    const base = out.length - w.from;
    out += `${text.slice(w.from, w.to)} `;
    for (const r of lit) if (r.from >= w.from && r.to <= w.to) moved.push({ from: r.from + base, to: r.to + base });
  }
  return { text: `${out}…`, lit: moved };
}

/** Never between the halves of a surrogate pair. */
const cut = (text: string, from: number, to: number): string => {
  const last = text.charCodeAt(to - 1);
  return text.slice(from, last >= 0xd800 && last <= 0xdbff ? to - 1 : to);
};
