import { defineCollector } from '#shared/collectors/collector.ts';
import { quoteForShell, sh } from '#shared/collectors/shell.ts';

/**
 * Releases what the collector could not release itself: killed at its deadline, by the user's cut or with its shell. It runs
 * apart from the job (its parent has ended, so no deadline finds it), is told before each snapshot is reserved and after
 * it was released, and acts when the pipe from the job closes, which no death of the job can prevent.
 */
const keeper = sh`
trap "" HUP INT TERM PIPE
held=
while read -r word pool; do
  rest=
  for p in $held; do [ "$p" = "$pool" ] || rest="$rest $p"; done
  case $word in hold) held="$rest $pool" ;; drop) held=$rest ;; esac
done
for p in $held; do
  tries=0
  until dmsetup message -j "\${p%:*}" -m "\${p#*:}" 0 release_metadata_snap || [ "$tries" -ge 5 ]; do
    tries=$((tries + 1)); sleep 1
  done
done
`;

/**
 * The one collector that changes something: it asks the kernel for a snapshot of each healthy pool's metadata, which is what
 * `thin_dump -m` can read while the pool is in use, and gives it back. The kernel commits the pool's metadata once for it.
 */
export const thinMetadata = defineCollector({
  id: 'thin-metadata',
  why: 'Lists every thin device of each pool with its blocks: what is orphaned, shared, and what removing a device would free.',
  changes: 'reserves a metadata snapshot in each healthy thin pool, reads it and releases it',
  reads: [
    'dmsetup ls --noflush --target thin-pool',
    'dmsetup message POOL 0 reserve_metadata_snap',
    'thin_dump -m METADATA-DEVICE',
    'dmsetup message POOL 0 release_metadata_snap',
  ],
  phase: 2,
  twice: false,
  timeoutS: 180,
  maxBytes: 96 * 1024 * 1024,
  withoutRoot: 'Nothing: the device-mapper control node belongs to root.',
  sosreport: [],
  script: sh`
um_thin_metadata() {
  um_what='thin_dump -m of the metadata of every thin pool'
  um_asks_dm thin-metadata "$um_what" || return
  if ! um_has thin_dump; then um_absent thin-metadata "$um_what" not-found 'thin_dump is not installed (package thin-provisioning-tools or device-mapper-persistent-data)'; return; fi
  um_pools=$(dmsetup ls --noflush --target thin-pool | sed -n 's/.*(\([0-9]*\)[:, ]*\([0-9]*\))$/\1:\2/p')
  if [ -z "$um_pools" ]; then um_absent thin-metadata "$um_what" not-applicable 'no device has a thin-pool target'; return; fi
  um_setsid=; um_has setsid && um_setsid=setsid
  { um_thin_pools 6>&1 1>&3; } | um_keep_releasing
}

# Returns at once; what it started waits for the other end of the pipe to close.
um_keep_releasing() {
  ( exec 7<&0; $um_setsid sh -c "$um_keeper" <&7 7<&- >/dev/null 2>&1 3>&- 4>&- 5>&- & )
}

um_thin_pools() {
  for um_pool in $um_pools; do
    um_sys=/sys/dev/block/$um_pool um_name=; read -r um_name < "$um_sys/dm/name"
    um_what="thin_dump -m of the metadata of pool $um_name"
    um_why=$(um_why_not 6>&-)
    if [ -n "$um_why" ]; then um_absent "thin-metadata/$um_pool" "$um_what" denied "$um_why"; continue; fi
    echo "hold $um_pool" >&6
    um_said=$(um_pool_message reserve_metadata_snap 2>&1 6>&-)
    um_rc=$?
    # Killed at its deadline: it may still take the snapshot, so the keeper stays responsible.
    case $um_rc in
      0) ;;
      124 | 137) um_absent "thin-metadata/$um_pool" "$um_what" denied 'reserve_metadata_snap did not return; its snapshot is released at the end'; continue ;;
      *) echo "drop $um_pool" >&6
        um_absent "thin-metadata/$um_pool" "$um_what" denied "reserve_metadata_snap was refused: $(um_text "$um_said" | tr '\n' ' ')"; continue ;;
    esac
    um_record "thin-metadata/$um_pool" "$um_what" um_dump_and_release
  done
}

um_pool_message() { um_box 20 dmsetup message -j "\${um_pool%:*}" -m "\${um_pool#*:}" 0 "$1"; }

# Why this pool's metadata is left alone; nothing when it can be read. Sets nothing: it runs in a $( ).
um_why_not() {
  um_line1=$(dmsetup status --noflush -j "\${um_pool%:*}" -m "\${um_pool#*:}")
  set -- \${um_line1##* thin-pool }
  um_sus=; read -r um_sus < "$um_sys/dm/suspended"
  case $um_line1 in *' thin-pool '*) ;; *) echo 'it has no live thin-pool table'; return ;; esac
  if [ "$um_sus" = 1 ]; then echo 'the pool is suspended'
  elif [ "$1" = Fail ] || [ "$1" = Error ]; then echo "the pool's status is $1"
  elif [ "$4" != - ]; then echo "somebody already holds a metadata snapshot of it, in block $4"
  elif [ "$5" = ro ]; then echo 'the pool is read-only'
  elif [ "$8" = needs_check ]; then echo 'the pool is marked needs_check'
  elif [ -z "$(um_metadata_node)" ]; then echo 'there is no node for its metadata device'
  fi
}

um_metadata_node() {
  um_line2=$(dmsetup table -j "\${um_pool%:*}" -m "\${um_pool#*:}")
  set -- \${um_line2##* thin-pool }
  um_node=$(sed -n 's|^DEVNAME=|/dev/|p' "/sys/dev/block/$1/uevent")
  [ -b "$um_node" ] && echo "$um_node"
}

um_dump_and_release() {
  um_node=$(um_metadata_node 6>&-)
  um_line1=$(dmsetup status --noflush -j "\${um_pool%:*}" -m "\${um_pool#*:}" 6>&-)
  set -- \${um_line1##* thin-pool }
  if [ "\${2%%/*}" -gt 1024 ] && um_has gzip; then um_dump_packed 6>&-; else um_box 90 thin_dump -m "$um_node" 6>&-; fi
  um_drc=$?
  if um_pool_message release_metadata_snap 6>&-; then echo "drop $um_pool" >&6
  else echo 'undermount: release_metadata_snap failed; it is tried again for some seconds' >&2; fi
  return "$um_drc"
}

# The exit status of thin_dump, not of gzip, by a descriptor of its own.
um_dump_packed() {
  { um_drc=$( { { um_box 90 thin_dump -m "$um_node" 7>&- 8>&-; echo "$?" >&7; } | gzip -1 -c >&8 7>&- 8>&-; } 7>&1 ); } 8>&1
  return "\${um_drc:-1}"
}

um_keeper=${quoteForShell(keeper)}
`,
});
