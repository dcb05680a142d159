/** Tables of the window that can leave as text. The window and the contract know them by these names. */
export const tableNames = [
  'mounts',
  'processes',
  'namespaces',
  'pools',
  'thin-devices',
  'images',
  'layers',
  'overlays',
  'layer-differences',
  'evidence',
  'outcomes',
  'completeness',
  'holders',
  'picture',
  'block-devices',
  'comparison',
] as const;
export type TableName = (typeof tableNames)[number];
