import { existsSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import type { InlineConfig } from 'vite';
import { fromRoot, root } from './root.ts';

/**
 * What is built from what. `inputs` are the folders and files whose change makes the output stale;
 * everything goes to dist/, which is ignored by git and made again at will.
 */
export interface Target {
  readonly id: 'node' | 'preload' | 'renderer';
  readonly inputs: readonly string[];
  /** When one of these is missing, the target is stale whatever its stamp says. */
  readonly outputs: readonly string[];
  build(): Promise<void>;
}

const tools = ['build', 'package.json', 'package-lock.json', 'tsconfig.base.json'];
const alias = ['shared', 'electron', 'renderer'].map((top) => ({
  find: new RegExp(`^#${top}/`),
  replacement: `${fromRoot(top)}/`,
}));

/** Loaded late: most runs find nothing stale, and Vite costs 200 ms. */
const build = async (config: InlineConfig) => {
  const vite = await import('vite');
  // Vite keeps a caller's own: under a test runner it would pack React's development build, several times slower.
  const before = process.env.NODE_ENV;
  process.env.NODE_ENV = 'production';
  try {
    await vite.build(config);
  } finally {
    if (before === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = before;
  }
};

const { dependencies } = JSON.parse(readFileSync(fromRoot('package.json'), 'utf8')) as {
  dependencies: Record<string, string>;
};

/** Left to Node's own resolution at run time: builtins, Electron, and the dependencies as they are installed. */
const external = [
  ...builtinModules.flatMap((name) => [name, `node:${name}`]),
  ...Object.keys(dependencies).flatMap((name) => [name, new RegExp(`^${name}/`)]),
];

const base: InlineConfig = { root, configFile: false, publicDir: false, logLevel: 'warn', resolve: { alias } };

/** Entry files of everything that runs in Node: each becomes `dist/<name>.js`, shared code goes to dist/chunks. */
const nodeEntries = {
  'main/index': 'electron/main/index.ts',
  'analysis/child': 'electron/analysis/child.ts',
  'cli/undermount': 'electron/cli/undermount.ts',
};

const presentEntries = () =>
  Object.fromEntries(Object.entries(nodeEntries).filter(([, file]) => existsSync(fromRoot(file))));

const node: Target = {
  id: 'node',
  inputs: ['shared', 'electron', ...tools],
  outputs: ['dist/cli/undermount.js'],
  build: async () => {
    await build({
      ...base,
      oxc: { jsx: { runtime: 'automatic' } },
      build: {
        ssr: true,
        outDir: 'dist',
        emptyOutDir: false,
        target: 'node24',
        rolldownOptions: {
          input: presentEntries(),
          external,
          output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
        },
      },
    });
  },
};

/** A sandboxed preload must be one CommonJS file: it can require nothing but `electron`. */
const preload: Target = {
  id: 'preload',
  inputs: ['shared/base', 'shared/ipc', 'electron/preload', ...tools],
  outputs: ['dist/preload/index.cjs'],
  build: async () => {
    await build({
      ...base,
      build: {
        lib: { entry: fromRoot('electron/preload/index.ts'), formats: ['cjs'], fileName: () => 'index.cjs' },
        outDir: 'dist/preload',
        target: 'chrome140',
        minify: false,
        rolldownOptions: { external: ['electron'] },
      },
    });
  },
};

const renderer: Target = {
  id: 'renderer',
  inputs: ['shared', 'renderer', ...tools],
  outputs: ['dist/renderer/index.html'],
  build: async () => {
    await build({ configFile: fromRoot('build/vite.renderer.config.ts'), logLevel: 'warn' });
  },
};

export const targets: readonly Target[] = [node, preload, renderer];
