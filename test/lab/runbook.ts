import type { AnalysisJson } from '#test/lab/answers.ts';
import { inGuest } from '#test/lab/guest.ts';

export type FindingJson = NonNullable<AnalysisJson['outcomes'][number]['findings']>[number] & { readonly code: string };
type Steps = readonly { readonly say: string; readonly command: string | null }[];

/** The commands of a runbook in their order, without what it offers in place of them ("Or let the whole namespace go …"). */
export const commandsOf = (steps: Steps): readonly string[] =>
  steps.filter(({ say }) => !say.startsWith('Or ')).flatMap(({ command }) => command ?? []);

/** Runs commands in the guest, each as it was printed; one that fails rejects. */
export async function followed(commands: readonly string[]): Promise<void> {
  for (const command of commands) await inGuest(command);
}

/** Every finding of an analysis, with the code of its rule. */
export const findingsOf = ({ outcomes }: AnalysisJson): readonly FindingJson[] =>
  outcomes.flatMap(({ code, answer, findings = [] }) =>
    answer === 'fires' ? findings.map((finding) => ({ ...finding, code })) : [],
  );
