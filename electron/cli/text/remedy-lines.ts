import type { TextPage } from '#electron/cli/text/text-page.ts';
import { msg, say } from '#shared/messages/index.ts';
import type { RemedyStep } from '#shared/model/subject.ts';

/** Numbered steps, each command on a line of its own, whole. */
export function remedyLines(page: TextPage, steps: readonly RemedyStep[], indent: number): void {
  for (const [n, step] of steps.entries()) {
    page.item(
      `${n + 1}. `,
      `${say(step.say)}${step.runIn === 'host' ? '' : ` ${say(msg(`cli.run-in.${step.runIn}`))}`}`,
      indent,
    );
    if (step.command !== null) page.command(step.command, indent + 5);
  }
}
