#!/bin/bash
# Runs the lab's tests: boots the guest (building it and its incidents first if they were never made), tests, stops it.
set -u
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.." || exit 2
PATH=$PWD/node_modules/.bin:$PATH
for tool in qemu-system-x86_64 qemu-img socat ssh mmdebstrap; do
  command -v $tool >/dev/null || { echo "the lab needs $tool (Debian: qemu-system-x86 qemu-utils socat openssh-client mmdebstrap e2fsprogs)" >&2; exit 2; }
done
trap '"$here/down.sh"' EXIT
node build/build.ts || exit 1
rc=0
for state in healthy broken; do
  "$here/up.sh" $state || exit 1
  vitest run --project lab test/lab/$state.test.ts || rc=1
done
# Changes the guest, so it comes last; up.sh goes back to the snapshot.
for name in runbook layers; do vitest run --project lab test/lab/$name.test.ts || rc=1; done
exit $rc
