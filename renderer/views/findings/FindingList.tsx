import { type KeyboardEvent, useId } from 'react';
import { Said } from '#renderer/components/HostText.tsx';
import { SeverityMark, UnknownMark } from '#renderer/components/marks.tsx';
import { NoteMark } from '#renderer/components/NoteMark.tsx';
import { t } from '#renderer/components/words.ts';
import { notesAbout, useNotes } from '#renderer/store/notes.ts';
import { type FindingItem, inGroups, itemId } from '#renderer/views/findings/items.ts';
import type { FindingListItem } from '#shared/derive/view-types.ts';

interface Props {
  readonly sourceId: string;
  readonly items: readonly FindingListItem[];
  readonly current: FindingListItem | null;
  readonly onChoose: (item: FindingListItem) => void;
  /** Enter on the chosen one. */
  readonly onOpen: (item: FindingListItem) => void;
}

export function FindingList({ sourceId, items, current, onChoose, onOpen }: Props) {
  const id = useId();
  const { notes } = useNotes(sourceId);
  const notesOn = ({ finding }: FindingItem): number =>
    notesAbout(notes, [{ kind: 'finding', id: finding.id }, ...finding.subjects]).length;
  const groups = inGroups(items);
  const inOrder = groups.flatMap((g) => g.items);
  const at = current ? inOrder.indexOf(current) : -1;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && current) onOpen(current);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: inOrder.length - 1 }[event.key];
    const item = to === undefined ? undefined : inOrder[to];
    if (to === undefined) return;
    event.preventDefault();
    if (item) onChoose(item);
    document.getElementById(`${id}-${to}`)?.scrollIntoView({ block: 'nearest' });
  };
  return (
    <div
      className="finding-list"
      role="listbox"
      aria-label={t('ui.findings')}
      tabIndex={0}
      aria-activedescendant={at >= 0 ? `${id}-${at}` : undefined}
      onKeyDown={onKeyDown}
    >
      {groups.map(({ group, items: members }) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is no part of a listbox
        <div key={group} role="group" aria-label={t(`ui.group.${group}`)}>
          <div className="finding-group" aria-hidden="true">
            <span>{t(`ui.group.${group}`)}</span>
            <span className="mono">{members.length}</span>
          </div>
          {members.map((item) => (
            <div
              key={itemId(item)}
              id={`${id}-${inOrder.indexOf(item)}`}
              role="option"
              tabIndex={-1}
              aria-selected={item === current}
              className="finding-row"
              onClick={() => onChoose(item)}
              onKeyDown={() => undefined}
            >
              {item.type === 'finding' ? <SeverityMark severity={item.finding.severity} /> : <UnknownMark />}
              <span className="cut">
                {item.type === 'finding' ? (
                  <Said message={item.finding.title} strong={[item.finding.subjects[0].name]} />
                ) : (
                  <span className="t2">
                    <Said message={item.because} />
                  </span>
                )}
              </span>
              {item.type === 'finding' && <NoteMark count={notesOn(item)} />}
              <span className="mono t3 code">{item.code}</span>
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}
