#!/bin/bash
# Stops the guest whose disks are in $LAB_VM (default: vm/ here), and nothing else.
vm=${LAB_VM:-$(cd "$(dirname "$0")" && pwd)/vm}
[ -s "$vm/qemu.pid" ] || exit 0
pid=$(cat "$vm/qemu.pid")
if tr '\0' ' ' <"/proc/$pid/cmdline" 2>/dev/null | grep -q -- '-name undermount-lab'; then
  kill "$pid"
  while kill -0 "$pid" 2>/dev/null; do sleep .2; done
fi
rm -f "$vm/qemu.pid"
