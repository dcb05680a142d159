import { describe, expect, it } from 'vitest';
import { createMask } from '#electron/services/redaction/mask.ts';
import { maskError, maskEvent } from '#electron/services/redaction/mask-messages.ts';
import { emptyMap, type RedactionMap } from '#shared/export/redaction/map.ts';

const map: RedactionMap = {
  ...emptyMap('5'.repeat(64)),
  tokens: [
    { class: 'host', token: 'zurich7', pseudonym: 'hkzzqt4' },
    { class: 'container', token: 'log-agent', pseudonym: 'vkm-zztkw' },
  ],
};
const mask = () => createMask(() => map);

describe('a name', () => {
  it.each([
    ['zurich7', 'hkzzqt4'],
    ['ZURICH7', 'HKZZQT4'],
    ['root@zurich7:22', 'root@hkzzqt4:22'],
    ['log-agent', 'vkm-zztkw'],
  ])('%s that the map has gets its pseudonym', (name, pseudonym) => {
    expect(mask().name(name)).toBe(pseudonym);
  });

  it('that it has not gets one of its own, always the same, and of the same shape', () => {
    const one = mask();
    const masked = one.name('jane@basel3.corp.example.com:2222');
    expect(masked).not.toMatch(/jane|basel3|corp\b/);
    expect(masked).toMatch(/^[a-z]{4}@[a-z]{5}\d\.[a-z.]+:2222$/);
    expect(one.name('jane@basel3.corp.example.com:2222')).toBe(masked);
    expect(mask().name('basel3')).toBe(masked.slice(5, 11));
    expect(one.unmask(masked)).toBe('jane@basel3.corp.example.com:2222');
  });

  it('that is a pseudonym already stays', () => {
    const one = mask();
    const file = `${one.name('basel3')}-hkzzqt4-redacted.umb`;
    expect(one.name(file)).toMatch(new RegExp(`^${one.name('basel3')}-hkzzqt4-`));
  });

  it('of this machine, a port and a number stay', () => {
    expect(mask().name('127.0.0.1')).toBe('127.0.0.1');
    expect(mask().name('root')).toBe('root');
  });
});

describe('a sentence', () => {
  it('loses addresses, domains, paths, ids and known names; its other words stay', () => {
    const one = mask();
    one.name('jane@basel3');
    const id = '0123456789abcdef0123456789abcdef';
    const text = one.text(
      `Permission for jane on zurich7, 10.20.30.40, www.geheim.example.com, /srv/orders, ${id}, refused`,
    );
    expect(text).not.toMatch(/jane|zurich7|10\.20\.30\.40|geheim|orders|0123456789abcdef/);
    expect(text).toMatch(/^Permission for .* refused$/);
  });
});

describe('errors and tellings', () => {
  it('keep what is ours and what a person must compare', () => {
    const error = maskError(
      { kind: 'ssh-host-key-unknown', host: 'basel3', keyType: 'ssh-ed25519', fingerprint: 'SHA256:abcdefabcdef0' },
      mask(),
    );
    expect(error).toMatchObject({
      kind: 'ssh-host-key-unknown',
      keyType: 'ssh-ed25519',
      fingerprint: 'SHA256:abcdefabcdef0',
    });
    expect(JSON.stringify(error)).not.toContain('basel3');
  });

  it('hide who is asked for a secret and what the server says of it', () => {
    const one = mask();
    const said = maskEvent(
      'prompt.ask',
      { kind: 'secret', promptId: 'p', captureId: 'c', what: 'password', forWhom: 'jane@basel3', attempt: 1 },
      one,
    );
    expect(JSON.stringify(said)).not.toMatch(/jane|basel3/);
    const fields = [{ text: "jane@basel3's password: ", echo: false }];
    const asked = maskEvent(
      'prompt.ask',
      { kind: 'from-server', promptId: 'p', captureId: 'c', name: 'basel3', instructions: 'to jane', fields },
      one,
    );
    expect(JSON.stringify(asked)).not.toMatch(/jane|basel3/);
    expect(JSON.stringify(asked)).toContain('password: ');
  });
});
