/**
 * The page's half of `contextBridge`: builds the frozen object that `exposeInMainWorld` asks for.
 *
 * Sent into the main world as source text before any script of the page; refers to nothing outside itself.
 * The two worlds share only the document, so they talk by synchronous events whose name nobody can guess;
 * Chromium itself clones an event's `detail` from one world to the other.
 */
export function pageWorld(token: string): void {
  if (window !== window.top) return;
  const dispatch = EventTarget.prototype.dispatchEvent.bind(window);
  const send = (name: string, detail: unknown) => dispatch(new CustomEvent(token + name, { detail }));
  const callbacks = new Map<number, (...args: unknown[]) => void>();
  const promises = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let reply: { error?: string; promise?: number; callback?: number; value?: unknown } | null = null;

  /** Functions become numbers; what cannot be cloned is refused with Electron's words. */
  const pack = (value: unknown): unknown => {
    if (typeof value === 'function') {
      const id = callbacks.size + 1;
      callbacks.set(id, value as () => void);
      return { __callback: id };
    }
    try {
      return structuredClone(value);
    } catch {
      throw new Error('An object could not be cloned.');
    }
  };

  const call = (message: object, args: unknown[]) => {
    reply = null;
    send('call', { ...message, args: args.map(pack) });
    const got = reply as { error?: string; promise?: number; callback?: number; value?: unknown } | null;
    if (!got) throw new Error('the preload did not answer');
    if (got.error !== undefined) throw new Error(got.error);
    if (got.callback !== undefined) return (...more: unknown[]) => call({ returned: got.callback }, more);
    if (got.promise === undefined) return got.value;
    return new Promise((resolve, reject) => promises.set(got.promise!, { resolve, reject }));
  };

  type Tree = { function: true } | { fields: [string, Tree][] } | { value: unknown };
  const build = (key: string, tree: Tree, path: string[]): unknown => {
    if ('function' in tree) return Object.freeze((...args: unknown[]) => call({ key, path }, args));
    if ('value' in tree) return tree.value;
    return Object.freeze(
      Object.fromEntries(tree.fields.map(([name, field]) => [name, build(key, field, [...path, name])])),
    );
  };

  const on = (name: string, listener: (detail: never) => void) =>
    window.addEventListener(token + name, (event) => listener((event as CustomEvent).detail as never));
  on('expose', ({ key, tree }: { key: string; tree: Tree }) =>
    Object.defineProperty(window, key, {
      value: build(key, tree, []),
      writable: false,
      configurable: false,
      enumerable: true,
    }),
  );
  on('reply', (detail: object) => {
    reply = detail;
  });
  on('settled', ({ promise, ok, value }: { promise: number; ok: boolean; value: unknown }) => {
    const waiting = promises.get(promise);
    promises.delete(promise);
    if (ok) waiting?.resolve(value);
    else waiting?.reject(new Error(String(value)));
  });
  on('callback', ({ id, args }: { id: number; args: unknown[] }) => callbacks.get(id)?.(...args));
}
