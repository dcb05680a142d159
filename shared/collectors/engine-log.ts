import { defineCollector } from '#shared/collectors/collector.ts';
import { sh } from '#shared/collectors/shell.ts';

export const engineLog = defineCollector({
  id: 'engine-log',
  why: 'Messages of docker, containerd, kubelet, cri-o and LVM about mounts, removals and thin devices.',
  reads: [
    'journalctl _COMM=dockerd + _COMM=containerd + _COMM=kubelet + …',
    'else /var/log/messages or /var/log/syslog',
  ],
  phase: 2,
  twice: false,
  timeoutS: 30,
  maxBytes: 16 * 1024 * 1024,
  withoutRoot: 'Nothing, where the journal is restricted.',
  sosreport: [
    'sos_commands/docker/journalctl_*',
    'sos_commands/containerd/journalctl_*',
    'sos_commands/crio/journalctl_*',
    'sos_commands/podman/journalctl_*',
    'sos_commands/kubernetes/journalctl_*kubelet*',
    'sos_commands/services/journalctl_*',
    'sos_commands/logs/journalctl_--no-pager',
    'sos_commands/logs/journalctl_--no-pager_--boot',
    'sos_commands/logs/journalctl_--no-pager_--catalog_--boot',
    'sos_commands/logs/journalctl_--all_--this-boot_--no-pager',
    'var/log/messages',
    'var/log/syslog',
    'var/log/docker.log',
    'var/log/upstart/docker.log',
  ],
  script: sh`
um_engine_log() {
  um_interesting='busy|mount|overlay|devicemapper|device-mapper|thin|XFS|xfs|I/O error|netns|propagation|rootfs|shm|Orphaned pod|orphaned|unmap|rbd|no space left|[Uu]nable to|[Ff]ailed to|[Cc]annot|[Dd]ead|remov|no such file|[Kk]ill|timed out|[Dd]eadline|Base Device|transaction|already exists|already there|[Ff]aulty|supposed to be unused|thin_check|missing parent|bucket|not known|not a layer|[Ii]nvalid argument|d_type|ftype|readlink|snapshot|content digest|corrupt|graphdriver|level=fatal|[Ee]rror starting'
  um_fields="s/^\([0-9]*\.[0-9]*\) [^ ]* \([^ :[]*\)[^ :]*: /\1$um_tab\2$um_tab/p"
  um_journal() {
    journalctl -o short-unix --no-pager -q -n 100000 _COMM=dockerd + _COMM=dockerd-current + _COMM=docker + _COMM=docker-current + _COMM=containerd + _COMM=docker-containerd + _COMM=docker-containerd-current + _COMM=containerd-shim + _COMM=containerd-shim-runc-v2 + _COMM=kubelet + _COMM=crio + _COMM=conmon + _COMM=podman + _COMM=k3s + _COMM=k3s-server + _COMM=hyperkube + _COMM=lvm + _COMM=lvchange + _COMM=vgchange + _COMM=lvcreate + _COMM=dmeventd |
      sed -n "$um_fields" | grep -aE "$um_interesting" | tail -n 20000
    return 0
  }
  um_syslog() {
    for um_x in /var/log/messages /var/log/syslog; do
      [ -r "$um_x" ] && tail -c 20000000 "$um_x" | grep -aE ' (dockerd|dockerd-current|docker|containerd|kubelet|crio|conmon|podman|k3s|lvm|dmeventd)(\[[0-9]*\])?: ' | grep -aE "$um_interesting" | tail -n 20000 |
        sed "s/^\(.*[0-9] [^ ]* \([a-z0-9-]*\)\(\[[0-9]*\]\)*: .*\)$/-$um_tab\2$um_tab\1/"
    done
    return 0
  }
  um_there=
  for um_x in /var/log/messages /var/log/syslog; do [ -e "$um_x" ] && um_there=$um_x; done
  if um_has journalctl && { [ "$um_uid" = 0 ] || [ -n "$(journalctl -o short-unix --no-pager -q -n 1 _PID=1)" ]; } && [ -n "$(journalctl -o short-unix --no-pager -q -n 1)" ]; then um_record engine-log 'journalctl of docker, containerd, kubelet, crio, lvm: lines about mounts, removals and thin devices' um_journal
  elif [ -n "$um_there" ] && [ -r "$um_there" ]; then um_record engine-log "$um_there: lines of docker, containerd, kubelet, crio" um_syslog
  elif [ "$um_uid" != 0 ] && { um_has journalctl || [ -n "$um_there" ]; }; then um_absent engine-log 'journalctl, /var/log/messages' denied "user $um_user (uid $um_uid) may not read the log of services"
  else um_absent engine-log 'journalctl, /var/log/messages, /var/log/syslog' not-found 'there is no journal, no /var/log/messages and no /var/log/syslog'
  fi
}
`,
});
