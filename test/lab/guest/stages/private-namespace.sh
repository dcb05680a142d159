# Incidents I-1, I-2: a dockerd in its own mount namespace (MountFlags=slave), and a leak there that its worker retries every 30 s.

dockerd=$(cat /run/docker-lvm.pid)
{
  echo "PID 1 $(readlink /proc/1/ns/mnt)  dockerd($dockerd) $(readlink /proc/$dockerd/ns/mnt)"
  for c in eap hawkular; do
    pid=$($DL inspect -f '{{.State.Pid}}' $c)
    echo "$c pid $pid $(readlink /proc/$pid/ns/mnt)"
  done
  echo "# in pid 1's table:"
  grep docker-lvm/devicemapper/mnt /proc/1/mountinfo
  echo "# in dockerd's table:"
  grep docker-lvm/devicemapper/mnt /proc/$dockerd/mountinfo
} >$TRUTH/000_ns.txt 2>&1

$DL run -d --name victim-L1 --network none lab/busybox:1.0 sleep 100000 >/dev/null
id=$($DL inspect -f '{{.Id}}' victim-L1)
layer=$(cat "/var/lib/docker-lvm/image/devicemapper/layerdb/mounts/$id/mount-id")
echo "victim-L1 $id $layer dev=$(jq .device_id /var/lib/docker-lvm/devicemapper/metadata/$layer)" >$TRUTH/000_victim.txt

# A process that entered dockerd's namespace, un-shared it and keeps a private bind of the root filesystem.
detached nsenter -t "$dockerd" -m unshare -m --propagation private \
  bash -c "mkdir -p /opt/scan && mount --bind /var/lib/docker-lvm/devicemapper/mnt/$layer/rootfs /opt/scan && exec -a virus-scanner sleep 987654"
sleep 3
$DL rm -f victim-L1 2>&1 | tee $TRUTH/000_rm.txt
sleep 65
dmesg | grep 'Deletion of thin' | tail | tee $TRUTH/000_dmesg.txt
