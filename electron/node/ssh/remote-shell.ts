import { randomBytes } from 'node:crypto';
import type { ClientChannel } from 'ssh2';
import { type ChannelEnd, ChannelReader } from '#electron/node/ssh/channel-reader.ts';
import type { Connection } from '#electron/node/ssh/connect.ts';
import { type Elevating, marksFrom, openingLine, remoteCommand } from '#electron/node/ssh/loader.ts';
import { MarkSearch } from '#electron/node/ssh/mark-search.ts';

/** How far an attempt to get a waiting loader came. `stderr` and `stdout` are the host's words. */
export type Attempt =
  | { readonly kind: 'ready'; readonly reader: ChannelReader }
  | { readonly kind: 'no-exec'; readonly reason: string | null }
  | {
      readonly kind: 'ended';
      /** Whether /bin/sh had answered: before that, no command ran at all. */
      readonly here: boolean;
      readonly end: ChannelEnd;
      readonly stdout: string;
      readonly stderr: string;
    }
  | { readonly kind: 'silent'; readonly here: boolean; readonly stdout: string; readonly stderr: string }
  | { readonly kind: 'no-answer'; readonly attempt: number };

/** Milliseconds. */
export interface ShellTimes {
  /** For the channel, and for /bin/sh to answer. */
  readonly exec: number;
  /** For sudo to ask or to start the loader; a wrong password alone costs it two seconds. */
  readonly elevate: number;
}
export const shellTimes: ShellTimes = { exec: 20_000, elevate: 30_000 };

/**
 * Executes the constant command and waits until the loader answers.
 *
 * `askPassword` is called once for each time sudo's prompt with our nonce is seen. What it gives is written
 * once, and only if sudo still waits for it then.
 */
export async function attemptShell(
  connection: Connection,
  elevating: Elevating,
  askPassword: (attempt: number) => Promise<string | null>,
  times: ShellTimes = shellTimes,
): Promise<Attempt> {
  const opened = await execConstant(connection, times.exec);
  if (!(opened instanceof ChannelReader)) return { kind: 'no-exec', reason: opened };
  const reader = opened;
  const nonce = () => randomBytes(16).toString('hex');
  const marks = marksFrom(nonce(), nonce(), nonce());
  const out = new MarkSearch();
  let here = false;
  let asked = 0;
  let deadline = performance.now() + times.exec;
  reader.channel.write(openingLine(elevating, marks));
  for (;;) {
    const over = reader.end;
    for (let chunk = reader.take(); chunk; chunk = reader.take()) out.push(chunk);
    if (!here && out.find(marks.here)) {
      here = true;
      deadline = performance.now() + (elevating === 'none' ? times.exec : times.elevate);
    }
    if (here && out.find(marks.ready)) {
      reader.putBack(out.rest());
      return { kind: 'ready', reader };
    }
    const { noise: stdout } = out;
    if (over) return { kind: 'ended', here, end: over, stdout, stderr: reader.stderr };
    if (here && reader.takeFromStderr(marks.prompt)) {
      asked += 1;
      // Nobody waits for an answer when the link has ended meanwhile.
      const password = await Promise.race([askPassword(asked), connection.ended.then(() => null)]);
      if (password === null) {
        reader.channel.close();
        return { kind: 'no-answer', attempt: asked };
      }
      // While the person typed, sudo may have given up or gone on by other means: then nobody waits for a password.
      for (let chunk = reader.take(); chunk; chunk = reader.take()) out.push(chunk);
      if (!reader.end && !out.sees(marks.ready)) reader.channel.write(`${password}\n`);
      deadline = performance.now() + times.elevate;
      continue;
    }
    if (performance.now() >= deadline) {
      reader.channel.close();
      return { kind: 'silent', here, stdout, stderr: reader.stderr };
    }
    await reader.change(deadline - performance.now());
  }
}

/** A reader, or why there is none; null: the server never answered the request. */
function execConstant(connection: Connection, ms: number): Promise<ChannelReader | string | null> {
  return new Promise((resolve) => {
    // On a half-open link the callback never comes.
    const timer = setTimeout(() => resolve(null), ms);
    const settle = (result: ChannelReader | string) => {
      clearTimeout(timer);
      resolve(result);
    };
    try {
      connection.client.exec(remoteCommand, (error: Error | undefined, channel: ClientChannel) => {
        if (error) settle(error.message);
        else settle(new ChannelReader(channel));
      });
    } catch (error) {
      settle(error instanceof Error ? error.message : String(error));
    }
  });
}
