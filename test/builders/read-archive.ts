import type { Archive, ArchivePass } from '#electron/node/archives/archive.ts';
import { KeepBudget, keepBody } from '#electron/node/archives/keep-body.ts';
import type { ArchiveEnd } from '#shared/archive/report.ts';

/** A whole pass as lines that a case can state: `kind place (oddities) duplicate ->target =body`. */
export async function readArchive(archive: Archive, signal = new AbortController().signal) {
  const pass: ArchivePass = archive.pass(signal);
  const budget = new KeepBudget(256 << 20);
  const members: string[] = [];
  for await (const entry of pass) {
    const { kind, place, oddities, duplicate, linkTarget } = entry.member;
    const { bytes } = await keepBody(entry, { bytes: 64 << 20, lineBytes: null }, budget);
    const words = [
      kind,
      ...(place === null ? [] : [place]),
      ...(oddities.length > 0 ? [`(${oddities.join(' ')})`] : []),
      ...(duplicate ? ['duplicate'] : []),
      ...(linkTarget === null ? [] : [`->${linkTarget}`]),
      ...(bytes.length > 0 ? [`=${Buffer.from(bytes).toString('latin1')}`] : []),
    ];
    members.push(words.join(' '));
  }
  const report = pass.report();
  return { members, end: endText(report.end), faults: report.faults.map(({ fault }) => fault), report };
}

function endText(end: ArchiveEnd): string {
  if (end.kind === 'damaged') return `damaged ${end.because}`;
  return end.kind === 'limit' ? `limit ${end.limit}` : end.kind;
}
