import { go, select } from '#renderer/store/place.ts';
import type { SourceRef } from '#shared/base/source-ref.ts';
import type { Subject } from '#shared/rules/rule.ts';

/** Goes to the view that says most about a thing, with the thing selected. */
export function openSubject(subject: Subject): void {
  select(subject);
  switch (subject.kind) {
    case 'mount': {
      const [namespace = '', id = ''] = subject.id.split('/');
      return go({ view: 'mounts', filter: `namespace:=${namespace} mountId:=${id}`, sort: null });
    }
    case 'namespace':
      return go({ view: 'namespaces', filter: `inode:=${subject.id}`, sort: null });
    case 'process':
      return go({ view: 'processes', filter: `pid:=${subject.id.split('/')[0]}`, sort: null });
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
      return go({ view: 'who', needle: subject.id });
  }
}

export const openEvidence = (source: SourceRef): void =>
  go({ view: 'evidence', record: source.evidence, line: source.line });

export const openGraph = (focus: string | null): void => go({ view: 'graph', focus, expanded: [], show: 'both' });
