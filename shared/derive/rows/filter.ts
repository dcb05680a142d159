/**
 * The filter line above every table.
 *
 *     word              rows with this text in any column
 *     column:value      rows with this text in that column; equal, where the column is a number or a device
 *     column:=value     rows whose column is exactly this
 *     !word, !column:…  rows without it
 *     "two words"       spaces belong to the text; also column:"two words"
 *
 * Words are AND-ed, upper and lower case are equal. A prefix that is no column of the
 * table belongs to the word, so that a device (253:16) or a path needs no quotes.
 */
export interface FilterWord {
  /** Null: any column. */
  readonly column: string | null;
  /** Lower case. */
  readonly text: string;
  readonly negated: boolean;
  readonly exact: boolean;
}

export function parseFilter(filter: string, columns: ReadonlySet<string>): readonly FilterWord[] {
  return tokens(filter).flatMap((token) => {
    const negated = token.startsWith('!') && token.length > 1;
    const body = negated ? token.slice(1) : token;
    const colon = body.indexOf(':');
    const column = colon > 0 && columns.has(body.slice(0, colon)) ? body.slice(0, colon) : null;
    const value = column === null ? body : body.slice(colon + 1);
    const exact = column !== null && value.startsWith('=');
    const text = unquote(exact ? value.slice(1) : value).toLowerCase();
    return text === '' && !exact ? [] : [{ column, text, negated, exact }];
  });
}

/** Split at spaces outside double quotes. An unclosed quote runs to the end: half-typed filters are normal. */
const tokens = (filter: string): readonly string[] => filter.match(/(?:"[^"]*(?:"|$)|[^\s"])+/g) ?? [];

const unquote = (text: string): string => text.replaceAll('"', '');
