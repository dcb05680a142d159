import { defineCollector } from '#shared/collectors/collector.ts';
import { sh } from '#shared/collectors/shell.ts';

export const host = defineCollector({
  id: 'host',
  why: 'Says which machine this is, its clock and kernel, and what the collecting user may see.',
  reads: [
    'uname',
    'id',
    '/proc/self/status',
    '/proc/self/attr/current',
    '/etc/os-release',
    '/proc/sys/kernel/random/boot_id',
    '/etc/machine-id',
    '/proc/stat',
  ],
  phase: 1,
  twice: false,
  timeoutS: 10,
  maxBytes: 64 * 1024,
  withoutRoot: null,
  sosreport: [
    'sos_commands/kernel/uname_-a',
    'sos_commands/host/hostname',
    'sos_commands/general/hostname',
    'etc/os-release',
    'usr/lib/os-release',
    'etc/redhat-release',
    'etc/system-release',
    'etc/debian_version',
    'proc/sys/kernel/random/boot_id',
    'proc/stat',
    'sos_commands/date/date',
    'sos_commands/date/date_--utc',
    'sos_commands/general/date',
    'sos_commands/kernel/sysctl_-a',
  ],
  script: sh`
um_host() {
  um_kv() { [ -n "$2" ] && echo "$1=$2"; }
  um_facts() {
    um_kv hostname "$(uname -n)"
    um_kv kernel "$(uname -r)"
    um_kv arch "$(uname -m)"
    um_kv os "$(sed -n 's/^PRETTY_NAME="*\([^"]*\)"*$/\1/p' /etc/os-release 2>/dev/null || head -n 1 /etc/redhat-release)"
    um_kv boot_id "$(cat /proc/sys/kernel/random/boot_id)"
    um_kv machine_id "$(sed -n '1s/^\([0-9a-f]*\)$/\1/p' /etc/machine-id 2>/dev/null)"
    um_kv uid "$um_uid"
    um_kv user "$um_user"
    um_kv cap_eff "$(sed -n 's/^CapEff:[^0-9a-f]*//p' /proc/self/status)"
    um_kv selinux "$(tr -d '\000' < /proc/self/attr/current 2>/dev/null)"
    um_kv hidepid "\${um_hidepid:-0}"
    um_kv sees_everything "$um_everything"
    um_kv own_mnt_ns "$(ls -l /proc/self/ns/mnt | sed -n 's/.*mnt:\[\([0-9]*\)\]$/\1/p')"
    um_kv own_pid "$$"
    um_kv own_pid_ns "$(ls -l /proc/self/ns/pid | sed -n 's/.*pid:\[\([0-9]*\)\]$/\1/p')"
    um_kv own_user_ns "$(ls -l /proc/self/ns/user | sed -n 's/.*user:\[\([0-9]*\)\]$/\1/p')"
    um_kv btime "$(sed -n 's/^btime //p' /proc/stat)"
    um_kv clk_tck "$(getconf CLK_TCK)"
    um_kv now "$um_epoch"
    um_kv now_zone "$(date +%z)"
    if [ -e /run/systemd/timesync/synchronized ]; then um_kv ntp synchronized; fi
    um_kv sh "$(ls -l /proc/$$/exe | sed -n 's/.* -> //p')"
    um_kv perl "$um_perl"
    um_kv python "$um_python"
    um_kv awk "$um_awk"
  }
  um_record host 'uname, id, /proc/self/status, /etc/os-release' um_facts
}
`,
});
