#!/bin/bash
# stage.sh STAGE…: copies guest/ into the guest and runs the named stages there.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
tar -C "$here/guest" -cf - . | "$here/sh.sh" 'rm -rf /root/lab && mkdir -p /root/lab && tar -C /root/lab -xf -'
exec "$here/sh.sh" "bash /root/lab/run.sh $* 2>/root/stage.err"
