import type { ReactNode } from 'react';
import { escapeForDisplay, escapeParts, isPlain } from '#shared/base/escape.ts';
import type { Message } from '#shared/base/message.ts';
import { say } from '#shared/messages/index.ts';

interface HostTextProps {
  readonly text: string;
  /** Shown instead, when the whole is too long for its place; the whole stays in the title. */
  readonly short?: string;
  readonly className?: string;
}

/** Words of the host: in mono, on their own in the direction of text, and with everything invisible made visible. */
export function HostText({ text, short, className = '' }: HostTextProps) {
  const shown = short ?? shortenIds(text);
  const whole = shown === text ? undefined : escapeForDisplay(text);
  return (
    <bdi className={`host-word ${className}`} title={whole}>
      <Escaped text={shown} />
    </bdi>
  );
}

/** Whole container ids and hashes, also inside a path, as their first twelve characters. */
const shortenIds = (text: string): string =>
  text.replace(/(?<![0-9a-f])([0-9a-f]{12})[0-9a-f]{52}(?![0-9a-f])/g, '$1…');

/** Text with control, bidi and other invisible characters written out, those marked. */
export function Escaped({ text }: { readonly text: string }): ReactNode {
  if (isPlain(text)) return text;
  return escapeParts(text).map((part, i) =>
    part.escaped ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text never move
      <span key={i} className={/^(\\t)+$/.test(part.text) ? 'escaped quiet' : 'escaped'}>
        {part.text}
      </span>
    ) : (
      part.text
    ),
  );
}

interface SaidProps {
  readonly message: Message;
  /** Names to set in semibold, e.g. of the finding's subjects. */
  readonly strong?: readonly string[];
}

/** One of our sentences. The host facts in it are told apart from our words: mono, or semibold where asked. */
export function Said({ message, strong = [] }: SaidProps) {
  const text = say(message);
  const facts = Object.values(message.params).filter((v): v is string => typeof v === 'string' && v.length > 1);
  return <>{splitAt(text, [...strong, ...facts]).map((piece, i) => fact(piece, i, strong))}</>;
}

function fact(piece: { text: string; hit: boolean }, i: number, strong: readonly string[]): ReactNode {
  if (!piece.hit) return <Escaped key={i} text={piece.text} />;
  if (strong.includes(piece.text)) {
    return (
      <b key={i}>
        <Escaped text={piece.text} />
      </b>
    );
  }
  // A plain word reads better in our own type; what looks like an id, a path or a command is the host's.
  return /[/:.\d_[\]-]/.test(piece.text) ? (
    <HostText key={i} text={piece.text} />
  ) : (
    <Escaped key={i} text={piece.text} />
  );
}

/** Cuts a text at every occurrence of the given words, longest first, so that a path is not cut at its own folder. */
export function splitAt(text: string, words: readonly string[]): readonly { text: string; hit: boolean }[] {
  const wanted = [...new Set(words)].filter((w) => w !== '').sort((a, b) => b.length - a.length);
  if (wanted.length === 0) return [{ text, hit: false }];
  const pattern = new RegExp(`(${wanted.map((w) => w.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})`);
  return text
    .split(pattern)
    .map((piece, i) => ({ text: piece, hit: i % 2 === 1 }))
    .filter((p) => p.text !== '');
}
