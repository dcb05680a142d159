import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { literalWords } from '#test/renderer/literal-words.ts';

const files = readdirSync('renderer', { recursive: true, encoding: 'utf8' })
  .filter((f) => f.endsWith('.tsx'))
  .map((f) => `renderer/${f}`);

describe('every word of the window comes from the catalogue', () => {
  it.each(files)('%s', (file) => {
    expect(literalWords(readFileSync(file, 'utf8'))).toEqual([]);
  });

  it.each([
    ['text between tags', '<p>Open it</p>', ['Open it']],
    ['a string in braces', "<p>{'Open'}</p>", ['Open']],
    ['one branch of a choice', "<p>{ok ? say() : 'Failed'}</p>", ['Failed']],
    ['a label for screen readers', '<p aria-label="Rows" />', ['Rows']],
    ['a placeholder in braces', "<input placeholder={'Find'} />", ['Find']],
    ['text inside an attribute', '<A cell={(r) => <b>Bold words</b>} />', ['Bold words']],
  ])('finds %s', (_what, source, words) => {
    expect(literalWords(`const a = ${source};`)).toEqual(words);
  });

  it.each([
    ['class names', '<p className="open it">{say()}</p>'],
    ['signs and separators', "<p>×{' · '}+</p>"],
    ['keys of messages', "<p>{t(ok ? 'ui.open' : 'ui.close')}</p>"],
  ])('leaves %s alone', (_what, source) => {
    expect(literalWords(`const a = ${source};`)).toEqual([]);
  });
});
