import { describe, expect, it } from 'vitest';
import { parseFilter } from '#shared/derive/rows/filter.ts';

const columns = new Set(['device', 'mountPoint', 'pid']);
const parse = (filter: string) => parseFilter(filter, columns);

describe('the filter line', () => {
  it('takes words for any column, in lower case', () => {
    expect(parse('Docker  XFS')).toEqual([
      { column: null, text: 'docker', negated: false, exact: false },
      { column: null, text: 'xfs', negated: false, exact: false },
    ]);
  });

  it('takes a column only where the table has one, so a device needs no quotes', () => {
    expect(parse('253:16')).toEqual([{ column: null, text: '253:16', negated: false, exact: false }]);
    expect(parse('device:253:16')).toEqual([{ column: 'device', text: '253:16', negated: false, exact: false }]);
  });

  it('takes !word, column:=value and quoted spaces', () => {
    expect(parse('!xfs !device:0:4 mountPoint:=/ mountPoint:"a b"')).toEqual([
      { column: null, text: 'xfs', negated: true, exact: false },
      { column: 'device', text: '0:4', negated: true, exact: false },
      { column: 'mountPoint', text: '/', negated: false, exact: true },
      { column: 'mountPoint', text: 'a b', negated: false, exact: false },
    ]);
  });

  it('bears what is half typed', () => {
    expect(parse('')).toEqual([]);
    expect(parse('device:')).toEqual([]);
    expect(parse('!')).toEqual([{ column: null, text: '!', negated: false, exact: false }]);
    expect(parse('"open quote here')).toEqual([
      { column: null, text: 'open quote here', negated: false, exact: false },
    ]);
  });

  it('does not take a word of the language for a column', () => {
    expect(parse('constructor:x toString:y')).toEqual([
      { column: null, text: 'constructor:x', negated: false, exact: false },
      { column: null, text: 'tostring:y', negated: false, exact: false },
    ]);
  });
});
