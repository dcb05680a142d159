# A rich graph of peer groups, slaves of slaves, odd names, odd roots, stacked and hidden mounts.

g=/mnt/g
mkdir -p $g
mountpoint -q $g || mount -t tmpfs -o size=16m g-root $g
mount --make-shared $g
cd $g || exit 1
mkdir p q r s t u v
mount -t tmpfs -o size=1m p-src p
mount --make-shared p
mount --bind p q
mount --make-slave q
mount --make-shared q
mount --bind q r
mount --make-slave r
mount -t tmpfs s-src s
mount --make-unbindable s
mount -t tmpfs t-src t
mount --make-private t
for propagation in private slave shared unchanged; do
  detached unshare -m --propagation $propagation \
    bash -c "mkdir -p $g/in-$propagation; mount -t tmpfs from-$propagation $g/in-$propagation; exec -a ns-$propagation sleep 200000"
  sleep .5
done
# A slave of a slave: a chain over three namespaces.
detached unshare -m --propagation slave \
  bash -c "mount --make-rshared /; exec -a chain-1 unshare -m --propagation slave bash -c 'exec -a chain-2 sleep 200000'"
# User namespaces of ordinary users, one nested.
detached runuser -u eng -- unshare -Urm sh -c 'mount -t tmpfs user-tmpfs /mnt; exec sleep 200001'
detached runuser -u guest -- unshare -Urmpf --mount-proc sh -c 'unshare -Urm sleep 200002 & wait'
# propagate_from: a chroot that sees the head of the peer group and the end of the slave chain, but not the middle.
mkdir -p /mnt/chr
mount -t tmpfs -o size=8m chr /mnt/chr
mkdir -p /mnt/chr/{a,c,proc,bin}
cp /bin/busybox /mnt/chr/bin/
mount --bind p /mnt/chr/a
mount --bind r /mnt/chr/c
mount -t proc proc /mnt/chr/proc
detached chroot /mnt/chr /bin/busybox sleep 200003

for name in 'with space' $'tab\there' $'new\nline' 'back\slash' 'hash#tag' 'ünïcode 目录' 'comma,colon:x' "quote'\"q" 'deleted'; do
  mkdir -p "$g/v/$name"
  mount -t tmpfs "src $name" "$g/v/$name" 2>/dev/null || mount -i -t tmpfs none "$g/v/$name"
done
# A bind whose root was removed; a file bind; an overlay with odd layers; an empty source; stacked, hidden and long mounts.
mkdir -p u/gone u/tgt
mount --bind u/gone u/tgt
rmdir u/gone
echo x >u/file
touch u/ftgt
mount --bind u/file u/ftgt
rm u/file
mkdir -p 'u/low,er:1' u/lower2 u/up u/work 'u/mer ged'
mount -t overlay "ov src" -o 'lowerdir=u/low\,er\:1:u/lower2,upperdir=u/up,workdir=u/work' 'u/mer ged'
mkdir -p u/empty u/stack u/long
python3 -c "import ctypes; ctypes.CDLL(None).mount(b'', b'$g/u/empty', b'tmpfs', 0, None)"
for i in 1 2 3; do mount -t tmpfs stack$i u/stack; done
mkdir -p u/stack/deep
mount -t tmpfs hidden u/stack/deep
mount -t tmpfs cover u/stack
long=$g/u/long
for i in $(seq 12); do long=$long/$(printf 'd%.0s' $(seq 200))$i; done
mkdir -p "$long" && mount -t tmpfs long-path "$long"
ip netns add blue
mkdir -p u/nsbind
touch u/nsbind/uts
unshare --uts=$g/u/nsbind/uts hostname pinned-uts
mkdir -p u/ro
mount --bind /var/log u/ro
mount -o remount,bind,ro,nosuid,nodev u/ro
sleep 1
