import { Escaped } from '#renderer/components/HostText.tsx';
import { openEvidence } from '#renderer/components/open-subject.ts';
import type { SourceRef } from '#shared/base/source-ref.ts';

/** The lines that a row rests on, each once, by the last part of each record's name: the whole one is in the tooltip. */
export function SourceLinks({ sources }: { readonly sources: readonly SourceRef[] }) {
  return (
    <>
      {distinct(sources).map((source) => (
        <button
          key={`${source.evidence}:${source.line}`}
          type="button"
          className="button link source-link"
          title={source.evidence}
          onClick={() => openEvidence(source)}
        >
          <Escaped text={shown(source)} />
        </button>
      ))}
    </>
  );
}

/** A row has at most so many lines that it must show; the others say the same of other copies. */
const mostSources = 3;

const distinct = (sources: readonly SourceRef[]): readonly SourceRef[] =>
  [...new Map(sources.map((s) => [`${s.evidence}:${s.line}`, s])).values()].slice(0, mostSources);

function shown({ evidence, line }: SourceRef): string {
  const name = evidence.length > 20 ? `…${evidence.slice(-14)}` : evidence;
  return line > 0 ? `${name}:${line}` : name;
}
