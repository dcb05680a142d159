# What every stage uses. Sourced in the guest by run.sh; LAB is the folder of these scripts, TRUTH where proofs go.
export LC_ALL=C
TRUTH=/root/truth
D="docker -H unix:///run/docker.sock"
DL="docker -H unix:///run/docker-lvm.sock"
MNT=/var/lib/docker/devicemapper/mnt
mkdir -p "$TRUTH"

say() { echo "[$(cut -d' ' -f1 /proc/uptime)] $*"; }

wait_for() { # SECONDS COMMAND…
  local n=$1 i
  shift
  for i in $(seq "$n"); do "$@" >/dev/null 2>&1 && return 0; sleep 1; done
  return 1
}

container_id() { $D inspect -f '{{.Id}}' "$1"; }
mount_id() { cat "/var/lib/docker/image/devicemapper/layerdb/mounts/$(container_id "$1")/mount-id"; }
thin_id() { jq .device_id "/var/lib/docker/devicemapper/metadata/$(mount_id "$1")"; }

# Starts a command that outlives the ssh session which runs the stage.
detached() { setsid "$@" >/dev/null 2>&1 </dev/null & }
