import { defineCollector } from '#shared/collectors/collector.ts';
import { sh } from '#shared/collectors/shell.ts';

/**
 * One reading per namespace, not per process: 5,000 processes may share 500 tables. Order: init's and our own namespace,
 * the engines', those held by one thread, known monitoring agents', the rest. 2 s a table, 30 s for all. A process whose root
 * lies in a detached mount shows an empty table, so others of the namespace are tried. `mount-tables/readers` says in which
 * namespace each reader is afterwards: a table whose reader has moved on is not that namespace's.
 */
export const mountTables = defineCollector({
  id: 'mount-tables',
  why: 'Reads the mount table of every mount namespace once: where copies of a mount are.',
  reads: [
    '/proc/PID/mountinfo of one process per namespace',
    '/proc/PID/task/TID/mountinfo where only a thread is in it',
    '/proc/PID/mounts where that took longer than 2 s',
  ],
  phase: 1,
  twice: false,
  timeoutS: 75,
  maxBytes: 64 * 1024 * 1024,
  withoutRoot: "Only the namespaces of the user's own processes.",
  sosreport: ['proc/[0-9]*/mountinfo', 'proc/self/mountinfo', 'proc/self/mounts', 'proc/[0-9]*/mounts', 'proc/mounts'],
  script: sh`
um_mount_tables() {
  [ -n "$um_everything" ] || um_denied=$um_not_root
  um_box_s=2 um_total_s=30 um_pins=
  if [ -z "$um_awk" ]; then um_plan=$(um_plan_plain); else um_plan=$(um_plan_tables); fi
  if [ -z "$um_plan" ]; then um_absent mount-table/own /proc/self/mountinfo denied 'no namespace of any process could be seen'; return; fi
  um_ns_fds=$(um_open_links n | grep "\${um_tab}mnt:")
  if [ -n "$um_perl" ]; then
    um_pins=$({ um_reader_head "$um_box_s" "$um_total_s"; um_say "$um_plan"; } | perl -e "$um_perl_reader" 4>&1 >&3)
  else
    um_shell_tables
  fi
  um_read() { um_say "$um_plan" | sed -n "s|^[0-9]*$um_tab\([^$um_tab]*\).*|\1/ns/mnt|p" | um_links; }
  um_record mount-tables/readers 'the namespaces of those read, once more' um_read
}
`,
});
