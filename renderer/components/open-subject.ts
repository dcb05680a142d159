import { go, type Place, select } from '#renderer/store/place.ts';
import type { SourceRef } from '#shared/base/source-ref.ts';
import type { Subject } from '#shared/rules/rule.ts';

/** Goes to the view that says most about a thing, with the thing selected. */
export function openSubject(subject: Subject): void {
  select(subject);
  go(placeOf(subject));
}

/** The same in a source of its own: one of the two of a comparison. */
export const openSubjectIn = (sourceId: string, subject: Subject): void =>
  go(placeOf(subject), { sourceId, selection: subject });

export const openEvidenceIn = (sourceId: string, { evidence, line }: SourceRef): void =>
  go({ view: 'evidence', record: evidence, line, filter: '' }, { sourceId, selection: null });

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
    case 'thin-device':
      return chainPlace(subject.id);
    case 'pool':
      return deviceMapPlace(subject.id);
    case 'image':
    case 'layer':
    case 'snapshot':
      // Rows of stores have keys with their engine's root; what a devicemapper pool calls a layer has none.
      return subject.id.includes('#') ? layersPlace(subject.id) : { view: 'who', needle: needleOf(subject) };
    case 'container':
    case 'pod':
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

export const openChain = (needle: string): void => go(chainPlace(needle));
const chainPlace = (needle: string): Place => ({ view: 'chain', needle, show: 'picture' });

export const openDeviceMap = (focus: string | null): void => go(deviceMapPlace(focus));
const deviceMapPlace = (focus: string | null): Place => ({
  view: 'device-map',
  focus,
  expanded: [],
  onlyTrouble: false,
  show: 'picture',
});

/** An image, a container, a layer or CONTAINER:PATH; null: the image in most trouble. */
export const openLayers = (focus: string | null): void => go(layersPlace(focus));
const layersPlace = (focus: string | null): Place => ({ view: 'layers', focus, expanded: [], show: 'picture' });

/** The blocks of a pool, those of one device hatched. */
export const openBlockMap = (pool: string, device: string | null): void =>
  go({ view: 'block-map', pool, device, window: null, show: 'both' });
