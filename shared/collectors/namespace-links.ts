import { defineCollector } from '#shared/collectors/collector.ts';
import { sh } from '#shared/collectors/shell.ts';

export const namespaceLinks = defineCollector({
  id: 'namespace-links',
  why: 'Says which process lives in which mount and network namespace.',
  reads: ['/proc/PID/ns/mnt', '/proc/PID/ns/net'],
  phase: 1,
  twice: true,
  timeoutS: 20,
  maxBytes: 64 * 1024 * 1024,
  withoutRoot: "Only the namespaces of the user's own processes.",
  sosreport: ['proc/[0-9]*/mountinfo'],
  script: sh`
um_namespace_links() {
  [ -n "$um_everything" ] || um_denied=$um_not_root
  um_read() { um_links_of 0 ns/mnt ns/net; }
  um_record namespace-links '/proc/PID/ns/{mnt,net}' um_read
}
`,
});
