/**
 * What a cgroup path says about who put a process there.
 *
 *     /system.slice/docker-<64 hex>.scope                    docker, systemd driver
 *     /docker/<64 hex>                                       docker, cgroupfs driver
 *     /kubepods.slice/…/cri-containerd-<64 hex>.scope        containerd through the CRI
 *     /kubepods/…/pod<uid>/<64 hex>                          the same with cgroupfs
 *     /machine.slice/libpod-<64 hex>.scope, …/crio-<64 hex>  podman, cri-o
 *     /system.slice/docker.service                           a unit
 *
 * `libpod-conmon-…` and `crio-conmon-…` hold the monitor, not the container.
 */
export function containerIdOfCgroup(path: string): string | null {
  for (const segment of path.split('/').reverse()) {
    const match = /^(?:(docker|cri-containerd|libpod|crio|nerdctl)-)?([0-9a-f]{64})(?:\.scope)?$/.exec(segment);
    if (match) return match[2]!;
  }
  return null;
}

/** The innermost service or scope; null when there is none, or when the scope is a container's. */
export function unitOfCgroup(path: string): string | null {
  const unit = path
    .split('/')
    .reverse()
    .find((segment) => /\.(service|scope|socket|mount|swap)$/.test(segment));
  return unit === undefined || /-[0-9a-f]{64}\.scope$/.test(unit) ? null : unit;
}
