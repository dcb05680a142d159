import type { HostBridge } from '#shared/ipc/contract.ts';

let installed: HostBridge | null = null;

/** Called once, before the first render: the preload's bridge, the hosted client, or the gallery's. */
export function installBridge(bridge: HostBridge): void {
  installed = bridge;
}

/** The only way out of the page. Throws when used before `installBridge`: a bug of ours. */
export function host(): HostBridge {
  if (!installed) throw new Error('no bridge installed');
  return installed;
}
