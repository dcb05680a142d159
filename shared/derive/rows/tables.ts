import { hostTables } from '#shared/derive/rows/host-tables.ts';
import type { LeavingTable } from '#shared/derive/rows/leaving-table.ts';
import { storageTables } from '#shared/derive/rows/storage-tables.ts';
import type { TableName } from '#shared/derive/rows/table-names.ts';

/** Every table of the window. To let another leave: its line in one of the two lists, its name in `table-names.ts`. */
export const leavingTables: Readonly<Record<TableName, LeavingTable>> = { ...hostTables, ...storageTables };
