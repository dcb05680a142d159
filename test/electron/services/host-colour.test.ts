import { describe, expect, it } from 'vitest';
import { hostColour } from '#electron/services/host-colour.ts';

const open = (host: string | null, colour: number, title = 'a.umb') => ({ host, title, colour });

describe('the colour of a host', () => {
  it('is the one its user gave it, by address or by label', () => {
    const saved = [{ host: '192.0.2.1', label: 'db1', colour: 6 }];
    expect(hostColour('db1', saved, [])).toBe(6);
    expect(hostColour('192.0.2.1', saved, [])).toBe(6);
  });

  it('is always the same for a name, and the same for two captures of one host', () => {
    const first = hostColour('db1', [], []);
    expect(hostColour('db1', [], [])).toBe(first);
    expect(hostColour('db1', [], [open('db1', first), open('db2', (first + 1) % 8)])).toBe(first);
  });

  it('is never that of another open host while one of the eight is free', () => {
    const sources: { host: string; title: string; colour: number }[] = [];
    for (let n = 0; n < 8; n += 1) {
      const host = `db${n}`;
      sources.push({ host, title: host, colour: hostColour(host, [], sources) });
    }
    expect(new Set(sources.map((s) => s.colour)).size).toBe(8);
    expect(hostColour('one-more', [], sources)).toBeLessThan(8);
  });
});
