import { expect, it } from 'vitest';
import { isOurFrame } from '#electron/main/our-frame.ts';

it('is the top frame of our own page', () => {
  expect(isOurFrame({ url: 'app://undermount/index.html', parent: null })).toBe(true);
});

it.each([
  ['a frame that is gone', null],
  ['a frame inside our page, even of our own address', { url: 'app://undermount/index.html', parent: {} }],
  ['another scheme', { url: 'https://undermount/index.html', parent: null }],
  ['another host of our scheme', { url: 'app://other/index.html', parent: null }],
  ['a host that begins like ours', { url: 'app://undermount.evil/index.html', parent: null }],
  ['a user name like our host', { url: 'app://undermount@evil/index.html', parent: null }],
  ['a file', { url: 'file:///app://undermount/index.html', parent: null }],
  ['an empty page', { url: 'about:blank', parent: null }],
])('is not %s', (_what, frame) => {
  expect(isOurFrame(frame)).toBe(false);
});
