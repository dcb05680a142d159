#!/bin/bash
# up.sh [healthy|broken]: puts the guest (under TCG) into that state. States are snapshots of disks and memory: a running guest
# goes back in seconds. Makes the state first if it was never made (healthy: about two minutes, broken: about six more).
# Reached only at 127.0.0.1:$PORT (default 2222); its disks are in $LAB_VM (default: vm/ here).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
vm=${LAB_VM:-$here/vm}
state=${1:-broken}
PORT=${PORT:-2222}
stages='leaks private-namespace missing-file namespaces full-container pools'
log() { echo "lab: $*" >&2; }
# QEMU prints `Error: …` and goes on; its prompt is full of control characters.
monitor() { ! echo "$*" | socat -t "${WAIT:-300}" - "unix-connect:$vm/monitor.sock" | grep -a 'Error' >&2; }
has() { qemu-img snapshot -U -l "$vm/run.qcow2" 2>/dev/null | awk -v s="$1" '$2 == s { found = 1 } END { exit !found }'; }

runs() {
  [ -s "$vm/qemu.pid" ] && tr '\0' ' ' <"/proc/$(cat "$vm/qemu.pid")/cmdline" 2>/dev/null | grep -q -- "-name undermount-lab.*127.0.0.1:$PORT-"
}
answers() { for _ in $(seq "$1"); do "$here/sh.sh" true 2>/dev/null && return 0; sleep 1; done; return 1; }

start() { # [SNAPSHOT]
  (cd "$vm" && exec setsid qemu-system-x86_64 -name undermount-lab -machine q35 -accel tcg,thread=multi,tb-size=1024 -cpu max \
    -smp "${CPUS:-2}" -m "${MEM:-4096}" -nographic -nodefaults -no-reboot ${1:+-loadvm "$1"} \
    -serial file:console.log -monitor unix:monitor.sock,server,nowait -kernel vmlinuz -initrd initrd.img \
    -append 'root=/dev/vda rw console=ttyS0 net.ifnames=0 mitigations=off nokaslr audit=0 systemd.show_status=0' \
    -drive file=run.qcow2,if=none,id=d0,cache=unsafe,discard=unmap -device virtio-blk-pci,drive=d0,serial=labroot \
    -drive file=data.qcow2,if=none,id=d1,cache=unsafe,discard=unmap -device virtio-blk-pci,drive=d1,serial=labdata \
    -netdev "user,id=n0,restrict=on,hostfwd=tcp:127.0.0.1:$PORT-:22" -device virtio-net-pci,netdev=n0 -device virtio-rng-pci \
    >qemu.log 2>&1 </dev/null) &
  for _ in $(seq 180); do
    pgrep -f "name undermount-lab.*127.0.0.1:$PORT-" >"$vm/qemu.pid" && "$here/sh.sh" true 2>/dev/null && return 0
    sleep 1
  done
  log "the guest does not answer; see $vm/console.log and $vm/qemu.log"
  exit 1
}

# `cont`: a guest that a failed loadvm left stopped stays stopped.
if runs && has "$state" && monitor "loadvm $state" && monitor cont && answers 10; then
  log "$state again at 127.0.0.1:$PORT"
  exit 0
fi
"$here/down.sh"
[ -f "$vm/base.qcow2" ] || { log "building the disk"; mkdir -p "$vm"; "$here/build.sh" >"$vm/build.log" 2>&1; }
if ! has healthy; then
  rm -f "$vm/run.qcow2" "$vm/data.qcow2"
  (cd "$vm" && qemu-img create -q -f qcow2 -b base.qcow2 -F qcow2 run.qcow2)
  qemu-img create -q -f qcow2 "$vm/data.qcow2" 6G
  log 'booting a fresh guest'
  start
  "$here/stage.sh" base
  monitor savevm healthy
elif [ "$state" = broken ] && ! has broken; then
  start healthy
fi
if [ "$state" = broken ] && ! has broken; then
  "$here/stage.sh" $stages
  monitor savevm broken
fi
[ -s "$vm/qemu.pid" ] || start "$state"
log "$state at 127.0.0.1:$PORT"
