import { defineCollector } from '#shared/collectors/collector.ts';
import { sh } from '#shared/collectors/shell.ts';

/**
 * Names come from reading folders; nothing below them is touched, a volume may be a dead network mount.
 */
export const kubeletPods = defineCollector({
  id: 'kubelet-pods',
  why: 'Lists the folders of pods and their volumes, to tell orphans.',
  reads: ['ROOT-DIR/pods/*, names only'],
  phase: 2,
  beside: 'mount-tables',
  twice: false,
  timeoutS: 15,
  maxBytes: 16 * 1024 * 1024,
  withoutRoot: "Nothing: kubelet's folders belong to root.",
  sosreport: [],
  script: sh`
um_kubelet_pods() {
  um_dirs=$({ um_engines | while IFS=$um_tab read -r um_k um_p um_r um_x; do [ "$um_k" = kubelet ] && um_path "$um_p" "$um_r"; done; [ -d /var/lib/kubelet ] && echo /var/lib/kubelet; } | um_once)
  if [ -z "$um_dirs" ]; then um_absent kubelet-pods 'ROOT-DIR/pods' not-applicable 'no kubelet runs here and /var/lib/kubelet is not there'; return; fi
  [ "$um_uid" = 0 ] || um_denied="user $um_user (uid $um_uid) may not read kubelet's folders"
  um_read() {
    um_say "$um_dirs" | while read -r um_d; do
      for um_x in "$um_d"/pods/* "$um_d"/pods/*/volumes/*/* "$um_d"/pods/*/volume-subpaths/*/*; do case $um_x in *'/*' | *'/*/'*) ;; *) um_say "$um_x" ;; esac; done
    done
    return 0
  }
  um_record kubelet-pods "$(echo $um_dirs)/pods" um_read
}
`,
});
