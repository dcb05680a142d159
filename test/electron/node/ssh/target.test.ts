import { describe, expect, it } from 'vitest';
import { parseTarget, showTarget } from '#electron/node/ssh/target.ts';

const options = { defaultUser: 'me' };

/** What is typed, and `user host port`, or the field that is refused. */
const table: readonly (readonly [string, string])[] = [
  ['db1', 'me db1 22'],
  ['root@db1', 'root db1 22'],
  ['root@db1:2222', 'root db1 2222'],
  ['ssh://root@db1', 'root db1 22'],
  ['ssh://root@db1:2222/', 'root db1 2222'],
  ['SSH://root@DB1.Example.', 'root db1.example 22'],
  ['10.0.0.1', 'me 10.0.0.1 22'],
  ['asset@person@gateway', 'asset@person gateway 22'],
  ['a@b@c@gateway:2222', 'a@b@c gateway 2222'],
  ['DOMAIN\\user@db1', 'DOMAIN\\user db1 22'],
  ['person#asset@gateway', 'person#asset gateway 22'],
  ['fe80::1', 'me fe80::1 22'],
  ['[fe80::1]:2222', 'me fe80::1 2222'],
  ['root@[::1]', 'root ::1 22'],
  ['root@fe80::1%eth0', 'root fe80::1%eth0 22'],
  ['db_1.internal', 'me db_1.internal 22'],
  ['数据库.example', 'me 数据库.example 22'],
  ['', 'host'],
  ['root@', 'host'],
  ['@db1', 'user'],
  ['-oProxyCommand=x', 'host'],
  ['root@-oProxyCommand=x', 'host'],
  ['-l@db1', 'user'],
  ['root@db1;id', 'host'],
  ['root@$(id)', 'host'],
  ['root@`id`', 'host'],
  ['root@db1|id', 'host'],
  ['root@db1 id', 'host'],
  ['root@db1\nid', 'host'],
  ['root@db1\0', 'host'],
  ['root@db1\x1b[2J', 'host'],
  ['root@..', 'host'],
  ['root@db1/../x', 'host'],
  ['$(id)@db1', 'user'],
  ['ro ot@db1', 'user'],
  ['ro\not@db1', 'user'],
  ['ro\0ot@db1', 'user'],
  ["ro'ot@db1", 'user'],
  ['root;id@db1', 'user'],
  ['root\\@db1', 'user'],
  ['root\u202e@db1', 'user'],
  ['root@db1:0', 'port'],
  ['root@db1:65536', 'port'],
  ['root@db1:', 'port'],
  ['root@db1:22x', 'port'],
  ['root@db1: 22', 'port'],
  ['root@db1:0x16', 'port'],
  ['root@db1:-1', 'port'],
  ['root@db1:1e3', 'port'],
  [`${'a'.repeat(129)}@db1`, 'user'],
  [`root@${'a'.repeat(254)}`, 'host'],
];

describe('a target', () => {
  it.each(table)('%j is %s', (text, expected) => {
    const parsed = parseTarget(text, options);
    const shown = parsed.ok
      ? `${parsed.value.user} ${parsed.value.host} ${parsed.value.port}`
      : parsed.error.kind === 'target-invalid' && parsed.error.field;
    expect(shown).toBe(expected);
  });

  it('takes the port from -p, but not a second, different one', () => {
    expect(parseTarget('db1', { ...options, port: 2222 })).toMatchObject({ value: { port: 2222 } });
    expect(parseTarget('db1:2222', { ...options, port: 2222 })).toMatchObject({ value: { port: 2222 } });
    expect(parseTarget('db1:2223', { ...options, port: 2222 })).toMatchObject({ error: { field: 'port' } });
    expect(parseTarget('db1', { ...options, port: 70_000 })).toMatchObject({ error: { field: 'port' } });
  });

  it('uses the local user name where none is given', () => {
    expect(parseTarget('db1')).toMatchObject({ ok: true, value: { user: expect.stringMatching(/./) } });
  });

  it('is shown without port 22 and with brackets around IPv6', () => {
    expect(showTarget({ user: 'root', host: 'db1', port: 22 })).toBe('root@db1');
    expect(showTarget({ user: 'root', host: '::1', port: 2222 })).toBe('root@[::1]:2222');
  });
});
