/**
 * The one script of a capture, generated from the declarations.
 *
 * It is read by `sh` from its stdin, so everything stands in functions and the last line calls them: a script cut on
 * its way does nothing. Its text holds the nonce; neither its argv nor its environment does.
 */
import { besidePrelude } from '#shared/collectors/beside.ts';
import { boltMaskingPrelude } from '#shared/collectors/bolt-masking.ts';
import type { Collector } from '#shared/collectors/collector.ts';
import { dmsetupPrelude } from '#shared/collectors/dmsetup.ts';
import { enginesPrelude } from '#shared/collectors/engines.ts';
import { type CollectorId, chosenCollectorIds, collectorIds, type OptInCollectorId } from '#shared/collectors/ids.ts';
import { collectors } from '#shared/collectors/index.ts';
import { layerReaderPrelude } from '#shared/collectors/layer-reader.ts';
import { layerStoresPrelude } from '#shared/collectors/layer-stores.ts';
import { maskingPrelude } from '#shared/collectors/masking.ts';
import { namespacesPrelude } from '#shared/collectors/namespaces.ts';
import { prelude } from '#shared/collectors/prelude.ts';
import { walkerPrelude } from '#shared/collectors/process-walker.ts';
import { quoteForShell, sh } from '#shared/collectors/shell.ts';
import { tableReaderPrelude } from '#shared/collectors/table-reader.ts';

export interface ScriptOptions {
  /** 32 lower-case hex digits, drawn for this run. */
  readonly nonce: string;
  /** Null: all of them. */
  readonly only: readonly CollectorId[] | null;
  /** Collectors that change something on the host, asked for by name. */
  readonly with?: readonly OptInCollectorId[];
  /** Read the volatile set again at the end, at least 10 s after its first reading. */
  readonly secondSample: boolean;
  readonly toolVersion: string;
}

/** What the question "who holds X?" does without: settings, logs, units, pools, what changes the host. */
const beyondWho: ReadonlySet<CollectorId> = new Set([
  'settings',
  'dm-status',
  'udev-cookies',
  'filesystem-errors',
  'thin-metadata',
  'units',
  'containerd-snapshotters',
  'lvm-backup',
  'thin-tools',
  'capacity',
  'netns-files',
  'kernel-log',
  'engine-log',
]);
export const whoCollectors: readonly CollectorId[] = collectorIds.filter((id) => !beyondWho.has(id));

/** Throws on a nonce that is none: a weak one would let evidence forge frames. */
export function generateScript(options: ScriptOptions): string {
  if (!/^[0-9a-f]{32}$/.test(options.nonce)) throw new Error('the nonce must be 32 hex digits');
  const chosen = choose(options);
  const heads = chosen.filter((c) => c.follows === undefined);
  const job = (sample: 1 | 2) => (head: Collector) => jobLine(head, followersOf(head, chosen), sample);
  const besides = (head: Collector) => heads.filter((c) => c.beside === head.id);
  const inTurn = heads.filter((c) => !heads.some((head) => head.id === c.beside));
  const leading = Math.max(
    0,
    inTurn.findIndex((c) => besides(c).length > 0),
  );
  const lastTwice = inTurn.findLastIndex((c) => c.twice || besides(c).some((b) => b.twice));
  const second = options.secondSample ? heads.filter((c) => c.twice) : [];
  return [
    scriptHead(options, chosen),
    prelude,
    maskingPrelude,
    tableReaderPrelude,
    walkerPrelude,
    enginesPrelude,
    layerStoresPrelude,
    boltMaskingPrelude,
    ...(chosen.some((c) => c.id === 'layer-listings') ? [layerReaderPrelude] : []),
    dmsetupPrelude,
    namespacesPrelude,
    besidePrelude,
    ...chosen.map((c) => `# ${c.id}: ${c.why}\n${c.script}`),
    ...heads.map((head) => jobFunction(head, followersOf(head, chosen))),
    ...inTurn.flatMap((head) => turnFunctions(head, besides(head), job(1))),
    ...(leading > 0 ? [`um_lead() {\n${inTurn.slice(0, leading).map(job(1)).join('\n')}\n}`] : []),
    'um_main() {',
    indent(begin),
    ...inTurn
      .slice(leading)
      .flatMap((head, i) => [
        besides(head).length > 0
          ? `  ${i === 0 && leading > 0 ? 'um_after um_lead ' : ''}um_both_${functionName(head)}`
          : job(1)(head),
        ...(leading + i === Math.max(leading, lastTwice) ? [indent(markFirstSample)] : []),
      ]),
    ...(second.length > 0 ? [indent(waitForSecondSample), ...second.map(job(2))] : []),
    indent(end),
    '}',
    'um_main; exit 0',
    '',
  ].join('\n');
}

