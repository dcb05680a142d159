import { isAbsent, present } from '#shared/base/absent.ts';
import { deviceNames } from '#shared/derive/diff/device-names.ts';
import type { DiffRow } from '#shared/derive/diff/diff.ts';
import { say } from '#shared/messages/index.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';
import type { Finding } from '#shared/rules/rule.ts';

/**
 * A finding is the same one when its rule and what it is about are the same. Its own id holds pids and `major:minor`,
 * which a restarted daemon or a re-made device does not keep: those become the unit's, the program's and the device's name.
 */
export const findingRows = (analysis: Analysis): readonly DiffRow[] => rowsWithFindings(analysis).map(({ row }) => row);

export function rowsWithFindings(
  analysis: Analysis,
): readonly { readonly code: string; readonly finding: Finding; readonly row: DiffRow }[] {
  const lasting = lastingNames(analysis);
  return analysis.outcomes.flatMap(({ code, outcome }) =>
    outcome.answer === 'fires' && !isOfCapture(code)
      ? outcome.findings.map((finding) => ({ code, finding, row: findingRow(code, finding, lasting) }))
      : [],
  );
}

/** Of one capture and no other, as a process that ended while it was read: no thing of the host came or went. */
const isOfCapture = (code: string): boolean => code.startsWith('Q-');

function findingRow(code: string, finding: Finding, lasting: (key: string) => string | null): DiffRow {
  const about = finding.id.slice(finding.id.indexOf(':') + 1);
  return {
    kind: 'finding',
    id: `${code}:${lasting(about) ?? about}`,
    name: say(finding.title),
    facts: { severity: finding.severity },
    open: { kind: 'finding', id: finding.id },
    source: finding.sources[0],
  };
}

function lastingNames({ model }: Analysis): (about: string) => string | null {
  const nameOf = deviceNames(model);
  const daemons = new Map(model.daemons.map((d) => [String(d.pid), d.unit ?? present(d.root)]));
  const processes = new Map(model.processes.map((p) => [String(p.pid), p]));
  return (about) => {
    if (/^\d+$/.test(about)) {
      const daemon = daemons.get(about);
      if (daemon) return daemon;
      const process = processes.get(about);
      return process && !isAbsent(process.comm) && !isAbsent(process.startTicks)
        ? `${process.comm} ${about}/${process.startTicks}`
        : null;
    }
    const device = /^(\d+:\d+)(\/.*)?$/.exec(about);
    return device ? `${nameOf(device[1]!)}${device[2] ?? ''}` : null;
  };
}
