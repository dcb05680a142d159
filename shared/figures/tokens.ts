/** Colour tokens of the visual language, as plain values: a figure carries its colours into every export. */
export interface Tokens {
  /** Canvas. */
  readonly bg0: string;
  /** Body of an object. */
  readonly bg1: string;
  /** Caption band. */
  readonly bg2: string;
  /** Filled lid, hover. */
  readonly bg3: string;
  /** Row hairlines only: below the contrast of a graphic. */
  readonly line: string;
  /** Outlines, edges, hatching. */
  readonly line2: string;
  readonly tx1: string;
  readonly tx2: string;
  readonly tx3: string;
  /** Selection, focus, lit evidence. */
  readonly acc: string;
  readonly accbg: string;
  /** The fault path of this picture, or a thing that stopped working. */
  readonly crit: string;
  readonly critbg: string;
  /** Will stop, or was not fully seen. */
  readonly warn: string;
  readonly warnbg: string;
  /** Text on a filled action. */
  readonly ink: string;
  /** Block map: nobody's block. */
  readonly free: string;
  /** Block map: shared by many, by few, one owner's. */
  readonly b1: string;
  readonly b2: string;
  readonly b3: string;
}

export type Theme = 'dark' | 'light';

export const tokens: Readonly<Record<Theme, Tokens>> = {
  dark: {
    bg0: '#101215',
    bg1: '#16191D',
    bg2: '#1E2227',
    bg3: '#292E35',
    line: '#2A2F36',
    line2: '#747E8A',
    tx1: '#E9EBEE',
    tx2: '#B7BEC7',
    tx3: '#929BA6',
    acc: '#74B4FF',
    accbg: '#15304E',
    crit: '#FF7D69',
    critbg: '#3B1D19',
    warn: '#E8B54F',
    warnbg: '#33280F',
    ink: '#0B0C0E',
    free: '#1B1F24',
    b1: '#6A737E',
    b2: '#A3ABB5',
    b3: '#EEF0F3',
  },
  light: {
    bg0: '#F2F3F5',
    bg1: '#FFFFFF',
    bg2: '#EDF0F3',
    bg3: '#E0E5EA',
    line: '#D8DDE2',
    line2: '#747D88',
    tx1: '#14171B',
    tx2: '#434B55',
    tx3: '#5C656F',
    acc: '#0B5CB3',
    accbg: '#DCEAFA',
    crit: '#B5271A',
    critbg: '#FBE8E5',
    warn: '#855300',
    warnbg: '#FAF0DA',
    ink: '#FFFFFF',
    free: '#F1F3F5',
    b1: '#7D8691',
    b2: '#555E68',
    b3: '#1B2025',
  },
};

/** Host colours, chosen by the user: the bar beside a host's name, never in data. */
export const hostColours: readonly string[] = [
  '#4C8DD6',
  '#C7683A',
  '#5E9E5A',
  '#A56BC2',
  '#C29A2E',
  '#3FA3A0',
  '#C75B86',
  '#8A8F98',
];

/** Families as CSS; the CJK ones follow, so that our words in Chinese never fall back to a serif. */
export const sansFamily =
  "'IBM Plex Sans', 'Noto Sans SC', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif";
export const monoFamily =
  "'IBM Plex Mono', 'Noto Sans SC', 'Noto Sans Mono CJK SC', 'Noto Sans CJK SC', Menlo, monospace";
