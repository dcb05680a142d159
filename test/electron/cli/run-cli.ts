import { main } from '#electron/cli/main.ts';
import type { Terminal } from '#electron/cli/terminal.ts';

export interface CliRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliWorld {
  readonly directory?: string;
  readonly columns?: number;
  readonly outIsTerminal?: boolean;
  readonly errIsTerminal?: boolean;
  readonly env?: NodeJS.ProcessEnv;
  readonly interrupted?: AbortSignal;
  readonly terminal?: Terminal | null;
}

/** One command line in this process, with streams, directory and terminal of its own. */
export async function runCli(args: readonly string[], world: CliWorld = {}): Promise<CliRun> {
  const out: Buffer[] = [];
  let stderr = '';
  const code = await main(args, {
    out: async (text) => void out.push(Buffer.from(text)),
    err: (text) => {
      stderr += text;
    },
    columns: world.columns ?? 100,
    outIsTerminal: world.outIsTerminal ?? false,
    errIsTerminal: world.errIsTerminal ?? false,
    directory: world.directory ?? process.cwd(),
    env: world.env ?? {},
    interrupted: world.interrupted ?? new AbortController().signal,
    terminal: world.terminal ?? null,
  });
  return { code, stdout: Buffer.concat(out).toString(), stderr };
}
