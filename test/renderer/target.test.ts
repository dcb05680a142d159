import { describe, expect, it } from 'vitest';
import { defaultElevation, parseTarget } from '#renderer/views/connect/target.ts';

describe('a target as people type it', () => {
  it.each([
    ['node1', { user: 'root', host: 'node1', port: 22 }],
    ['eng@node1', { user: 'eng', host: 'node1', port: 22 }],
    [' eng@10.0.0.7:2222 ', { user: 'eng', host: '10.0.0.7', port: 2222 }],
    ['ssh://eng@node1:2222/', { user: 'eng', host: 'node1', port: 2222 }],
    ['eng@[2001:db8::1]:2222', { user: 'eng', host: '2001:db8::1', port: 2222 }],
    ['2001:db8::1', { user: 'root', host: '2001:db8::1', port: 22 }],
    ['corp\\eng@example.com@node1', { user: 'corp\\eng@example.com', host: 'node1', port: 22 }],
  ])('%s', (typed, target) => {
    expect(parseTarget(typed)).toEqual(target);
  });

  it.each(['', '@', 'eng@', 'node1:0', 'node1:70000', 'node1:', 'no de', 'a b@node1'])('refuses "%s"', (typed) => {
    expect(parseTarget(typed)).toBeNull();
  });

  it('asks for sudo unless the user is root', () => {
    expect([defaultElevation('root'), defaultElevation('eng')]).toEqual(['none', 'sudo']);
  });
});
