const n = (count: number) => count.toLocaleString('en-US');

/** What the command line says beside the answers themselves, and what `verify` found. */
export const cliWords = {
  'cli.not-yet': (p: { what: string }) => `${p.what} is not part of this version yet.`,
  'cli.no-option': (p: { command: string; option: string }) => `"${p.command}" has no option ${p.option}.`,
  'cli.no-value': (p: { option: string }) => `${p.option} needs a value.`,
  'cli.a-value': (p: { option: string }) => `${p.option} takes no value.`,
  'cli.twice': (p: { option: string }) => `${p.option} was given twice.`,
  'cli.missing': (p: { command: string; what: string }) => `"${p.command}" needs ${p.what}.`,
  'cli.too-many': (p: { command: string; what: string }) => `"${p.command}" does not know what to do with "${p.what}".`,
  'cli.one-of': (p: { option: string; given: string; known: string }) =>
    `${p.option} cannot be "${p.given}"; it is one of ${p.known}.`,
  'cli.needs-option': (p: { command: string; option: string }) => `"${p.command}" needs ${p.option}.`,
  'cli.number': (p: { option: string; given: string }) => `${p.option} must be a number, and "${p.given}" is not one.`,
  'cli.exclude': (p: { one: string; other: string }) => `${p.one} and ${p.other} exclude each other.`,
  'cli.secrets': (p: { fd: string }) =>
    `Descriptor ${p.fd} of --secrets-fd does not give a JSON object with "password", "passphrase" or "sudoPassword".`,
  'cli.figure-name': (p: { given: string }) => `-o must end in .svg, .png or .pdf, and "${p.given}" does not.`,

  'cli.ask.password': (p: { forWhom: string }) => `Password of ${p.forWhom}: `,
  'cli.ask.passphrase': (p: { forWhom: string }) => `Passphrase of ${p.forWhom}: `,
  'cli.ask.sudo-password': (p: { forWhom: string }) => `Password for sudo of ${p.forWhom}: `,
  'cli.ask.again': () => 'That was wrong.',
  'cli.ask.from-server': () => 'The server says (these are its words, not ours):',
  'cli.ask.host-key': (p: { host: string; port: number; keyType: string; fingerprint: string; known: number }) =>
    `${p.host} port ${p.port} is in none of the ${p.known} known_hosts lines. It offers the ${p.keyType} key\n  ${p.fingerprint}\nCompare it with the host's owner.`,
  'cli.ask.authorities': () =>
    'A @cert-authority line names this host; certificates cannot be checked here, so the key itself must be compared.',
  'cli.ask.trust-and-remember': (p: { file: string }) =>
    `Type "always" to trust and remember it in ${p.file}, "once" to trust it now, anything else to refuse: `,
  'cli.ask.trust-once': () => 'Type "once" to trust it now, anything else to refuse: ',

  'cli.saved': (p: { file: string }) => `Saved ${p.file}`,
  'cli.no-record': () => 'the script ended without a record',
  'cli.progress.step': (p: { step: string; running: string; done: number; of: number; size: string; time: string }) =>
    `${p.step}${p.running ? ` ${p.running}` : ''}  ${p.done} of ${p.of}  ${p.size}  ${p.time}`,
  'cli.progress.summary': (p: { list: string; size: string; time: string }) =>
    `Collectors: ${p.list}; ${p.size} in ${p.time}.`,
  'cli.step.connecting': () => 'connecting',
  'cli.step.host-key': () => 'checking the host key',
  'cli.step.authenticating': () => 'logging in',
  'cli.step.elevating': () => 'becoming root',
  'cli.step.collecting': () => 'reading',
  'cli.step.second-sample': () => 'reading again',
  'cli.step.analysing': () => 'analysing',
  'cli.step.ended': () => 'ended',

  'cli.captured': (p: { when: string; as: string }) => `captured ${p.when} as ${p.as}`,
  'cli.counts': (p: { processes: number; namespaces: number; mounts: number; containers: number }) =>
    `${n(p.processes)} processes, ${n(p.namespaces)} mount namespaces, ${n(p.mounts)} mounts, ${n(p.containers)} containers`,
  'cli.evidence': (p: { sha256: string; title: string }) => `${p.title}, evidence sha256 ${p.sha256.slice(0, 16)}…`,
  'cli.absent.not-collected': () => 'not collected',
  'cli.absent.unreadable': () => 'unreadable',
  'cli.absent.unparsable': () => 'unparsable',
  'cli.absent.not-applicable': () => 'not applicable',
  'cli.findings': (p: { n: number; list: string }) => `${p.n} ${p.n === 1 ? 'finding' : 'findings'}: ${p.list}`,
  'cli.no-findings': () => 'No finding.',
  'cli.cannot-tell': (p: { n: number }) => `${p.n} ${p.n === 1 ? 'rule' : 'rules'} cannot tell`,
  'cli.others': (p: { clear: number; notApplicable: number }) => `${p.clear} clear, ${p.notApplicable} not applicable.`,
  'cli.partial': (p: { n: number }) =>
    p.n === 0 ? 'Partial evidence' : `Partial evidence: ${p.n} ${p.n === 1 ? 'collector' : 'collectors'} fell short`,
  'cli.cut': () => 'The capture was cut before its end; records after the cut are missing.',
  'cli.why': () => 'Why: ',
  'cli.remedy': () => 'What to do:',
  'cli.wrong-if': () => 'Doubt: ',
  'cli.sources': () => 'Evidence: ',
  'cli.run-in.container': () => '(in the container)',
  'cli.run-in.namespace': () => '(in that namespace)',
  'cli.run-in.kubernetes': () => '(with kubectl)',
  'cli.who.count': (p: { n: number; byDesign: number; doubts: number }) =>
    p.n === 0
      ? p.doubts === 0
        ? 'Nobody holds it.'
        : 'No holder of it is in what was read; whether somebody holds it cannot be told from this evidence.'
      : `Held by ${p.n}${p.byDesign > 0 ? `, ${p.byDesign === p.n ? 'all' : p.byDesign} by design` : ''}.`,
  'cli.who.container': (p: { name: string; runtime: string; state: string }) =>
    `container ${p.name} (${p.runtime}, ${p.state})`,
  'cli.who.process': (p: { pid: number; comm: string }) => `pid ${p.pid} ${p.comm}`,
  'cli.who.thread': (p: { tid: number }) => `thread ${p.tid}`,
  'cli.who.mount': (p: { id: number; mountPoint: string; device: string; fsType: string; propagation: string }) =>
    `${p.id} at ${p.mountPoint}, ${p.device} ${p.fsType}, ${p.propagation}`,
  'cli.who.namespace': (p: { id: string; heldBy: string; by: string }) =>
    `${p.id}, held by ${p.heldBy}${p.by ? `: ${p.by}` : ''}`,
  'cli.who.volume': (p: { source: string; destination: string; propagation: string }) =>
    `${p.source} at ${p.destination} ${p.propagation}`.trimEnd(),
  'cli.who.through': (p: { kind: string; name: string; backing: string }) => `${p.kind} ${p.name} on ${p.backing}`,
  'cli.label.via': () => 'via',
  'cli.label.mount': () => 'mount',
  'cli.label.namespace': () => 'namespace',
  'cli.label.volume': () => 'volume',
  'cli.label.pod': () => 'pod',
  'cli.label.why': () => 'why',
  'cli.label.evidence': () => 'evidence',
  'cli.who.nobody': () => 'no process',
  'cli.who.legitimate': () => '(by design)',
  'cli.who.freeing': () => 'What frees it',
  'cli.who.doubts': () => 'What could not be looked at',
  'cli.verified': (p: { file: string; records: number; sha256: string }) =>
    `${p.file}: unchanged since it was sealed; ${n(p.records)} records, evidence sha256 ${p.sha256}`,
  'cli.differs': (p: { member: string; what: string }) => `${p.member} ${p.what}`,

  'verify.bad-header': (p: { because: string }) => `is no member of a bundle: ${p.because}`,
  'verify.cut': () => 'is cut off here',
  'verify.missing': () => 'is missing',
  'verify.after': () => 'is followed by bytes that do not belong to the bundle',
  'verify.extra': () => 'stands behind the seal',
  'verify.header': () => 'has a header or padding that differs from the one form a bundle has',
  'verify.unfinished': () => 'is that of a capture that was cut; nothing was sealed',
  'verify.unreadable': () => 'is not a manifest this version can read',
  'verify.sum': () => 'does not add up: the sum over its records is another one',
  'verify.seal': () => 'differs from what was sealed; every record is as the manifest says',
  'verify.place': (p: { wanted: string }) => `stands where ${p.wanted} belongs`,
  'verify.changed': () => 'has other bytes than the manifest says',
  'verify.facts': () => 'does not agree with the manifest about what was captured',
} as const;
