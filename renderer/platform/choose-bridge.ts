import { connectHosted, type HostedState } from '#renderer/platform/hosted-bridge.ts';
import type { HostBridge } from '#shared/ipc/contract.ts';

declare global {
  interface Window {
    /** Put there by the preload; only in Electron. */
    readonly host?: HostBridge;
  }
}

/** Electron's bridge where the preload gave one, else the hosted client. `onLink` is called for hosted pages only. */
export function chooseBridge(onLink: (state: HostedState) => void): HostBridge {
  if (window.host) return window.host;
  const bridge = connectHosted();
  bridge.onState(onLink);
  return bridge;
}
