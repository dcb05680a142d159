/** Names of more than one word that formats, rules and clusters know: a container that is called so keeps its name. In lower case. */
export const formatNames: readonly string[] = `
  anon_hugepage at_statx_dont_sync back-maj backing_file bash_env bind-mounted block-devices boot_id cache-id
  cannot-tell cap_eff cap_sys_ptrace capture-not-privileged cert-exporter chunk_size clk_tck command-line
  command-lines config-file connection-lost container-dead container-name containerd-containers
  containerd-devmapper-stuck containerd-shim containerd-shim-runc-v2 containerd-snapshotters containers-json
  cpus_allowed_list creation_time cri-containerd cri-o daemon-cannot-start daemon-reload data-root
  deferred-deletion-backlog deferred-deletion-off detached-mount-referenced device-mapper
  device-mapper-persistent-data device-metadata device-name device_id deviceset-metadata diff_ids
  discard-not-passed discard_passdown dm-device dm-devices dm-info dm-status dm-suspended dm-table dm-uuid
  dm.min_free_space dm.thinpooldev dm.use_deferred_deletion dm.use_deferred_removal dm_task_run dm_thin_pool
  dmsetup_info dmsetup_status dmsetup_table dmsetup_udevcookies docker-config docker-containe docker-containerd
  docker-containerd-current docker-containers docker-current docker-device-metadata docker-devices
  docker-deviceset docker-hostconfig docker-image-configs docker-images docker-layers docker-metadata docker-proxy
  docker-refuses-devices docker-repositories docker-silent-on-full-pool dockerd-ce dockerd-current dockerd-latest
  engine-in-private-namespace engine-log enter_by env_here env_of error_if_no_space exec-root extent_count
  extent_size external_origin failed-after-waiting fd-devices file-lines file-sizes filesystem-errors
  filesystem-shut-down filesystem-space first_room fluent-bit folder-inodes grep_color grep_colors grep_options
  hold_r hold_w hung-task-in-storage hung_task ignore_discard image-name in-use ingress_sbox init-id
  io.containerd.grpc.v1.cri io.containerd.runtime io.containerd.runtime.v io.containerd.snapshotter
  io.containerd.snapshotter.v1 io.kubernetes.container.name io.kubernetes.cri-o io.kubernetes.cri-o.containername
  io.kubernetes.cri-o.containertype io.kubernetes.cri-o.imagename io.kubernetes.cri.container-name
  io.kubernetes.cri.container-type io.kubernetes.cri.image-name io.kubernetes.cri.sandbox-id
  io.kubernetes.cri.sandbox-name io.kubernetes.cri.sandbox-namespace io.kubernetes.cri.sandbox-uid
  io.kubernetes.docker.type io.kubernetes.pod.name io.kubernetes.pod.namespace io.kubernetes.pod.uid ip_netns
  k3s-agent k3s-server k8s.io kernel-log key-values known-agent-holds kube-apiserver kube-controller-manager
  kube-dns kube-flannel kube-node-lease kube-proxy kube-public kube-scheduler kube-system kubelet-pods l-01 l-02
  l-03 l-04 last-applied-configuration lc_all leaked-shm live-restore lock_r lock_w log-pilot logical_volumes
  loop-devices loop-lvm lvm-backup lvm-transaction-mismatch machine_id make-rshared mapped-files max_retries
  may-detach-mounts-off may_detach_mounts metadata-device metadata-snapshot-held mnt_id mount-held-elsewhere
  mount-id mount-max mount-not-shared mount-point mount-storm mount-table mount-table-unstable mount-tables
  mountflags-slave-with-external-containerd namespace-links needs_check net_mounts netns-descriptor-leak
  netns-files newline-ended next_device_id next_masked no-pager no-table no_discard_passdown no_space_timeout
  node-exporter node_exporter not-applicable not-by-data not-found now_zone o_path oci-config odd-threads
  odd_threads open-links open_links open_transaction_id origin-private orphaned-pod-folder os-release other-group
  out-of-data-space out_of_data_space overlay-containers overlay-containersuserdata overlay-index-busy own_mnt_ns
  own_pid own_pid_ns own_user_ns pe_count physical_volumes platform-python pod-id pod-name podman-containers
  podsvolumesvolume-subpaths pool-data-nearly-full pool-failed pool-metadata pool-metadata-full
  pool-metadata-nearly-full pool-metadata-size pool-needs-check pool-no-space-timeout-fired pool-out-of-data-space
  pool-queues-writes pool-read-only pool_name posixly_correct pretty_name proc-cgroup proc-stat
  process-keeps-rootfs-busy process-roots processes-vanished processless-namespace-holds processless-tables
  propagate_from q-01 q-02 q-03 q-04 q-05 queue_if_no_space r-01 r-02 r-03 r-04 r-05 r-06 r-07 r-08 r-09 r-10 r-11
  r-12 r-13 r-14 r-15 r-16 r-17 r-18 r-19 r-20 rbd-device-busy-on-unstage read-only read_only redhat-release
  redis-cli release_metadata_snap reserve_metadata_snap root-dir root-inode rootfs-mounts-leak-to-host
  running-container-thin-inactive say-links script-output second-sample sees_everything
  service-with-private-mounts short-unix sos_commands sosreport-obfuscated sosreport-truncated
  sparse-backing-short stale-netns-file state-dir storage-driver storage-opt storage-opts stripe_count
  systemctl-show systemctl_show_service systemd_pager t-01 t-02 t-03 t-04 t-05 t-06 t-07 t-08 t-09 t-10 t-11 t-12
  t-13 t-14 t-15 t-16 t-17 t-18 t-19 t-20 t-21 t-22 t-23 t-24 t-25 t-26 t-27 t-28 t-29 t-30 t-31 tail_room
  thin-check-missing thin-deletion-fails thin-device thin-filesystem-full thin-id-reused thin-metadata
  thin-missing-in-pool thin-orphan thin-pool thin-provisioning-tools thin-tools thin_check thin_delta thin_dump
  thin_ls thin_metadata_s thin_pool thin_repair thin_rmap this-file thread-namespaces timed-out transaction-drift
  transaction-metadata transaction_id udev-cookie-stuck udev-cookies undermount-capture unit_docker
  unregister_netdevice use_errno user_next utf-8 volume-without-slave-propagation was_flag wrong-pool x86_64
  xfs-retries-for-ever xfs_do_force_shutdown
`
  .trim()
  .split(/\s+/);
