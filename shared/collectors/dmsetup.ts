/** What every question to dmsetup asks first. Without its control node libdm would make one, so then it is left alone. */
import { sh } from '#shared/collectors/shell.ts';

export const dmsetupPrelude = sh`
um_asks_dm() { # ID WHAT: true when dmsetup can be asked; else a record says why not
  set -- "$1" "$2" /sys/block/dm-*
  if [ ! -e "$3" ]; then um_absent "$1" "$2" not-applicable 'no /sys/block/dm-*: this host has no device-mapper device'
  elif ! um_has dmsetup; then um_absent "$1" "$2" not-found 'dmsetup is not installed'
  elif [ ! -c /dev/mapper/control ]; then um_absent "$1" "$2" not-found '/dev/mapper/control is not there, and dmsetup would create it'
  elif [ ! -r /dev/mapper/control ]; then um_absent "$1" "$2" denied "user $um_user (uid $um_uid) may not open /dev/mapper/control"
  else return 0
  fi
  return 1
}
`;
