import { defineCollector } from '#shared/collectors/collector.ts';
import { sh } from '#shared/collectors/shell.ts';

/**
 * Read only when asked for: statfs waits where a filesystem hangs, so an ordinary capture stays away from it. Filesystems
 * on docker's thin devices are left out: theirs is what hangs first, and no rule asks.
 */
export const capacity = defineCollector({
  id: 'capacity',
  why: 'Says whether the filesystem below a pool on files can hold what the pool promises.',
  changes: 'asks each local filesystem how much is free (statfs), which waits where one hangs',
  reads: ['/proc/self/mountinfo', 'stat -f MOUNT-POINT of ext, xfs, btrfs, f2fs and vfat'],
  phase: 2,
  twice: false,
  timeoutS: 30,
  maxBytes: 1024 * 1024,
  withoutRoot: null,
  sosreport: ['sos_commands/filesys/df_-al', 'sos_commands/filesys/df_-al_-x_autofs'],
  script: sh`
um_capacity() {
  um_what='stat -f of the local filesystems of this mount namespace'
  if stat -f -c '%S %b %a' / >/dev/null 2>&1; then um_record capacity "$um_what" um_statfs
  else um_absent capacity "$um_what" not-found 'this host has no stat that knows -f'
  fi
}

um_statfs() {
  $um_awk '{
    for (i = 7; i < NF && $i != "-"; i++) ;
    if ($(i + 1) !~ /^(ext[234]|xfs|btrfs|f2fs|vfat)$/ || $(i + 2) ~ /^\/dev\/mapper\/docker-/ || $5 ~ /\\01[12]/ || seen[$3]++) next
    p = $5; gsub(/\\040/, " ", p); gsub(/\\134/, "\\", p); print $3 "\t" p }' /proc/self/mountinfo |
    while IFS="$um_tab" read -r um_dev um_x; do
      um_free=$(um_box 5 stat -f -c '%S %b %a' -- "$um_x") && printf '%s\t%s\t%s\n' "$um_dev" "$um_free" "$um_x"
    done
  return 0
}
`,
});
