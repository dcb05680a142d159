import type { LeavingTable } from '#renderer/components/CopyRows.tsx';
import type { FigureQuestion } from '#renderer/components/save-figure.ts';
import type { Request } from '#shared/ipc/contract.ts';

type Picture = NonNullable<Request<'export.rows'>['picture']>;

/** The objects of the picture in sight, as a table that leaves. */
export const pictureObjects = ({
  sourceId,
  view,
  focus,
  expanded,
  onlyTrouble = false,
}: FigureQuestion & Pick<Picture, 'view'>): LeavingTable => ({
  sourceId,
  table: 'picture',
  picture: { view, focus, expanded, onlyTrouble },
  filter: '',
  sort: null,
});
