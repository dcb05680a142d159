import { useEffect, useRef } from 'react';
import { Escaped, HostText } from '#renderer/components/HostText.tsx';
import { DoorGlyph, HoldGlyph } from '#renderer/components/marks.tsx';
import { NamespaceNumber } from '#renderer/components/NamespaceNumber.tsx';
import { openEvidence } from '#renderer/components/open-subject.ts';
import { t } from '#renderer/components/words.ts';
import { sourcesOf } from '#renderer/views/graph/twin-sources.ts';
import { type FigureObjectRow, figureObjects } from '#shared/derive/figure-objects.ts';
import type { Door, NamespaceFigure } from '#shared/derive/namespace-figure.ts';

interface Props {
  readonly figure: NamespaceFigure;
  readonly selected: string | null;
  readonly onSelect: (key: string) => void;
  readonly onOpen: (key: string) => void;
}

/** The picture as a table: every object of it, trouble first, each once. The first thing a screen reader meets. */
export function TwinTable({ figure, selected, onSelect, onOpen }: Props) {
  const rows = byTrouble(figureObjects(figure));
  const sources = sourcesOf(figure);
  const chosen = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (selected !== null) chosen.current?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  const { counts } = figure;
  return (
    <div className="twin">
      <table className="plain twin-table" aria-label={t('ui.twin')}>
        <thead>
          <tr>
            <th scope="col">{t('ui.col.object')}</th>
            <th scope="col">{t('ui.col.what')}</th>
            <th scope="col">{t('ui.col.aside')}</th>
            <th scope="col">{t('ui.col.propagation')}</th>
            <th scope="col">{t(figure.focus === null ? 'ui.col.place' : 'ui.col.unmount')}</th>
            <th scope="col">{t('ui.col.source')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const source = sources.get(row.key);
            return (
              <tr
                key={row.key}
                ref={row.key === selected ? chosen : undefined}
                tabIndex={0}
                data-key={row.key}
                aria-selected={row.key === selected}
                className={`${row.key === selected ? 'chosen' : ''} ${row.inside === null ? '' : 'inside'}`}
                onClick={() => onSelect(row.key)}
                onDoubleClick={() => onOpen(row.key)}
                onKeyDown={(event) => {
                  if (event.key === ' ') onSelect(row.key);
                  else if (event.key === 'Enter') onOpen(row.key);
                  else if (event.key === 'ArrowDown') focusRow(event.currentTarget.nextElementSibling);
                  else if (event.key === 'ArrowUp') focusRow(event.currentTarget.previousElementSibling);
                  else return;
                  event.preventDefault();
                  event.stopPropagation();
                }}
              >
                <td>
                  <span className="with-mark">
                    {row.mark !== null && <HoldGlyph mark={row.mark} />}
                    <ObjectName row={row} />
                  </span>
                </td>
                <td className="cut">
                  <Escaped text={row.title} />
                </td>
                <td className="cut t2">
                  <Escaped text={row.aside} />
                </td>
                <td>{row.door && <DoorText door={row.door} />}</td>
                <td className={row.fault ? 'crit' : 't2'}>{placeText(row, figure)}</td>
                <td>
                  {source ? (
                    <button type="button" className="button link source-link" onClick={() => openEvidence(source)}>
                      <Escaped text={source.line > 0 ? `${source.evidence}:${source.line}` : source.evidence} />
                    </button>
                  ) : null}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className="small t3 twin-count" data-testid="twin-count">
        {t('ui.twin-count', {
          objects: rows.length,
          namespaces: counts.namespaces,
          full: counts.drawnInFull,
          lines: counts.asLines,
          grouped: counts.inGroups,
        })}
      </p>
    </div>
  );
}

/** The table is read from its top: what holds first, then where it was unmounted, then who was reached, then the rest. */
const partOrder = [
  'holding',
  'kept',
  'origin',
  'reached',
  'others',
] as const satisfies readonly FigureObjectRow['part'][];
const byTrouble = (rows: readonly FigureObjectRow[]): readonly FigureObjectRow[] =>
  partOrder.flatMap((part) => rows.filter((row) => row.part === part));

/** What the unmount did there; without a question about a mount there was none, so the part of the picture is named. */
function placeText(row: FigureObjectRow, figure: NamespaceFigure): string {
  if (row.fault) return t('ui.unmount.held');
  return figure.focus === null ? figure.headings[row.part].title : t(`ui.unmount.${row.part}`);
}

const focusRow = (row: Element | null) => row instanceof HTMLElement && row.focus();

function ObjectName({ row }: { readonly row: FigureObjectRow }) {
  if (row.inodes.length === 1) return <NamespaceNumber number={row.inodes[0]!} className="medium" />;
  if (row.inodes.length > 1) return <span>{t('ui.n-namespaces', { count: row.inodes.length })}</span>;
  return <span className="t3">{t(`ui.object.${row.kind}`)}</span>;
}

function DoorText({ door }: { readonly door: Door }) {
  if (door.unknown) return <span className="nothing">{t('ui.nothing.not-collected')}</span>;
  if (door.unbindable) return <Word kind="unbindable" text={t('ui.door.unbindable')} />;
  if (door.shared === null && door.master === null) return <Word kind="private" text={t('ui.door.private')} />;
  return (
    <>
      {door.shared !== null && <Word kind="shared" text={t('ui.shared-n', { group: door.shared })} />}{' '}
      {door.master !== null && <Word kind="slave" text={t('ui.slave-n', { group: door.master })} />}
    </>
  );
}

function Word({ kind, text }: { readonly kind: 'shared' | 'slave' | 'private' | 'unbindable'; readonly text: string }) {
  return (
    <span className="with-mark">
      <DoorGlyph kind={kind} /> <HostText text={text} />
    </span>
  );
}
