# Incident I-3: nine containers whose removal fails, each held in another way (A6 only by its shm: its removal works).

victims="A1 A2 A3 A4 A5 A6 A7 A8 A9"
rootfs_of() { echo "$MNT/$(mount_id "victim-$1")/rootfs"; }

# A secret as kubelet mounts it.
secret=/var/lib/kubelet/pods/0f1b7c1e-5a0b-11e9-8d5e-fa163e7b5a10/volumes/kubernetes.io~secret/default-token-x2x7q
mkdir -p $secret
mountpoint -q $secret || mount -t tmpfs tmpfs $secret
echo token >$secret/token

for a in $victims; do
  $D run -d --name victim-$a --ipc shareable --network none lab/app:1.1 sh -c 'echo hi > /dev/shm/x; sleep 100000' >/dev/null
done
for a in $victims; do
  echo "victim-$a $(container_id victim-$a) $(mount_id victim-$a) dev=$(thin_id victim-$a)"
done | tee $TRUTH/002_victims.txt

# docker 20.10 forces rslave on binds of its own root, comparing strings; a symlink (data on another disk) defeats that.
mkdir -p /export
ln -sfn /var/lib /export/lib

# A3: a file in the directory below its mount point, so that rmdir cannot detach the leaked copies (Linux >= 3.18 would).
mkdir -p /root/under
mount --bind / /root/under
echo "left behind by a log collector" >"/root/under$MNT/$(mount_id victim-A3)/collector.state"
umount /root/under

# The leaking container: binds docker's and kubelet's data roots, private. It copies every mount below them.
$D run -d --name assist --network none -v /export/lib/docker:/var/lib/docker -v /export/lib/kubelet:/var/lib/kubelet \
  lab/assist:v6 /app/tail -f /app/VERSION /etc/passwd >/dev/null
# A1, A6: bound at paths of its own by another container.
$D run -d --name log-agent --network none -v "/export/lib/docker/devicemapper/mnt/$(mount_id victim-A1)/rootfs:/scan/a1:ro" \
  -v "/export/lib/docker/containers/$(container_id victim-A6)/mounts/shm:/scan/shm" lab/assist:v6 /app/tail -f /app/VERSION >/dev/null
# A2: only a working directory in it.
$D exec -d -w "$(rootfs_of A2)" assist sleep 424242
# A4: a loop device on a file in it.
$D exec victim-A4 sh -c 'dd if=/dev/zero of=/app/disk.img bs=1M count=8' 2>/dev/null
losetup -f "$(rootfs_of A4)/app/disk.img"
# A5: a mount namespace without a process, pinned by a bind mount of its nsfs file.
mkdir -p /run/mntns
mountpoint -q /run/mntns || { mount --bind /run/mntns /run/mntns; mount --make-private /run/mntns; }
touch /run/mntns/backup
unshare --mount=/run/mntns/backup --propagation private sh -c "mkdir -p /opt/bk && mount --bind $(rootfs_of A5) /opt/bk"
# A7: one thread's namespace. A8: a namespace kept by a descriptor. A9: a detached mount (open_tree) kept by a descriptor.
detached python3 "$LAB/holders.py" thread "$(rootfs_of A7)" /opt/thr
detached python3 "$LAB/holders.py" nsfd "$(rootfs_of A8)" /opt/nsfd
detached python3 "$LAB/holders.py" opentree "$(rootfs_of A9)"
sleep 3

# All at once: each failing removal retries for 20 to 40 s.
: >$TRUTH/002_rm.txt
removals=
for a in $victims; do
  (said=$($D rm -f victim-$a 2>&1); printf '## docker rm -f victim-%s\n%s\n' $a "$said" >>$TRUTH/002_rm.txt) &
  removals="$removals $!"
done
wait $removals
cat $TRUTH/002_rm.txt
$D ps -a | tee $TRUTH/002_ps.txt