function choose(options: ScriptOptions): readonly Collector[] {
  const wanted = new Set<string>(chosenCollectorIds(options.only, options.with));
  for (const c of collectors) if (c.follows !== undefined && wanted.has(c.id)) wanted.add(c.follows);
  return collectors.filter((c) => wanted.has(c.id));
}

const followersOf = (head: Collector, chosen: readonly Collector[]) => chosen.filter((c) => c.follows === head.id);
const functionName = (c: Collector) => `um_${c.id.replaceAll('-', '_')}`;

/** A collector and those that follow it share one shell: the follower uses what the first one found. */
function jobFunction(head: Collector, followers: readonly Collector[]): string {
  const steps = followers.map((f) => `um_hand_over ${head.id} ${f.id} ${f.maxBytes}; ${functionName(f)}`);
  return `um_job_${functionName(head)}() { ${[functionName(head), ...steps].join('; ')}; }`;
}

/** The functions of a collector that has others beside it. */
function turnFunctions(head: Collector, aside: readonly Collector[], job: (c: Collector) => string): readonly string[] {
  if (aside.length === 0) return [];
  return [
    `um_turn_${functionName(head)}() {\n${job(head)}\n}`,
    `um_aside_${functionName(head)}() {\n${aside.map(job).join('\n')}\n}`,
    `um_both_${functionName(head)}() { um_beside um_turn_${functionName(head)} um_aside_${functionName(head)}; }`,
  ];
}

function jobLine(head: Collector, followers: readonly Collector[], sample: 1 | 2): string {
  const seconds = head.timeoutS + followers.reduce((sum, f) => sum + f.timeoutS, 0);
  return `  um_job ${head.id} ${sample} ${seconds} ${head.maxBytes} um_job_${functionName(head)}`;
}

const indent = (text: string) => text.replaceAll(/^(?=.)/gm, '  ');

const scriptHead = ({ nonce, toolVersion }: ScriptOptions, chosen: readonly Collector[]) => sh`
# Undermount ${toolVersion.replaceAll(/[^\w.+-]/g, '_')}: reads what keeps mounts and devices of this host alive. ${promise(chosen)}
# Its output goes to stdout. By hand: sh < THIS-FILE > OUTPUT, then open OUTPUT with undermount.
set +a
unset um_nonce um_tool ENV BASH_ENV CDPATH GREP_OPTIONS GREP_COLOR GREP_COLORS POSIXLY_CORRECT PERL5OPT PERL5LIB PYTHONPATH PYTHONSTARTUP SYSTEMD_PAGER PAGER LESS
IFS=' 	
'
LC_ALL=C PYTHONDONTWRITEBYTECODE=1 PATH=\${PATH:-/usr/bin:/bin}:/usr/sbin:/sbin:/usr/local/sbin:/usr/bin:/bin
export LC_ALL PATH PYTHONDONTWRITEBYTECODE
umask 077
exec 2>/dev/null
um_nonce=${nonce}
um_tool=${quoteForShell(toolVersion.replaceAll(/[^\w.+-]/g, '_') || 'unknown')}
`;

function promise(chosen: readonly Collector[]): string {
  const changes = chosen.flatMap(({ id, changes }) => (changes === undefined ? [] : [`${id}: it ${changes}.`]));
  return changes.length === 0
    ? 'It writes nothing here.'
    : `It writes nothing here but for what was asked for. ${changes.join(' ')}`;
}

const begin = sh`
exec </dev/null
cd /
renice 19 "$$" >/dev/null
ionice -c 3 -p "$$" >/dev/null
um_epoch=$(date +%s.%N); um_now
case $um_epoch in *[!0-9.]* | *.) um_epoch=$(date +%s) ;; esac
um_text "$um_rs""undermount-capture/1 $um_nonce $um_tool $um_epoch $um_up $(uname -n)$um_nl"
um_look_for_engines
`;

const markFirstSample = sh`
um_now
um_sampled=\${um_up%.*}
`;

const waitForSecondSample = sh`
while :; do
  um_now
  [ "$((\${um_up%.*} - um_sampled))" -lt 11 ] || break
  um_line "P$um_tab$um_up$um_tab""second-sample"
  sleep 1
done
`;

const end = sh`
um_now
um_line "Z$um_tab$um_up"
`;
