import type { Command } from '#electron/cli/command.ts';
import { analyze } from '#electron/cli/commands/analyze.ts';
import { capture } from '#electron/cli/commands/capture.ts';
import { diff } from '#electron/cli/commands/diff.ts';
import { figure } from '#electron/cli/commands/figure.ts';
import { open } from '#electron/cli/commands/open.ts';
import { redact } from '#electron/cli/commands/redact.ts';
import { report } from '#electron/cli/commands/report.ts';
import { script } from '#electron/cli/commands/script.ts';
import { serve } from '#electron/cli/commands/serve.ts';
import { verify } from '#electron/cli/commands/verify.ts';
import { who } from '#electron/cli/commands/who.ts';

/** Add a command: its file, its line here, its page in shared/messages/en/cli-help.ts. The first one is meant when none is named. */
export const commands: readonly [Command, ...Command[]] = [
  open,
  serve,
  capture,
  script,
  analyze,
  who,
  figure,
  report,
  diff,
  redact,
  verify,
];
