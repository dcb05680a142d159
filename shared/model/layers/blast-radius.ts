import { isAbsent } from '#shared/base/absent.ts';
import type { SourceRef } from '#shared/base/source-ref.ts';
import type { Container } from '#shared/model/container.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { layerIndexOf, layersOnTop } from '#shared/model/layers/layer-index.ts';
import type { OverlayMount, StoredImage, StoredLayer } from '#shared/model/layers.ts';
import type { LogLine } from '#shared/model/log.ts';

/** Who stands on a layer. */
export interface BlastRadius {
  /** Itself first, then every layer on top of it, read-write ones too. */
  readonly layers: readonly StoredLayer[];
  readonly images: readonly StoredImage[];
  /** Containers whose root filesystem has it, sandboxes among them. */
  readonly containers: readonly StandingContainer[];
  /** containerd namespaces whose images or containers have it; empty for other engines. */
  readonly namespaces: readonly string[];
  readonly overlays: readonly OverlayMount[];
  /** Those from which the sandbox of every new pod is made. */
  readonly sandboxImages: readonly SandboxImage[];
}

export interface StandingContainer {
  readonly container: Container;
  /**
   * `runs-on`: it is mounted, and what it had loaded keeps running; `fails-next`: it is not running, and its next start uses the
   * layer; `failed`: the log says that its start failed on a file that was not there.
   */
  readonly how: 'runs-on' | 'fails-next' | 'failed';
  readonly line: LogLine | null;
}

export function blastRadius(model: HostModel, layer: string): BlastRadius {
  const index = layerIndexOf(model);
  const layers = layersOnTop(index, layer);
  const keys = new Set(layers.map((l) => l.key));
  const images = unique(layers.flatMap((l) => index.images.get(l.key) ?? []));
  const overlays = unique(layers.flatMap((l) => index.overlays.get(l.key) ?? [])).filter((o) =>
    [...o.lowerLayers, o.upperLayer].some((k) => k !== null && keys.has(k)),
  );
  const containers = unique(layers.flatMap((l) => index.containers.get(l.key) ?? []));
  const failures = startFailures(model);
  return {
    layers,
    images,
    containers: containers.map((c) => standing(c, failures)),
    namespaces: [
      ...new Set(
        [...layers.flatMap((l) => l.names.map((n) => n.namespace)), ...images.map((i) => i.namespace)].filter(
          (n) => n !== null,
        ),
      ),
    ].sort(),
    overlays,
    sandboxImages: images.flatMap((image) => {
      const told = sandboxImages(model).find(
        (s) =>
          image.namespace === 'k8s.io' &&
          image.names.includes(s.name) &&
          (s.root === null || s.root === image.engineRoot),
      );
      return told ? [{ image, source: told.source }] : [];
    }),
  };
}

export interface SandboxImage {
  readonly image: StoredImage;
  /** The setting or the log line that says so. */
  readonly source: SourceRef;
}

/** `sandbox_image` as configured; where it is not, as containerd logs its whole configuration at its start, defaults with it. */
function sandboxImages({
  storageOptions,
  log,
}: HostModel): readonly { readonly name: string; readonly root: string | null; readonly source: SourceRef }[] {
  const set = storageOptions.flatMap((o) =>
    o.name === 'sandbox_image' ? [{ name: o.value, root: o.root, source: o.source }] : [],
  );
  const logged = log.flatMap(({ text, source }) => {
    const name = text.includes('Start cri plugin') ? /[{ ]SandboxImage:([^\s}]+)/.exec(text)?.[1] : undefined;
    return name === undefined ? [] : [{ name, root: null, source }];
  });
  return [...set, ...logged.slice(-1)];
}

const unique = <T>(rows: readonly T[]): readonly T[] => [...new Set(rows)];

const isRunning = ({ state }: Container): boolean =>
  state === 'running' || state === 'paused' || state === 'restarting';

function standing(container: Container, failures: readonly StartFailure[]): StandingContainer {
  if (isRunning(container)) return { container, how: 'runs-on', line: null };
  const failure = failures.find((f) => f.line.text.includes(container.id));
  return failure ? { container, how: 'failed', line: failure.line } : { container, how: 'fails-next', line: null };
}

/** A container that could not start since its program was not in its root filesystem. */
export interface StartFailure {
  readonly line: LogLine;
  /** As runc looked for it: absolute, or a name to be found in PATH. */
  readonly program: string;
}

/**
 * `exec: "/pause": stat /pause: no such file or directory` of runc, `exec: "app": executable file not found in $PATH`; in a log
 * of containerd the quotes are escaped once or twice.
 */
const missingProgram =
  /exec: \\*"((?:[^"\\]|\\(?!\\*"))+)\\*": (?:stat \S+: no such file or directory|executable file not found in \$PATH)/;

const failuresOf = new WeakMap<HostModel, readonly StartFailure[]>();

export function startFailures(model: HostModel): readonly StartFailure[] {
  const known = failuresOf.get(model);
  if (known) return known;
  const found = model.log.flatMap((line): StartFailure[] => {
    const program = line.log === 'engine' ? missingProgram.exec(line.text)?.[1] : undefined;
    return program === undefined ? [] : [{ line, program }];
  });
  failuresOf.set(model, found);
  return found;
}

/** Path in the root filesystem of the program that an image starts; null: it has none, or only a name to look for in PATH. */
export function programOf({ command }: StoredImage): string | null {
  const program = isAbsent(command) ? undefined : command[0];
  return program?.startsWith('/') ? program : null;
}
