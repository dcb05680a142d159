import { expect, it } from 'vitest';
import { externalLink } from '#electron/main/external-links.ts';

/** SEC-06: what the system's opener must never see. */
const refused: readonly string[] = [
  'http://docs.kernel.org/',
  'HTTPS://docs.kernel.org/',
  'https://evil.example/',
  'https://docs.kernel.org.evil.example/',
  'https://evil.example/docs.kernel.org',
  'https://docs.kernel.org@evil.example/',
  'https://user:secret@docs.kernel.org/',
  'https://docs.kernel.org:8443/',
  'https://docs.kernel.org\\@evil.example/',
  'https:/\\docs.kernel.org/',
  'https:docs.kernel.org',
  '//docs.kernel.org/',
  ' https://docs.kernel.org/',
  'https://docs.kernel.org/ x',
  'https://docs.kernel.org/\n',
  'https://docs.kernel.org/\u0000',
  'https://docs.kernel.org/\u202e',
  'https://dоcs.kernel.org/',
  'https://127.0.0.1/',
  'https://[::1]/',
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'file:///etc/passwd',
  'smb://host/share',
  '\\\\host\\share',
  'ms-msdt:/id PCWDiagnostic',
  'ms-officecmd:{}',
  'vbscript:msgbox(1)',
  'ssh://host',
  'mailto:a@example.com',
  'app://undermount/index.html',
  'about:blank',
  '',
  `https://docs.kernel.org/${'a'.repeat(4096)}`,
];

it.each(refused)('does not hand %j to the system', (url) => {
  expect(externalLink(url)).toBeNull();
});

it('hands over an https address of a listed site as it is', () => {
  const url = 'https://docs.kernel.org/filesystems/sharedsubtree.html#x';
  expect(externalLink(url)).toBe(url);
});
