import type { RowsRequest } from '#renderer/components/copy-rows.ts';

type Picture = NonNullable<RowsRequest['picture']>;

/** The objects of the picture in sight, as a table that leaves. */
export const pictureObjects = (
  sourceId: string,
  {
    view,
    focus,
    expanded,
    onlyTrouble = false,
  }: Omit<Picture, 'expanded' | 'onlyTrouble'> & {
    readonly expanded: readonly string[];
    readonly onlyTrouble?: boolean;
  },
) => ({
  sourceId,
  table: 'picture' as const,
  picture: { view, focus, expanded: [...expanded], onlyTrouble },
  filter: '',
  sort: null,
});
