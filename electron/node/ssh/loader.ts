import { sh } from '#shared/collectors/shell.ts';

/**
 * What is executed on a target, all of it: one constant, and one line typed into it.
 *
 * The login shell (fish, csh, whatever) sees only `/bin/sh`. That shell reads one line from stdin, which turns it
 * into sudo, or into the loader below. The loader says that it is there, takes the script from stdin
 * by length, and runs it. Nothing is put into a file, into argv or into the environment.
 */
export const remoteCommand = '/bin/sh';

/**
 * Runs as the elevated user, `$1` being the mark it answers with.
 *
 * - Lines before `um-script N` are dropped: were a password ever to arrive here, it would end here.
 * - `head -c` reads exactly N bytes, and a script that arrived in part is not run.
 * - The watcher reads stdin on: when the link ends it ends the process group, so that no collector
 *   is left behind on the host. Its stdin is fd 9 because a background list gets /dev/null.
 * - No single quote may stand in here: the line that carries it quotes it with them.
 */
const loader = sh`
LC_ALL=C; export LC_ALL;
printf "\n%s-%s\n" um-ready "$1";
while IFS= read -r l; do case $l in "um-script "*) break;; esac; done;
case $l in "um-script "[1-9]*) n=\${l#um-script };; *) exit 97;; esac;
s=$(head -c "$n"; printf x);
[ "\${#s}" -gt "$n" ] || exit 97;
exec 9<&0 </dev/null;
{ while read -r l; do :; done <&9; kill 0; } >/dev/null 2>&1 & exec 9<&-;
eval "\${s%x}"
`.replaceAll('\n', ' ');

/** The loader's exit status when it could not take the whole script: no head(1), or a link that ended before. */
export const loaderRefused = 97;

/** How the line reaches the user who runs the script. `-n`: sudo must not ask. `-S`: it asks on stderr, with our words. */
export type Elevating = 'none' | 'sudo-quietly' | 'sudo-asking';

export interface Marks {
  /** Printed by /bin/sh: commands are executed here, and everything before was noise. */
  readonly here: string;
  /** Printed by the loader: it runs as the wished user. */
  readonly ready: string;
  /** What sudo asks with. Only when it is seen is a password written. */
  readonly prompt: string;
}

/** Three nonces of 32 hex digits each. They keep noise apart from answers; none of them is a secret or frames evidence. */
export function marksFrom(here: string, ready: string, prompt: string): Marks {
  for (const nonce of [here, ready, prompt]) if (!/^[0-9a-f]{32}$/.test(nonce)) throw new Error('not a nonce');
  return { here: `um-here-${here}`, ready: `um-ready-${ready}`, prompt: `um-sudo-${prompt}:` };
}

/** The one line typed into /bin/sh. Marks are put together by printf, so that a host that echoes its input cannot pass. */
export function openingLine(elevating: Elevating, marks: Marks): string {
  const shell = `/bin/sh -c '${loader}' um ${marks.ready.slice('um-ready-'.length)}`;
  const command = {
    none: `exec ${shell}`,
    'sudo-quietly': `exec sudo -n -- ${shell}`,
    'sudo-asking': `exec sudo -S -p ${marks.prompt} -- ${shell}`,
  }[elevating];
  const here = marks.here.slice('um-here-'.length);
  return `LC_ALL=C; export LC_ALL; printf '\\n%s-%s\\n' um-here ${here}; ${command}\n`;
}

/** What the loader is sent once its mark was seen. */
export function scriptMessage(script: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(`um-script ${script.length}\n`), script]);
}
