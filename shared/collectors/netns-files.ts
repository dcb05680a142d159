import { defineCollector } from '#shared/collectors/collector.ts';
import { sh } from '#shared/collectors/shell.ts';

export const netnsFiles = defineCollector({
  id: 'netns-files',
  why: 'Lists the files that pin network namespaces, to tell stale ones.',
  reads: ['/run/netns', '/var/run/docker/netns, names only'],
  phase: 2,
  twice: false,
  timeoutS: 10,
  maxBytes: 4 * 1024 * 1024,
  withoutRoot: "Not docker's, whose folder belongs to root.",
  sosreport: [],
  script: sh`
um_netns_files() {
  um_there=
  for um_x in /run/netns /var/run/netns /run/docker*/netns /var/run/docker*/netns; do [ -d "$um_x" ] && um_there=1; done
  for um_x in /run/docker*; do [ -d "$um_x" ] && [ ! -x "$um_x" ] && um_there=1 um_denied="user $um_user (uid $um_uid) may not look into $um_x"; done
  if [ -z "$um_there" ]; then um_absent netns-files '/run/netns, /run/docker/netns' not-applicable 'neither /run/netns nor /run/docker/netns is there'; return; fi
  um_read() {
    for um_x in /run/netns/* /run/docker*/netns/*; do case $um_x in *'/*') ;; *) um_say "$um_x" ;; esac; done
    [ -d /var/run/netns ] && [ ! /run -ef /var/run ] && for um_x in /var/run/netns/* /var/run/docker*/netns/*; do case $um_x in *'/*') ;; *) um_say "$um_x" ;; esac; done
    return 0
  }
  um_record netns-files '/run/netns, /run/docker*/netns' um_read
}
`,
});
