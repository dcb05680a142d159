#!/bin/bash
# Builds the guest's disk: Debian 12 with docker (devicemapper), containerd, LVM and thin tools. Needs root, mmdebstrap,
# qemu-utils and e2fsprogs; no KVM and no loop device on this machine. About one minute.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
vm=${LAB_VM:-$here/vm}
root=$vm/rootfs
mkdir -p "$vm"
[ -f "$here/id_ed25519" ] || ssh-keygen -q -t ed25519 -N '' -C lab -f "$here/id_ed25519"
sources=$({ grep -ls '^Suites:.*bookworm\|^deb .*bookworm' /etc/apt/sources.list.d/debian.sources /etc/apt/sources.list || true; } | head -1)
packages=linux-image-cloud-amd64,initramfs-tools,systemd,systemd-sysv,dbus,udev,kmod,openssh-server,sudo,util-linux,util-linux-extra
packages=$packages,lvm2,dmsetup,thin-provisioning-tools,docker.io,containerd,runc,xfsprogs,e2fsprogs,procps,iproute2,iptables
packages=$packages,busybox-static,sosreport,jq,psmisc,less,python3,python3-grpcio,ca-certificates,apparmor,xz-utils,parted
rm -rf "$root"
mmdebstrap --mode=root --variant=minbase --aptopt='APT::Install-Recommends "false"' \
  --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*' --dpkgopt='path-exclude=/usr/share/doc/*' \
  --customize-hook='echo MODULES=most > "$1/etc/initramfs-tools/conf.d/lab"' \
  --include="$packages" bookworm "$root" "$sources"

echo lab-node1 >"$root/etc/hostname"
printf '127.0.0.1 localhost\n127.0.1.1 lab-node1\n' >"$root/etc/hosts"
echo '/dev/vda / ext4 rw,relatime,errors=remount-ro 0 1' >"$root/etc/fstab"
printf '[Match]\nName=e*\n[Network]\nDHCP=ipv4\n' >"$root/etc/systemd/network/10-all.network"
printf 'PermitRootLogin prohibit-password\nUseDNS no\nMaxStartups 100\nMaxSessions 100\nGSSAPIAuthentication no\n' >"$root/etc/ssh/sshd_config.d/lab.conf"
install -m 700 -d "$root/root/.ssh"
cp "$here/id_ed25519.pub" "$root/root/.ssh/authorized_keys"
# Three users for three kinds of privilege: sudo with a password, sudo without, none.
for user in eng ops guest; do
  chroot "$root" useradd -m -s /bin/bash $user
  install -m 700 -d "$root/home/$user/.ssh"
  cp "$here/id_ed25519.pub" "$root/home/$user/.ssh/authorized_keys"
  chroot "$root" chown -R $user:$user /home/$user/.ssh
  echo "$user:lab-$user" | chroot "$root" chpasswd
done
echo 'eng ALL=(ALL:ALL) ALL' >"$root/etc/sudoers.d/eng"
echo 'ops ALL=(ALL:ALL) NOPASSWD: ALL' >"$root/etc/sudoers.d/ops"
chmod 440 "$root"/etc/sudoers.d/*
chroot "$root" systemctl enable systemd-networkd ssh >/dev/null 2>&1
# The incidents' stages start engines themselves, configured.
chroot "$root" systemctl disable docker.service docker.socket containerd.service >/dev/null 2>&1
chroot "$root" systemctl mask apt-daily.timer apt-daily-upgrade.timer fstrim.timer man-db.timer e2scrub_all.timer \
  systemd-timesyncd dpkg-db-backup.timer logrotate.timer e2scrub_reap.service >/dev/null 2>&1
mkdir -p "$root/var/log/journal" "$root/etc/systemd/journald.conf.d"
printf '[Journal]\nStorage=persistent\nRateLimitIntervalSec=0\n' >"$root/etc/systemd/journald.conf.d/lab.conf"
printf 'dm_thin_pool\ndm_snapshot\noverlay\nloop\nxfs\nbr_netfilter\n' >"$root/etc/modules-load.d/lab.conf"
cp "$root"/boot/vmlinuz-* "$vm/vmlinuz"
cp "$root"/boot/initrd.img-* "$vm/initrd.img"

truncate -s 20G "$vm/root.raw"
mke2fs -q -t ext4 -L labroot -d "$root" "$vm/root.raw"
qemu-img convert -f raw -O qcow2 "$vm/root.raw" "$vm/base.qcow2"
rm -rf "$vm/root.raw" "$root"
