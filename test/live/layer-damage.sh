# Sourced by layer-stores.sh: what fails in the field, once for each engine. Every damage is a line of FACTS.
orphan=0000000000000000000000000000000000000000000000000000000000000bad
# A file that is gone below, and one whose mode was changed.
harm() { # STORE-GLOB
  for f in $1; do
    if [ -f "$f/entry" ]; then rm "$f/entry"; say "missing=$f entry"; fi
    if [ -f "$f/bin/su" ]; then chmod 755 "$f/bin/su"; say "mode=$f bin/su"; fi
    if [ -f "$f/etc/passwd" ] && [ -f "$f/bin/su" ]; then echo more >> "$f/etc/passwd"; say "size=$f etc/passwd"; fi
  done
}
harm '/var/lib/docker/overlay2/*/diff'
harm '/var/lib/containers/storage/overlay/*/diff'
harm '/var/lib/containerd/io.containerd.snapshotter.v1.overlayfs/snapshots/*/fs'

for d in /var/lib/docker/overlay2 /var/lib/containers/storage/overlay; do mkdir -p "$d/$orphan/diff"; say "orphan=$d/$orphan"; done
mkdir -p /var/lib/containerd/io.containerd.snapshotter.v1.overlayfs/snapshots/99/fs
say "orphan=/var/lib/containerd/io.containerd.snapshotter.v1.overlayfs/snapshots/99"

# What a power cut leaves: an empty file (docker), a link that leads nowhere (podman).
f=$(dirname "$(ls -d /var/lib/docker/overlay2/*/diff/usr/share | head -n 1)")
f=${f%/diff/usr}/lower
: > "$f"; say "empty=$f"
for l in /var/lib/containers/storage/overlay/l/*; do if [ -f "$l/bin/busybox" ]; then t=$(readlink -f "$l"); t=${t%/diff}; rm -r "$t"; say "gone=$t"; break; fi; done

# The folder of a container's read-write layer in containerd.
t=$(ct snapshots mounts /m web | sed -n 's/.*upperdir=\([^,]*\)\/fs.*/\1/p')
rm -r "$t"; say "gone=$t"
