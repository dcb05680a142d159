import { defineCollector } from '#shared/collectors/collector.ts';
import { sh } from '#shared/collectors/shell.ts';

export const loopDevices = defineCollector({
  id: 'loop-devices',
  why: 'Follows a loop device to its backing file and to the filesystem that file keeps busy.',
  reads: [
    '/sys/block/loop*/loop/{backing_file,autoclear,offset}',
    'losetup -l',
    'stat of backing files on local filesystems',
  ],
  phase: 1,
  beside: 'mount-tables',
  twice: false,
  timeoutS: 15,
  maxBytes: 4 * 1024 * 1024,
  withoutRoot: 'The backing files, but not which filesystem they are on.',
  sosreport: ['sys/block/loop*/loop/*', 'sos_commands/block/losetup_-a'],
  script: sh`
um_loop_devices() {
  set -- /sys/block/loop*/loop/backing_file
  if [ ! -e "$1" ]; then
    um_absent loop-devices/files '/sys/block/loop*/loop' not-applicable 'no /sys/block/loop*/loop: no loop device is in use'
    um_absent loop-devices/devices 'losetup -l' not-applicable 'no loop device is in use'
    um_absent loop-devices/sizes 'stat of backing files' not-applicable 'no loop device is in use'
    return
  fi
  um_read() { $um_grep '' /sys/block/loop*/loop/backing_file /sys/block/loop*/loop/autoclear /sys/block/loop*/loop/offset; return 0; }
  um_record loop-devices/files '/sys/block/loop*/loop/{backing_file,autoclear,offset}' um_read
  um_what='stat of backing files on local filesystems'
  um_read() {
    { um_netmounts; for um_x in /sys/block/loop*/loop/backing_file; do IFS= read -r um_f < "$um_x" && echo "$um_f"; done; } | $um_awk '
      substr($0, 1, 1) == "!" { net[++n] = substr($0, 2) "/"; next }
      { for (i = 1; i <= n; i++) if (index($0 "/", net[i]) == 1) next; if (!seen[$0]++) print }' |
      um_xargs -n 64 sh -c "$um_box5 stat -c '%s$um_tab%b$um_tab%B$um_tab%d$um_tab%n' -- \"\$@\"; :" sh
    return 0
  }
  if [ -z "$um_awk" ]; then um_absent loop-devices/sizes "$um_what" not-found 'there is no awk here to tell files on network filesystems, so none was touched'
  else um_record loop-devices/sizes "$um_what" um_read
  fi
  um_what='losetup -l --noheadings --raw -O NAME,BACK-MAJ:MIN'
  um_read() { losetup -l --noheadings --raw -O NAME,BACK-MAJ:MIN; }
  if ! um_has losetup; then um_absent loop-devices/devices "$um_what" not-found 'losetup is not installed'
  elif ! losetup -l --noheadings --raw -O NAME,BACK-MAJ:MIN >/dev/null 2>&1; then um_absent loop-devices/devices "$um_what" not-found 'this losetup knows no -l or no BACK-MAJ:MIN'
  else
    [ "$um_uid" = 0 ] || um_denied="user $um_user (uid $um_uid) may not open loop devices"
    um_record loop-devices/devices "$um_what" um_read
  fi
}
`,
});
