import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { entriesFor, fingerprint, judgeHostKey, knownKeyTypes, type Verdict } from '#electron/node/ssh/known-hosts.ts';
import { parseKnownHosts } from '#electron/node/ssh/known-hosts-lines.ts';
import { hostName } from '#electron/node/ssh/known-hosts-match.ts';
import { fileOf, fingerprints, keyOf, knownHostsCases } from '#test/electron/node/ssh/known-hosts-cases.ts';

const dir = mkdtempSync(path.join(tmpdir(), 'um-known-hosts-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function words(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'unknown':
      return verdict.authorities > 0 ? `unknown, ${verdict.authorities} authority` : 'unknown';
    case 'changed':
      return `${verdict.otherType ? 'changed-type' : 'changed'} ${verdict.by.line}`;
    case 'trusted':
    case 'revoked':
      return `${verdict.kind} ${verdict.by.line}`;
  }
}

/** The lines ssh-keygen finds for a name, with their markers. */
function linesOfKeygen(file: string, name: string): string[] {
  const found = spawnSync('ssh-keygen', ['-F', name, '-f', file], { encoding: 'latin1' });
  return [...found.stdout.matchAll(/^# Host .* found: line (\d+) ?(.*)$/gm)].map((m) => `${m[1]} ${m[2]}`.trim());
}

const keygenWords = { none: '', revoked: 'REVOKED', 'cert-authority': 'CA' };

it('has at least 60 cases, which is what the conformance of known_hosts asks for', () => {
  expect(knownHostsCases.length).toBeGreaterThanOrEqual(60);
});

describe('known_hosts', () => {
  it.each(knownHostsCases.map((c, i) => ({ ...c, i })))('$name', (c) => {
    const { host = 'h.example', port = 22, offers = 'A' } = c;
    const text = fileOf(c.file);
    const parsed = parseKnownHosts(text, 'known_hosts');
    expect(words(judgeHostKey([parsed], host, port, keyOf(offers)))).toBe(c.expect);
    expect(parsed.badLines).toEqual(c.bad ?? []);
    if (c.differs !== undefined) return;
    const file = path.join(dir, `${c.i}`);
    writeFileSync(file, text);
    const ours = entriesFor([parsed], host, port).map((e) => `${e.line} ${keygenWords[e.marker]}`.trim());
    const theirs = linesOfKeygen(file, port === 22 ? host : `[${host}]:${port}`);
    expect(ours).toEqual(theirs);
  });

  it('prints fingerprints as ssh-keygen -lf does', () => {
    for (const letter of 'ABER') expect(fingerprint(keyOf(letter))).toBe(fingerprints[letter]);
  });

  it('says under which file and line a changed key is known, over several files', () => {
    const files = [parseKnownHosts('', 'own'), parseKnownHosts(fileOf('\n\nh.example $B\n'), 'system')];
    expect(judgeHostKey(files, 'h.example', 22, keyOf('A'))).toMatchObject({
      kind: 'changed',
      by: { file: 'system', line: 3 },
    });
  });

  it('believes a key that any of the files has', () => {
    const files = [parseKnownHosts(fileOf('h.example $B'), 'user'), parseKnownHosts(fileOf('h.example $A'), 'own')];
    expect(judgeHostKey(files, 'h.example', 22, keyOf('A')).kind).toBe('trusted');
  });

  it('lists the key types it can check for a host, each once, without markers', () => {
    const file = parseKnownHosts(fileOf('h.example $R\n@revoked h.example $E\nh.example $A\nh.example $B\n'), 'f');
    expect(knownKeyTypes([file], 'h.example', 22)).toEqual(['ssh-rsa', 'ssh-ed25519']);
    expect(knownKeyTypes([file], 'h.example', 2222)).toEqual(['ssh-rsa', 'ssh-ed25519']);
    expect(knownKeyTypes([file], 'x.example', 22)).toEqual([]);
  });

  it('names a host on another port in brackets', () => {
    expect([hostName('H', 22), hostName('H', 2222), hostName('fe80::1', 22)]).toEqual(['h', '[h]:2222', 'fe80::1']);
  });

  it('reads 50,000 lines in well under a second', () => {
    const text = fileOf(Array.from({ length: 50_000 }, (_, i) => `h${i}.example,*.x${i} $A`).join('\n'));
    const started = performance.now();
    const file = parseKnownHosts(text, 'f');
    expect(judgeHostKey([file], 'h49999.example', 22, keyOf('A'))).toMatchObject({ kind: 'trusted' });
    expect(performance.now() - started).toBeLessThan(15_000);
  });
});
