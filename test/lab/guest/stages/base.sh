# A healthy host: two dockerds on devicemapper (loop files; an LVM thin pool), containerd, ordinary containers.

# A root filesystem for images: busybox and nothing else.
img=/root/img/bb
rm -rf /root/img
mkdir -p $img/{bin,etc,tmp,proc,sys,dev,var/log,root,opt,home}
cp /bin/busybox $img/bin/
for applet in sh ls cat dd sleep mkdir rm mv cp touch mount umount df sync echo ps grep find head tail true false id tar vi env sed awk stat wc seq nc kill date; do
  ln -s busybox $img/bin/$applet
done
echo 'root:x:0:0:root:/root:/bin/sh' >$img/etc/passwd
echo 'root:x:0:' >$img/etc/group
echo 'lab busybox 1.0' >$img/etc/lab-release
tar -C $img -cf /root/img/bb.tar .

# One volume group: a thin pool for the second dockerd, and one with ordinary thin volumes.
if ! vgs vg_docker >/dev/null 2>&1; then
  pvcreate -q -y /dev/vdb
  vgcreate -q vg_docker /dev/vdb
  lvcreate -q -y -L 2G -n thinpool vg_docker
  lvcreate -q -y -L 64M -n thinpoolmeta vg_docker
  lvconvert -q -y --zero n -c 64K --thinpool vg_docker/thinpool --poolmetadata vg_docker/thinpoolmeta
  lvcreate -q -y -L 512M --type thin-pool -n datapool vg_docker
  lvcreate -q -y -V 1G --thin -n data01 vg_docker/datapool
  lvcreate -q -y -V 256M --thin -n data02 vg_docker/datapool
  lvcreate -q -y -s -n data01_snap vg_docker/data01
  mkfs.xfs -q /dev/vg_docker/data01
  mkdir -p /data01
  mount /dev/vg_docker/data01 /data01
  dd if=/dev/urandom of=/data01/blob bs=1M count=48 status=none
fi

# dockerd 1: loop-lvm, host mount namespace, deferred removal and deletion off as docker 1.10 to 1.12 had it.
# dockerd 2: direct-lvm, deferred on, MountFlags=slave.
cp -r "$LAB/etc/docker" "$LAB/etc/containerd-lvm" /etc/
cp -r "$LAB/etc/systemd/." /etc/systemd/
systemctl daemon-reload
for unit in containerd docker docker-lvm; do
  systemctl start $unit || { journalctl -u $unit --no-pager | tail -20; exit 1; }
done

for engine in "$D" "$DL"; do
  $engine import -c 'CMD ["sh"]' /root/img/bb.tar lab/busybox:1.0 >/dev/null
  $engine run --network none --name mk lab/busybox:1.0 \
    sh -c 'mkdir -p /app && echo layer2 > /app/VERSION && dd if=/dev/urandom of=/app/blob bs=1M count=6' >/dev/null 2>&1
  $engine commit -c 'WORKDIR /app' mk lab/app:1.1 >/dev/null
  $engine rm mk >/dev/null
done
mkdir -p /root/img/build
cp /bin/busybox /root/img/build/assist
printf 'FROM lab/app:1.1\nADD assist /assist\nLABEL com.lab.role=agent\nRUN ln -s /assist /app/tail && echo layer3 >> /app/VERSION\n' >/root/img/build/Dockerfile
$D build --network none -q -t lab/assist:v6 /root/img/build

$D run -d --name web --network none lab/app:1.1 sh -c 'while :; do sleep 3600; done' >/dev/null
$D run -d --name db --network none -v dbdata:/var/lib/db lab/app:1.1 sh -c 'echo row > /var/lib/db/t1; sleep 100000' >/dev/null
$D run -d --name job-done --network none lab/busybox:1.0 sh -c 'echo done; exit 0' >/dev/null
$D run -d --name job-137 --network none lab/busybox:1.0 sleep 100000 >/dev/null
$D kill job-137 >/dev/null
$D create --name never-started --network none lab/busybox:1.0 sh >/dev/null
$DL run -d --name eap --network none lab/app:1.1 sh -c 'sleep 99999 & sleep 100000' >/dev/null
$DL run -d --name hawkular --network none lab/busybox:1.0 sleep 100001 >/dev/null
$DL run --name lvm-exited --network none lab/busybox:1.0 sh -c 'exit 3' >/dev/null
$D ps -a
$DL ps -a
