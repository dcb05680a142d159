/**
 * Words that every Linux host has in its paths, so that they name nobody. In lower case; a component is split at everything that is
 * no letter or digit, and each part is looked up by itself.
 */
const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** The Filesystem Hierarchy Standard, a distribution's folders, and programs that every image has. */
export const standardFolders = words(`
  account address adm afs agetty alias amd amd64 apt asound audit backup backups bak bash bin boot busybox cache
  cat cdrom client cloud collate config connections containers coreutils cpython crash ctype dash db debian debug
  default deleted dep dev doc domainname dpkg dumb dynload eio enodev enospc etc eventpoll fifo fonts found games
  gconv getty gnu home host hwdb identification include info inhibit init initctl initramfs journal keyinit
  keyrings lib lib32 lib64 libexec libx32 limits linger loader local locale lock log login loginuid logs lost
  machine mail man mawk measurement media messages misc mnt modprobe modules monetary motd names net netif nologin
  numeric opt pam paper passwd pki private proc profile python3 rc root rootok run runuser sbin scan seats selinux
  seqnum sessions sh share shells skel sleep snap spool src srv ssh sshd ssl stats su sudo symbols sys systemd
  tail telephone tini tls tmp tmpfile tmpfiles ubuntu udevadm udevd unshare users usr utf8 utmp var www x86 xdg
  yum zoneinfo
`);

/** /proc, /sys, /dev, filesystems and mount options. */
export const kernelWords = words(`
  acpi aio anon attr bdi binfmt blkio block bonding bpf bridge bus by bytes cgroup class conf controls core
  coredump cpu cpuacct cpus cpuset credentials cuse debug devices dm dma driver drivers ebpf edac efi efivars
  event eventfd eventpoll ext2 ext3 ext4 fb fd fdinfo firmware fs fsnotify full fuse fusectl hid host hostname
  hosts hpet hugepages hugetlb hugetlbfs hw hwmon hwrng ic initrd inode64 inotify input interrupts io iomem iommu
  ioports ipc irq kallsyms kcore key keys kmem kmsg kpagecount kprobe kvm latency leds list loop mapper mce mcelog
  md mem memfd memory misc modules mountinfo mounts mq mqueue msr mtrr net netlink noexec nosuid null numa nvme
  nvram oom osnd pagemap partuuid pci perf pidfd pids pipefs port power ppp proc psaux pseudo pstore ptmx ptp pts
  random rdma relatime resctrl resolv rfkill root rpc rtc sched scsi sda sdb secretmem security securityfs sg shm
  signalfd slab snapshot snd socket sockets softirqs sr0 stderr stdin stdout sunrpc swaps sysrq systemd task tcp
  thermal timens timer timerfd tracefs tracing trigger tty tun uevent uhid uinput unified uprobe urandom usb
  userfaultfd uts uuid vcs vda vdb veth vfio vga vhost virtio virtual vlan vmlinuz vmstat vsock watchdog workqueue
  xattr zero zram
`);

/** Folders, units and file kinds of docker, containerd, kubelet, cri-o, podman, LVM. */
export const engineWords = words(`
  agent apparmor auplink automount base besteffort bolt btrfs buildkit bundle burstable cache cdata cfg cluster
  cmeta cni com conf config configmap configs container containerdmeta containers content cri crio criu crypt csi
  db default devmapper diff docker docker0 dockerd downward drivers empty emptydir engine entrypoint etcd executor
  flannel fluentd generator grpc guaranteed gz history hosts identity image imagedb images img incoming ingress
  init internal io iso json k8s kata ko kube kubelet kubepods kubernetes layerdb layers lck link links list local
  localdomain localhost log lower manifests merged meta metadata metadb moby mount mounts native network networks
  node nodes ns opt org overlay overlayfs path pause pid pl plain plugin plugins pmspare pod podman pods
  privileged projected propagate proxy public pv pvc py rb rimage rmeta rootfs rootless runc runsc runtime
  runtimes sandbox sandboxes scope secret secrets service serviceaccount services shim slice snapshots snapshotter
  snapshotters so sock socket ssd stargz storage sub subpath svc svcs swap swarm system tar target task tasks
  tdata timer tls tmeta tmp token toml tpool trust txt unix unpigz user userdata v1 v2 vfs volume volumes
  volumesubpath work www xml xz yaml yml zfs zst
`);

/** Accounts that distributions create. */
export const systemAccounts = words(`
  adm audio backup bin cdrom chrony coredump daemon data dbus disk ftp games gnats halt irc kmem libstoragemgmt
  list lp mail man messagebus network news nfsnobody nobody nogroup operator polkitd proxy resolve root rpc
  rpcuser rtkit shadow shutdown sshd sssd staff sudo sync sys syslog systemd timesync tss tty unbound users utmp
  uucp video wheel www
`);

export const systemdWords = words(`
  agetty auditd binfmt chronyd containerd cron crond cryptsetup dbus dir dmeventd dockerd dockershim environment
  firewalld generators getty hostnamed irqbalance iscsid journald localed login logind lvmetad lvmpolld machined
  modules multipathd networkd networkmanager ntpd oomd polkit polkitd random remount resolved rpcbind rsyslogd
  runtime seed serial session ssh sshd sssd sudo sysctl syslogd systemd sysusers timesyncd tmpfiles udevd udisks2
  unattended upgrades user userdbd
`);
