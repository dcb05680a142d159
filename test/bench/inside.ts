/** Runs inside world.py's namespaces: measures one question by every method and prints the result as JSON. */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { generateScript } from '#shared/collectors/script.ts';
import { FrameDecoder } from '#shared/evidence/framing.ts';
import { type Measured, time } from '#test/bench/measure.ts';
import { startSshd } from '#test/live/sshd.ts';

const [kind = '', ready = '', cli = ''] = process.argv.slice(2);
const facts = JSON.parse(readFileSync(ready, 'utf8')) as { needle: string; namespaces: number; holders: number };
const { needle, namespaces: wanted, holders } = facts;
const id = /[0-9a-f]{64}/.exec(needle)?.[0] ?? needle;

/** All methods at the priority that our script gives itself, so that a busy machine favours none. */
const quietly = (script: string, ...args: readonly string[]) =>
  spawnSync('nice', ['-n', '19', 'bash', '-c', script, 'bash', ...args], { maxBuffer: 1e9 });

/** find-busy-mnt.sh's method: every process's mounts are searched, and for each hit its name and namespace are asked. */
const findBusyMount = `find /proc/[0-9]*/mounts 2>/dev/null | xargs grep -- "$1" 2>/dev/null | while read -r line; do
  pid=$(echo "$line" | cut -d: -f1 | cut -d/ -f3)
  printf '%s\\t%s\\t%s\\n' "$pid" "$(ps -q "$pid" -o comm=)" "$(readlink "/proc/$pid/ns/mnt")"
done`;
const findAndGrep = `find /proc/[0-9]*/mounts 2>/dev/null | xargs grep -- "$1" 2>/dev/null`;
/** One mountinfo per namespace, read whole: what a tool that counts namespaces does. */
const catPerNamespace = `declare -A seen
for p in /proc/[0-9]*; do n=$(readlink "$p/ns/mnt") || continue; [ -n "\${seen[$n]}" ] && continue; seen[$n]=1; cat "$p/mountinfo"; done | grep -c -- "$1"`;

let known: ReadonlySet<number> | null = null;
const sshd = await startSshd({ users: { bench: {} } });
const answers: Measured[] = [];
try {
  const who = () => {
    const target = `ssh://root@127.0.0.1:${sshd.port}`;
    const args = [cli, 'who', needle, target, '-i', sshd.userKeyPath, '--known-hosts', sshd.knownHostsFile, '--json'];
    const run = spawnSync(process.execPath, args, { maxBuffer: 1e9 });
    if (run.status !== 0 && run.status !== 4) throw new Error(`who ended with ${run.status}: ${run.stderr.toString()}`);
    return run.stdout.toString();
  };
  const ours = time('undermount who, over ssh, to holders', who);
  const found = (JSON.parse(ours.output) as { holders: { namespace: { id?: number } }[] }).holders;
  const namespaces = new Set(found.map((h) => h.namespace.id));
  if (namespaces.size !== wanted || [...namespaces].some((ns) => ns === undefined || !holderNamespaces(id).has(ns)))
    throw new Error(`who named ${namespaces.size} namespaces, not the ${wanted} that hold it`);
  answers.push(ours);
  if (kind === 'leak') {
    const grep = time('find /proc/*/mounts | xargs grep', () => quietly(findAndGrep, id).stdout.toString());
    const busy = time("find-busy-mnt.sh's method", () => quietly(findBusyMount, id).stdout.toString());
    for (const peer of [grep, busy]) {
      const hits = peer.output.trim().split('\n').length;
      if (hits !== holders) throw new Error(`${peer.what} found ${hits} processes of ${holders}`);
    }
    answers.push(grep, busy);
  } else {
    const past = slowestRead();
    if (past.ms > 2_300) throw new Error(`${past.id} was read for ${past.ms} ms, past its box of 2 s`);
    answers.push(time('cat mountinfo, once per namespace', () => quietly(catPerNamespace, id).stdout.toString()));
  }
} finally {
  await sshd.stop();
}
process.stdout.write(`${JSON.stringify(answers.map(({ what, seconds }) => ({ what, seconds })))}\n`);

/** The longest single reading of a table in a capture taken here, by a script of its own. */
function slowestRead(): { readonly id: string; readonly ms: number } {
  const script = generateScript({
    nonce: randomBytes(16).toString('hex'),
    only: ['mount-tables'],
    secondSample: false,
    toolVersion: 'bench',
  });
  const run = spawnSync('sh', [], { input: script, maxBuffer: 1e9 });
  const decoder = new FrameDecoder({ nonce: null, host: null });
  const reads = [...decoder.push(run.stdout), ...decoder.end()].flatMap((e) =>
    e.kind === 'record' ? [{ id: e.record.id, ms: e.record.durationMs ?? 0 }] : [],
  );
  if (!decoder.finished || reads.length < 60) throw new Error(`only ${reads.length} tables were read`);
  return reads.reduce((a, b) => (b.ms > a.ms ? b : a));
}

/** The namespaces whose tables name `text`, by one look at each: slow, and independent of the product. */
function holderNamespaces(text: string): ReadonlySet<number> {
  if (known) return known;
  const tables = new Map<number, boolean>();
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const namespace = Number(readlinkSync(`/proc/${pid}/ns/mnt`).slice(5, -1));
      if (!tables.has(namespace)) tables.set(namespace, readFileSync(`/proc/${pid}/mounts`, 'utf8').includes(text));
    } catch {
      // It ended.
    }
  }
  known = new Set([...tables].flatMap(([namespace, holds]) => (holds ? [namespace] : [])));
  return known;
}
