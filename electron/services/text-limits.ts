/** UTF-16 units of a text for the clipboard: what `clipboard.write` takes, less a little for what ends a text. */
export const mostCopied = (4 << 20) - 4096;

/** Of a table as a file: what a spreadsheet or an editor still opens. */
export const mostSaved = 64 << 20;
