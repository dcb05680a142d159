import type { HostModel } from '#shared/model/host-model.ts';
import type { LogLine } from '#shared/model/log.ts';

/** A log line in which an engine says that it could not remove or unmount something because it is busy. */
export interface BusyLine {
  readonly line: LogLine;
  /** Every 64-digit id in it: container id, mount-id, chain id; the text does not say which. */
  readonly ids: readonly string[];
  readonly paths: readonly string[];
}

/** In the order of the log. */
export interface BusyLines {
  readonly all: readonly BusyLine[];
  /** Those that name any of these ids. */
  readonly about: (ids: readonly string[]) => readonly BusyLine[];
}

const busy = /(device or resource busy|device is busy|EBUSY)/i;
const removal = /(remov|unlink|rmdir|unmount|umount|delet)/i;

/**
 * Lines such as
 *
 *     remove /var/lib/docker/containers/593d…/shm: device or resource busy              docker <= 17
 *     failed to remove device 6a7b…: Device is Busy                                     docker >= 18, devicemapper
 *     failed to unmount target /run/containerd/…/rootfs: device or resource busy        containerd
 */
export function busyLines(model: HostModel): BusyLines {
  const all = model.log
    .filter((line) => line.log === 'engine' && busy.test(line.text) && removal.test(line.text))
    .map((line) => ({
      line,
      ids: [...new Set(line.text.match(/\b[0-9a-f]{64}\b/g) ?? [])],
      paths: [...new Set((line.text.match(/\/[^\s"':]+/g) ?? []).filter((p) => p.length > 1))],
    }));
  const byId = new Map<string, Set<BusyLine>>();
  for (const line of all) for (const id of line.ids) byId.set(id, (byId.get(id) ?? new Set()).add(line));
  const about = (ids: readonly string[]) => {
    const own = new Set(ids.flatMap((id) => [...(byId.get(id) ?? [])]));
    return own.size < 2 ? [...own] : all.filter((line) => own.has(line));
  };
  return { all, about };
}
