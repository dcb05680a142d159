#!/bin/bash
# sh.sh COMMAND…: runs a command in the guest as root (AS=eng|ops|guest for another user).
here=$(cd "$(dirname "$0")" && pwd)
exec ssh -q -i "$here/id_ed25519" -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o ConnectTimeout=5 \
  -o ServerAliveInterval=30 -p "${PORT:-2222}" "${AS:-root}@127.0.0.1" "$@"
