import { defineCollector } from '#shared/collectors/collector.ts';
import { sh } from '#shared/collectors/shell.ts';

/**
 * Runs in the shell of mount-tables, which found the pins while it read. The one place where anything enters a namespace:
 * see table-reader.ts for what the child may do there, which is to wait.
 */
export const processlessTables = defineCollector({
  id: 'processless-tables',
  why: 'Reads the tables of mount namespaces that no process lives in, kept by a bind-mounted nsfs file or an open descriptor.',
  reads: [
    'nsfs bind mounts of mount namespaces, /proc/PID/fd/N on mnt:[…]',
    '/proc/CHILD/mountinfo of a forked child that entered such a namespace and executes nothing there',
  ],
  phase: 1,
  twice: false,
  timeoutS: 60,
  maxBytes: 64 * 1024 * 1024,
  withoutRoot: 'Nothing: entering a namespace takes root.',
  sosreport: [],
  follows: 'mount-tables',
  script: sh`
um_processless_tables() {
  um_box_s=2 um_total_s=30
  um_found=$(um_processless)
  if [ -z "$um_found" ]; then
    if [ -n "$um_everything" ]; then um_absent processless-tables 'pins in mount tables, descriptors on mnt:[…]' not-applicable 'every mount namespace that a pin or a descriptor names has a process or thread in it'
    else um_absent processless-tables 'pins in mount tables, descriptors on mnt:[…]' denied "$um_not_root"; fi
    return
  fi
  if [ -n "$um_perl" ]; then { um_reader_head "$um_box_s" "$um_total_s"; echo pins; um_say "$um_found"; } | perl -e "$um_perl_reader" 4>/dev/null
  elif [ -n "$um_python" ]; then { um_reader_head "$um_box_s" "$um_total_s"; echo pins; um_say "$um_found"; } | "$um_python" -c "$um_python_pins"
  else
    um_say "$um_found" | while IFS=$um_tab read -r um_ino um_path um_label; do
      um_absent "mount-table/$um_ino" "mountinfo entered through $um_label" not-found "neither perl nor python3 is here to enter it; this would tell: nsenter --mount=$um_label cat /proc/self/mountinfo"
    done
  fi
}
`,
});
