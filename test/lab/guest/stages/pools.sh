# Thin pools in every state: out of data space (erroring, queueing), needs_check, failed, external origin, orphans, nearly full.

pools=/var/lib/labpools
mkdir -p $pools
cd $pools || exit 1
loop_on() { losetup -f --show "$@"; }
thin() { dmsetup message "$1" 0 "create_thin $2"; }
make_pool() { # NAME DATA_MB META_KB BLOCK_SECTORS LOW_WATER FEATURE…
  local name=$1 mb=$2 kb=$3 block=$4 low=$5
  shift 5
  truncate -s "${mb}M" "$name.data"
  truncate -s "${kb}K" "$name.meta"
  dmsetup create "$name" --table "0 $((mb * 2048)) thin-pool $(loop_on "$name.meta") $(loop_on "$name.data") $block $low $# $*"
}

# Out of data space, erroring at once.
make_pool lab-oods-err 32 2048 128 64 error_if_no_space
thin lab-oods-err 7
dmsetup create lab-oods-err-vol7 --table "0 262144 thin /dev/mapper/lab-oods-err 7"
dd if=/dev/zero of=/dev/mapper/lab-oods-err-vol7 bs=1M count=40 oflag=direct >$TRUTH/pools_ooderr_dd.txt 2>&1

# Metadata exhausted: read-only and needs_check.
make_pool lab-needscheck 256 128 128 64
for i in 0 1 2 3; do thin lab-needscheck $i; done
dmsetup create lab-needscheck-vol0 --table "0 524288 thin /dev/mapper/lab-needscheck 0"
i=4
while [ $i -lt 400 ] && thin lab-needscheck $i 2>>$TRUTH/pools_nc.txt; do i=$((i + 1)); done
dd if=/dev/zero of=/dev/mapper/lab-needscheck-vol0 bs=64k count=4000 oflag=direct >>$TRUTH/pools_nc.txt 2>&1

# The metadata device dies under the pool: Fail.
truncate -s 64M lab-fail.data
truncate -s 2M lab-fail.meta
data=$(loop_on lab-fail.data)
meta=$(loop_on lab-fail.meta)
dmsetup create lab-fail_tmeta --table "0 4096 linear $meta 0"
dmsetup create lab-fail --table "0 131072 thin-pool /dev/mapper/lab-fail_tmeta $data 128 64"
thin lab-fail 1
dmsetup create lab-fail-vol1 --table "0 65536 thin /dev/mapper/lab-fail 1"
dd if=/dev/zero of=/dev/mapper/lab-fail-vol1 bs=1M count=4 oflag=direct status=none
dmsetup suspend --noflush --nolockfs lab-fail_tmeta
dmsetup load lab-fail_tmeta --table "0 4096 error"
dmsetup resume lab-fail_tmeta
thin lab-fail 2
dd if=/dev/zero of=/dev/mapper/lab-fail-vol1 bs=1M seek=10 count=4 oflag=direct 2>&1 | tail -1

# External origin, snapshot, the highest device id, a transaction id of its own, a device without table, an odd name.
make_pool lab-misc 128 4096 256 64 ignore_discard error_if_no_space
truncate -s 64M golden.img
mkfs.ext4 -q golden.img
thin lab-misc 100
dmsetup create lab-ext --uuid LAB-ext-100 --table "0 131072 thin /dev/mapper/lab-misc 100 $(loop_on -r golden.img)"
mkdir -p /mnt/ext
mount /dev/mapper/lab-ext /mnt/ext
echo changed >/mnt/ext/f
thin lab-misc 101
dmsetup create lab-vol101 --table "0 131072 thin /dev/mapper/lab-misc 101"
dd if=/dev/urandom of=/dev/mapper/lab-vol101 bs=1M count=16 oflag=direct status=none
dmsetup suspend lab-vol101
dmsetup message lab-misc 0 "create_snap 102 101"
dmsetup resume lab-vol101
dmsetup create lab-snap102 --readonly --table "0 131072 thin /dev/mapper/lab-misc 102"
thin lab-misc 16777215
dmsetup message lab-misc 0 "set_transaction_id 0 77"
dmsetup create lab-susp --notable
dmsetup create 'lab name#1 é' --table "0 8 zero"

# Orphans in docker's own pool: ids in no docker metadata, one of them active.
docker_pool=$(dmsetup ls --target thin-pool | awk '/^docker-.*-pool/ { print $1 }')
dmsetup message "$docker_pool" 0 "create_snap 4242 1"
thin "$docker_pool" 4243
dmsetup create "${docker_pool%-pool}-0000orphan4242" --table "0 1048576 thin /dev/mapper/$docker_pool 4242"

# An LVM pool close to full.
dd if=/dev/urandom of=/data01/more bs=1M count=340 status=none
sync

# Out of data space, queueing. Last: any sync(1) hangs until its no_space_timeout of 60 s.
make_pool lab-oods 32 2048 128 64 skip_block_zeroing
thin lab-oods 0
dmsetup create lab-oods-vol0 --table "0 262144 thin /dev/mapper/lab-oods 0"
detached timeout 100 dd if=/dev/zero of=/dev/mapper/lab-oods-vol0 bs=1M count=40 oflag=direct
sleep 3
dmsetup status --noflush | grep -E 'thin-pool|Fail|Error'
