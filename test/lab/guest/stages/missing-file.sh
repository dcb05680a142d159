# Incident I-5: pods and containers under containerd; then a clean-up script removes a file from unpacked snapshots.

python3 "$LAB/mkoci.py" /root/img/oci
cp -r "$LAB/etc/containerd" /etc/
systemctl restart containerd
wait_for 60 ctr version
for image in pause busybox app many12 many64; do ctr -n k8s.io images import /root/img/oci/$image.tar; done
for image in pause busybox app; do ctr -n default images import /root/img/oci/$image.tar; done

ctr -n default run -d registry.lab/app:2.0 shop-1
ctr -n default run -d registry.lab/app:2.0 shop-2
ctr -n default run -d --mount type=bind,src=/srv,dst=/srv,options=rbind:rslave:ro registry.lab/busybox:1.35 agent-1 sleep 100000
ctr -n default run -d registry.lab/pause:3.6 pause-1
ctr -n k8s.io run -d registry.lab/many:12 many12 sleep 100000
ctr -n k8s.io run -d registry.lab/many:64 many64 sleep 100000

cri="python3 $LAB/cri.py"
coredns=$($cri runp coredns)
proxy=$($cri runp kube-proxy)
echo "pods $coredns $proxy"
container=$($cri create "coredns=$coredns" coredns registry.lab/busybox:1.35 sleep 100000)
$cri start "$container"
$cri inspecti registry.lab/pause:3.6 >$TRUTH/004_inspecti.txt

snapshots=/var/lib/containerd/io.containerd.snapshotter.v1.overlayfs/snapshots
cat >/usr/local/bin/nightly-clean.sh <<EOF
#!/bin/sh
# nightly clean-up: "remove files nobody opened for long" (the bug: it also walks containerd's data root)
find $snapshots -xdev -type f -name pause -size -8k -print -delete
EOF
chmod 755 /usr/local/bin/nightly-clean.sh
find $snapshots -maxdepth 3 -name pause | xargs -r sha256sum >$TRUTH/004_before_clean.txt
/usr/local/bin/nightly-clean.sh | tee $TRUTH/004_clean.txt
ctr -n default run -d registry.lab/pause:3.6 pause-2 >$TRUTH/004_ctr_run.txt 2>&1
$cri runp web-5d8c >$TRUTH/004_runp.txt 2>&1
cat $TRUTH/004_ctr_run.txt $TRUTH/004_runp.txt
