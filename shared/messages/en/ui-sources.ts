/** Words of opening files and pasted text, and of several sources open at once. */
export const uiSourceWords = {
  'ui.openings': () => 'Being opened',
  'ui.opening-sent': (p: { bytes: string; whole: string }) => `sent ${p.bytes} of ${p.whole}`,
  'ui.opening-read': (p: { bytes: string; whole: string; members: string; unpacked: string }) =>
    `read ${p.bytes} of ${p.whole} · ${p.members} members · ${p.unpacked} unpacked`,
  'ui.opening-folder': (p: { members: string; bytes: string }) => `${p.members} files · ${p.bytes}`,
  'ui.opening-starts': () => 'looking at it',
  'ui.cancel-opening': (p: { name: string }) => `Cancel opening ${p.name}`,
  'ui.cancel': () => 'Cancel',
  'ui.no-folder-here': () =>
    'A browser cannot pass a folder on. Pack it (tar -czf) and drop the archive, or open the folder with "undermount serve FOLDER" on the machine it is on.',
  'ui.drop-empty': () => 'What was dropped is neither a file nor text.',

  'ui.open-folder': () => 'Open folder',
  'ui.way.archive-what': () => 'A bundle, a sosreport (.tar .gz .xz .bz2 .zst), or the script’s output',
  'ui.way.paste': () => 'Paste text',
  'ui.way.paste-what': () => 'mountinfo, dmsetup table or status, lsns',
  'ui.way.paste-how': () => 'Paste anywhere in this window, or into a box.',
  'ui.paste-open': () => 'Paste …',
  'ui.paste-title': () => 'Open pasted text',
  'ui.paste-said': () =>
    'The output of one command: cat /proc/PID/mountinfo, dmsetup table, dmsetup status --noflush, or lsns. A prompt before it does no harm.',
  'ui.paste-box': () => 'Text of one command',
  'ui.paste-is': (p: { kind: string; lines: number }) => `This is ${p.kind}, ${p.lines} lines.`,
  'ui.paste-go': () => 'Open it',

  'ui.tabs': () => 'Open sources',
  'ui.tab-close': (p: { name: string }) => `Close ${p.name}`,
  'ui.tab-new': () => 'Open another source',
  'ui.key.tabs': () => 'source before, source after',
  'ui.key.tab-number': () => 'source by its number',

  'ui.inferred-namespace': () => 'inferred from mount ids: the id of its root mount, no inode',

  'ui.col.silenced': () => 'silences',
  'ui.copy-command': () => 'Copy command',
  'ui.take-command': (p: { collector: string }) => `Copy the command that takes ${p.collector}`,
  'ui.silenced': (p: { codes: string }) => `cannot tell: ${p.codes}`,
  'ui.silenced-more': (p: { more: number }) => `+${p.more}`,
  'ui.silenced-all': (p: { rules: string }) => `Rules that cannot tell: ${p.rules}`,
  'ui.gaps-cost': (p: { rules: number; of: number; gaps: number }) =>
    `${p.rules} of ${p.of} rules cannot tell for ${p.gaps} gaps. Each gap names the one command that closes it; run it as root on the host, it writes nothing.`,
};
