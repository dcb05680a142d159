import type { HostModel } from '#shared/model/host-model.ts';

/**
 * Names for `major:minor` that outlive a reboot: the dm name, or the kernel's own name for what is no dm device. Two
 * devices never share one.
 */
export function deviceNames(model: HostModel): (device: string) => string {
  const names = new Map(model.blockDevices.map((b) => [b.device, b.dmName ?? b.kernelName]));
  for (const pool of model.thinPools) names.set(pool.device, pool.dmName);
  return (device) => names.get(device) ?? device;
}
