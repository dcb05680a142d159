#!/bin/bash
# run.sh STAGE…: re-creates the named incidents in this guest. Once each, on a fresh guest, `base` first.
set -uo pipefail
cd /root || exit 1
LAB=$(cd "$(dirname "$0")" && pwd)
. "$LAB/lib.sh"
for stage in "$@"; do
  began=$(date +%s)
  say "stage $stage"
  . "$LAB/stages/$stage.sh"
  cd /root || exit 1
  say "stage $stage took $(($(date +%s) - began)) s"
done
