const s = (n: number, word: string): string => `${n.toLocaleString('en-US')} ${word}${n === 1 ? '' : 's'}`;

/** Words of what leaves the window: rows of tables, reports, comparisons. */
export const uiExportWords = {
  'ui.copy-menu': () => 'Copy rows',
  'ui.save-menu': () => 'Save rows',
  'ui.copy-objects': (p: { format: string }) => `Copy its objects as ${p.format}`,
  'ui.save-objects': (p: { format: string }) => `Save its objects as ${p.format}`,
  'ui.copy-rows': (p: { name: string }) => `Copy rows of ${p.name}`,
  'ui.save-rows': (p: { name: string }) => `Save rows of ${p.name}`,
  'ui.rows-marked': (p: { rows: number }) => `${s(p.rows, 'row')} marked`,
  'ui.marked-as': (p: { rows: number; format: string }) => `${s(p.rows, 'marked row')} as ${p.format}`,
  'ui.all-as': (p: { rows: number; format: string }) =>
    `${p.rows === 1 ? '' : 'All '}${s(p.rows, 'row')} as ${p.format}`,
  'ui.rows-format.tsv': () => 'TSV, for a spreadsheet',
  'ui.rows-format.csv': () => 'CSV',
  'ui.rows-format.markdown': () => 'Markdown',
  'ui.rows-format.json': () => 'JSON',
  'ui.copied-rows': (p: { rows: number }) => `Copied ${s(p.rows, 'row')}.`,
  'ui.copy-as.markdown': () => 'Markdown',
  'ui.copy-as.csv': () => 'CSV, with names of columns',
  'ui.copy-as.tsv': () => 'TSV, for a spreadsheet',
  'ui.key.mark': () => 'in tables: mark to here, mark one more',
  'ui.key.mark-all': () => 'in tables: mark all rows, copy what is marked',
  'ui.report-html': () => 'Export the report as one HTML file',
  'ui.report-csv': () => 'Export the findings as CSV',
  'ui.report-menu': () => 'Report',
  'ui.report-menu-name': () => 'Save the report',
  'ui.report.html': () => 'HTML with figures, light',
  'ui.report.html-dark': () => 'HTML with figures, dark',
  'ui.report.md': () => 'Markdown',
  'ui.report.json': () => 'JSON, as analyze --json',
  'ui.report.csv': () => 'CSV of findings',
} as const;
