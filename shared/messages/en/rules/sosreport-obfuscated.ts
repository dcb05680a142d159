/** */
export const sosreportObfuscatedWords = {
  'rule.sosreport-obfuscated.name': () => 'The sosreport is obfuscated',
  'rule.sosreport-obfuscated.title': () => 'Host names and addresses in this sosreport are invented',
  'rule.sosreport-obfuscated.statement': (p: { name: string }) =>
    `The archive went through "sos clean"; the host is called ${p.name || 'something else'} here and otherwise in truth. Nothing is joined by host name or address.`,
  'rule.sosreport-obfuscated.unknown': () => 'Whether the archive went through "sos clean" is not known.',
  'rule.sosreport-obfuscated.clear': () => 'The archive did not go through "sos clean".',
};
