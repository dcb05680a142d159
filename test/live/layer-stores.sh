#!/bin/bash
# layer-stores.sh healthy|damaged -- COMMAND…: run as pid 1 of a private pid, mount and UTS namespace.
# Real podman, dockerd and containerd, of Debian's packages, make their storage on tmpfs at its usual places, with the images of
# layer-image.py and a container or two each. Then COMMAND runs with our stdin and stdout, and all of it ends with us.
# FACTS (environment): a file for what was made, key=value. Messages: stderr.
set -euo pipefail
mode=$1; shift 2
here=$(cd "$(dirname "$0")" && pwd)
exec 7<&0 8>&1 </dev/null >&2
: "${FACTS:=/dev/null}"
secret=CaNaRy7391
for d in /run /var/lib/docker /var/lib/containers /var/lib/containerd /etc/containers; do mkdir -p "$d"; mount -t tmpfs -o mode=755 tmpfs "$d"; done
mkdir -p /run/lock /run/lab
printf '[storage]\ndriver = "overlay"\ngraphroot = "/var/lib/containers/storage"\nrunroot = "/run/containers/storage"\n' > /etc/containers/storage.conf
printf '{"default":[{"type":"insecureAcceptAnything"}]}' > /etc/containers/policy.json
printf '' > /etc/containers/registries.conf
say() { printf '%s\n' "$1" >> "$FACTS"; }
python3 "$here/layer-image.py" /run/lab/images.tar
leave() {
  set +e
  ct task kill -s KILL busy; dock kill busy; sleep 0.3
  for d in "docker/$busy" default/busy docker default; do for c in /sys/fs/cgroup/"$d" /sys/fs/cgroup/*/"$d"; do [ ! -d "$c" ] || rmdir "$c"; done; done
}
busy=none
trap leave EXIT

containerd --root /var/lib/containerd --state /run/containerd --address /run/containerd/containerd.sock > /run/lab/containerd.log 2>&1 &
dockerd --data-root /var/lib/docker --exec-root /run/docker --pidfile /run/lab/docker.pid --storage-driver overlay2 \
  --bridge=none --iptables=false --ip6tables=false --containerd /run/containerd/containerd.sock -H unix:///run/docker.sock > /run/lab/docker.log 2>&1 &
pod() { podman --storage-driver overlay --events-backend none --cgroup-manager cgroupfs "$@"; }
dock() { docker -H unix:///run/docker.sock "$@"; }
ct() { ctr --address /run/containerd/containerd.sock "$@"; }

pod load -q -i /run/lab/images.tar
pod create --name web --network none -e "DB_PASSWORD=$secret" --label "password=$secret" docker.io/lab/layers:1
pod mount web

for _ in $(seq 1 300); do dock version > /run/lab/version 2>&1 && break; sleep 0.1; done
dock load -q -i /run/lab/images.tar
dock create --name web --network none -e "DB_PASSWORD=$secret" docker.io/lab/layers:1
busy=$(dock run -d --name busy --network none -e "DB_PASSWORD=$secret" docker.io/lab/busy:1)

ct images import /run/lab/images.tar
ct containers create --env "DB_PASSWORD=$secret" --label "token=$secret" docker.io/lab/layers:1 web
ct run -d --env "DB_PASSWORD=$secret" docker.io/lab/busy:1 busy
# Leaves pages behind that are free and hold its environment.
ct containers create --env "DB_PASSWORD=$secret" docker.io/lab/layers:1 gone
ct containers rm gone

if [ "$mode" = damaged ]; then . "$here/layer-damage.sh"; fi
"$@" <&7 >&8
