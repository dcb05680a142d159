/** T-30 */
export const thinCheckMissingWords = {
  'rule.thin-check-missing.name': () => 'thin_check is not installed, so LVM activates no thin pool',
  'rule.thin-check-missing.title': () => 'LVM could not run thin_check',
  'rule.thin-check-missing.statement': (p: { lines: number }) =>
    `LVM tried ${p.lines} time(s) to run thin_check and did not find it; it is not installed.`,
  'rule.thin-check-missing.why': () =>
    'LVM checks the metadata of a pool before it activates it, and does not activate what it could not check.',
  'rule.thin-check-missing.wrong-if': () => 'It is wrong if thin_check stands in a place that was not looked at.',
  'rule.thin-check-missing.install': () =>
    'Install thin-provisioning-tools (Debian, SUSE) or device-mapper-persistent-data (Red Hat).',
  'rule.thin-check-missing.activate': () => 'Then activate the volumes.',
  'rule.thin-check-missing.clear': (p: { installed: boolean; complaints: number }) =>
    p.complaints > 0
      ? `thin_check is installed by now; ${p.complaints} older complaint(s) are past.`
      : `No program complained that thin_check is missing${p.installed ? '; it is installed' : ''}.`,
};
