/** Words of texts that leave: a finding for a ticket, a report. */
export const exportWords = {
  'export.severity': (p: { severity: string }) =>
    ({ critical: '◆ Critical', high: '▲ High', medium: '△ Medium', low: '○ Low', info: '– Info' })[p.severity] ??
    p.severity,
  'export.holders': () => 'Held by',
  'export.why': () => 'Why',
  'export.evidence': (p: { shown: number; total: number }) =>
    p.shown === p.total
      ? `Evidence (${p.total} ${p.total === 1 ? 'line' : 'lines'})`
      : `Evidence (${p.shown} of ${p.total} lines)`,
  'export.runbook': () => 'Runbook',
  'export.runbook-valid': () => 'Nothing of this was run. Valid for the objects named here at the time of the capture.',
  'export.run-in': (p: { where: string }) => `in the ${p.where}`,
  'export.no-command': () => 'by hand',
  'export.wrong-if': () => 'What would disprove it',
  'export.not-looked-at': () => 'Not looked at',
  'export.source': () => 'Source',
  'export.rows-of': (p: { rows: number; total: number }) =>
    `${p.rows.toLocaleString('en-US')} of ${p.total.toLocaleString('en-US')} rows.`,
  'export.rows-cut': (p: { written: number; of: number }) =>
    `Cut: the first ${p.written.toLocaleString('en-US')} of ${p.of.toLocaleString('en-US')} rows.`,
  'export.rows-filter': (p: { filter: string }) => `Filter: ${p.filter}`,
  'export.before': () => 'Before:',
  'export.after': () => 'After:',

  'report.title': (p: { host: string }) => `Undermount report: ${p.host}`,
  'report.host': () => 'Host',
  'report.kernel': () => 'Kernel',
  'report.system': () => 'System',
  'report.boot': () => 'Boot id',
  'report.counts': (p: { processes: number; namespaces: number; mounts: number; containers: number }) =>
    `${p.processes} processes, ${p.namespaces} mount namespaces, ${p.mounts} mounts, ${p.containers} containers.`,
  'report.summary': (p: { findings: number; cannotTell: number }) =>
    `${p.findings === 0 ? 'No rule fires' : `${p.findings} ${p.findings === 1 ? 'finding' : 'findings'}`}; ${p.cannotTell === 0 ? 'every rule could be answered' : `${p.cannotTell} ${p.cannotTell === 1 ? 'rule' : 'rules'} cannot tell`}.`,
  'report.figure.namespaces': () => 'Mount namespaces',
  'report.figure.pool': () => 'Disks, thin pools and their devices',
  'report.findings': () => 'Findings',
  'report.group.layers': () => 'Images and their layers',
  'report.group.removal-blocked': () => 'Removal blocked: something holds it',
  'report.group.thin-pools': () => 'Thin pools and their devices',
  'report.group.containers': () => 'Containers and leftovers',
  'report.group.setting': () => 'Settings',
  'report.group.log': () => 'Logs',
  'report.group.capture': () => 'The capture itself',
  'report.cannot-tell': () => 'Cannot tell',
  'report.clear': () => 'Looked at and clear',
  'report.not-applicable': () => 'Not applicable here',
  'report.completeness': () => 'What was read',
  'report.collector': () => 'collector',
  'report.status': () => 'status',
  'report.because': () => 'because',
  'report.custody': () => 'Custody',
  'report.reached-by': () => 'Reached by',
  'report.host-key': () => 'Host key',
  'report.redacted': () => 'Names and ids',
  'report.not-redacted': () => 'as captured, not redacted',
  'report.redacted-by': (p: { version: string; original: string }) =>
    `redacted by Undermount ${p.version}${p.original === '' ? '' : `, from evidence with sha256 ${p.original}`}`,
  'report.elevation': () => 'Elevation',
  'report.script': () => 'Script sha256',
  'report.host-changes': () => 'Changed on the host',
  'report.nothing': () => 'nothing',
  'report.unknown': (p: { because: string }) => (p.because === '' ? 'not collected' : `not collected (${p.because})`),
} as const;
