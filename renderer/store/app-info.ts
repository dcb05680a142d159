import { host } from '#renderer/platform/bridge.ts';
import { createStore } from '#renderer/store/create-store.ts';

export const appInfo = createStore<{
  readonly version: string;
  readonly mode: 'electron' | 'hosted';
  readonly scriptSha256: string;
} | null>(null);

export async function loadAppInfo(): Promise<void> {
  const reply = await host().request('app.info', null);
  if (reply.ok) appInfo.set(reply.value);
}

/** Hosted until the services said otherwise: the browser's own clipboard is tried first. */
export const appMode = (): 'electron' | 'hosted' => appInfo.get()?.mode ?? 'hosted';
