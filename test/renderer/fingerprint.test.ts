import { describe, expect, it } from 'vitest';
import { compareFingerprints, hashName, inGroups } from '#renderer/views/progress/fingerprint.ts';

const offered = 'SHA256:qT39KfBx0LwZr7mPdYh2uNcJs5EaGo8iXt1VbRke4M';

describe('comparing a fingerprint', () => {
  it.each([
    ['as shown', offered],
    ['without the name of the hash', offered.slice(7)],
    ['with the padding some tools print', `${offered}=`],
    ['in groups, as read aloud', inGroups(offered)],
    ['inside what ssh-keygen -l prints', `256 ${offered} root@node1 (ED25519)\n`],
  ])('takes it %s', (_how, pasted) => {
    expect(compareFingerprints(pasted, offered)).toBe(true);
  });

  it.each([
    ['nothing', ''],
    ['a part of it', offered.slice(0, 20)],
    ['another case', offered.toLowerCase()],
    ['one letter more', `${offered}A`],
    ['an MD5 one', 'MD5:16:27:ac:a5:76:28:2d:36:63:1b:56:4d:eb:df:a6:48'],
  ])('refuses %s', (_how, pasted) => {
    expect(compareFingerprints(pasted, offered)).toBe(false);
  });

  it('never finds two empty ones equal', () => {
    expect(compareFingerprints('', '')).toBe(false);
  });

  it('shows it in groups of four beside the name of the hash', () => {
    expect([hashName(offered), inGroups(offered)]).toEqual([
      'SHA256:',
      'qT39 KfBx 0LwZ r7mP dYh2 uNcJ s5Ea Go8i Xt1V bRke 4M',
    ]);
  });
});
