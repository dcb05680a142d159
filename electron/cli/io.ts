import { closeSync, openSync } from 'node:fs';
import { isatty } from 'node:tty';
import type { Terminal } from '#electron/cli/terminal.ts';

/** Everything the command line has of the world, so that tests can give it another one. */
export interface CliIo {
  /** The answer, and nothing else. Resolves when written; a reader that went away is no error. */
  out(text: string | Uint8Array): Promise<void>;
  /** Errors, one sentence, and progress. */
  err(text: string): void;
  /** Width for text, columns. */
  readonly columns: number;
  readonly outIsTerminal: boolean;
  readonly errIsTerminal: boolean;
  /** The caller's directory. */
  readonly directory: string;
  readonly env: NodeJS.ProcessEnv;
  /** Ctrl-C, and a polite kill. */
  readonly interrupted: AbortSignal;
  /** The person's terminal, whatever stdin and stdout are; null where there is none. */
  readonly terminal: Terminal | null;
}

/** Colour is for eyes: on a terminal that has some, and not where https://no-color.org says no. */
export const wantsColour = (io: CliIo): boolean => io.outIsTerminal && !io.env.NO_COLOR && io.env.TERM !== 'dumb';

/** A controlling terminal exists and can be opened. */
export function hasTerminal(): boolean {
  try {
    const fd = openSync('/dev/tty', 'r+');
    const answer = isatty(fd);
    closeSync(fd);
    return answer;
  } catch {
    return false;
  }
}
