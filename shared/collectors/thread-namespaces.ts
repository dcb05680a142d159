import { defineCollector } from '#shared/collectors/collector.ts';
import { sh } from '#shared/collectors/shell.ts';

/**
 * The links of threads whose mount namespace is not their process's, newline-ended. Also the threads of a process whose
 * first thread has ended: that one shows no namespace at all.
 */
export const threadNamespaces = defineCollector({
  id: 'thread-namespaces',
  why: 'Finds single threads that live in a mount namespace of their own and so keep it alive.',
  reads: ['/proc/PID/task/TID/ns/mnt'],
  phase: 1,
  twice: true,
  timeoutS: 20,
  maxBytes: 16 * 1024 * 1024,
  withoutRoot: "Only threads of the user's own processes.",
  sosreport: [],
  script: sh`
um_thread_namespaces() {
  [ -n "$um_everything" ] || um_denied=$um_not_root
  if [ -z "$um_awk$um_perl" ]; then um_absent thread-namespaces '/proc/PID/task/TID/ns/mnt' not-found 'there is no awk here to compare threads with'; return; fi
  um_record thread-namespaces '/proc/PID/task/TID/ns/mnt' um_odd_threads
}
`,
});
