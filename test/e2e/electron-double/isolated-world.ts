/**
 * What a sandboxed preload gets from `require('electron')`: contextBridge and ipcRenderer.
 *
 * Sent into Chromium's real isolated world as source text; refers to nothing outside itself. `token` names
 * the binding to the double, which exists in this world only and is deleted before the preload runs.
 */
export function isolatedWorld(
  token: string,
  codec: { encode: (v: unknown) => unknown; decode: (v: unknown) => unknown },
): object {
  const scope = globalThis as unknown as Record<string, unknown>;
  const binding = scope[token] as (text: string) => void;
  delete scope[token];
  const toDouble = (kind: string, message: unknown) =>
    binding(JSON.stringify({ kind, message: codec.encode(message) }));
  const dispatch = EventTarget.prototype.dispatchEvent.bind(window);
  const toPage = (name: string, detail: unknown) => dispatch(new CustomEvent(token + name, { detail }));
  const clone = (value: unknown) => {
    try {
      return structuredClone(value);
    } catch {
      throw new Error('An object could not be cloned.');
    }
  };
  type Fn = (...args: unknown[]) => unknown;
  const isPlain = (value: unknown): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

  const exposed = new Map<string, unknown>();
  const returned = new Map<number, Fn>();
  let lastPromise = 0;
  const treeOf = (value: unknown): object => {
    if (typeof value === 'function') return { function: true };
    if (isPlain(value)) return { fields: Object.keys(value).map((name) => [name, treeOf(value[name])]) };
    return { value: clone(value) };
  };
  const unpack = (value: unknown): unknown =>
    isPlain(value) && typeof value.__callback === 'number'
      ? (...args: unknown[]) => toPage('callback', { id: value.__callback, args: clone(args) })
      : value;

  interface Call {
    key: string;
    path: string[];
    returned?: number;
    args: unknown[];
  }
  const target = ({ key, path, returned: id }: Call): Fn =>
    id !== undefined
      ? returned.get(id)!
      : (path.reduce((at, name) => (at as Record<string, unknown>)[name], exposed.get(key)) as Fn);
  window.addEventListener(`${token}call`, (event) => {
    const detail = (event as CustomEvent).detail as Call;
    try {
      const result = target(detail)(...detail.args.map(unpack));
      if (result instanceof Promise) {
        const promise = ++lastPromise;
        toPage('reply', { promise });
        result.then(
          (value) => toPage('settled', { promise, ok: true, value }),
          (error: Error) => toPage('settled', { promise, ok: false, value: error.message }),
        );
      } else if (typeof result === 'function') {
        returned.set(returned.size + 1, result as Fn);
        toPage('reply', { callback: returned.size });
      } else toPage('reply', { value: clone(result) });
    } catch (error) {
      toPage('reply', { error: (error as Error).message });
    }
  });

  const listeners = new Map<string, Fn[]>();
  const invoked = new Map<number, { channel: string; resolve: Fn; reject: Fn }>();
  const ipcRenderer = {
    invoke(channel: string, ...args: unknown[]) {
      const sent = clone(args);
      return new Promise((resolve, reject) => {
        const id = invoked.size + 1;
        invoked.set(id, { channel, resolve: resolve as Fn, reject: reject as Fn });
        toDouble('invoke', { id, channel, args: sent });
      });
    },
    on(channel: string, listener: Fn) {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
      return ipcRenderer;
    },
    removeListener(channel: string, listener: Fn) {
      listeners.set(
        channel,
        (listeners.get(channel) ?? []).filter((known) => known !== listener),
      );
      return ipcRenderer;
    },
  };
  Object.defineProperty(globalThis, '__fromDouble', {
    value: (text: string) => {
      const message = codec.decode(JSON.parse(text)) as
        | { kind: 'reply'; id: number; ok: boolean; value: unknown }
        | { kind: 'event'; channel: string; args: unknown[] };
      if (message.kind === 'event') {
        for (const listener of listeners.get(message.channel) ?? []) {
          listener({ sender: ipcRenderer, ports: [] }, ...message.args);
        }
        return;
      }
      const { channel, resolve, reject } = invoked.get(message.id)!;
      if (message.ok) resolve(message.value);
      else reject(new Error(`Error invoking remote method '${channel}': ${String(message.value)}`));
    },
  });

  const dropped: File[] = [];
  Object.defineProperty(globalThis, '__droppedFiles', { value: dropped });

  return {
    contextBridge: {
      exposeInMainWorld(key: string, api: unknown) {
        if (exposed.has(key) || key in window) {
          throw new Error('Cannot bind an API on top of an existing property on the window object');
        }
        exposed.set(key, api);
        toPage('expose', { key, tree: treeOf(api) });
      },
    },
    ipcRenderer,
    webUtils: {
      /** Electron answers with the path; here with the number of a File that the double asks Chromium about (browser-window.ts). */
      getPathForFile(file: unknown) {
        if (!(file instanceof File)) throw new TypeError('The "file" argument must be an instance of File');
        dropped.push(file);
        return `double-file:${dropped.length - 1}`;
      },
    },
  };
}
