import { go, type Place, select } from '#renderer/store/place.ts';
import type { SourceRef } from '#shared/base/source-ref.ts';
import type { Subject } from '#shared/rules/rule.ts';

/** Goes to the view that says most about a thing, with the thing selected. */
export function openSubject(subject: Subject): void {
  select(subject);
  go(placeOf(subject));
}

/** What to ask by: a whole container id is as exact, and readable, by its first twelve characters. */
export const needleOf = ({ id }: Subject): string => (/^[0-9a-f]{64}$/.test(id) ? id.slice(0, 12) : id);

function placeOf(subject: Subject): Place {
  switch (subject.kind) {
    case 'mount': {
      const [namespace = '', id = ''] = subject.id.split('/');
      return { view: 'mounts', filter: `namespace:=${namespace} mountId:=${id}`, sort: null };
    }
    case 'namespace':
      return { view: 'namespaces', filter: `inode:=${subject.id}`, sort: null };
    case 'process':
      return { view: 'processes', filter: `pid:=${subject.id.split('/')[0]}`, sort: null };
    case 'container':
    case 'pod':
    case 'image':
    case 'layer':
    case 'snapshot':
    case 'thin-device':
    case 'pool':
    case 'dm-device':
    case 'volume':
    case 'unit':
    case 'path':
      return { view: 'who', needle: needleOf(subject) };
  }
}

export const openEvidence = (source: SourceRef): void =>
  go({ view: 'evidence', record: source.evidence, line: source.line, filter: '' });

export const openGraph = (focus: string | null): void => go({ view: 'graph', focus, expanded: [], show: 'both' });
