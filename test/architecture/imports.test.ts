/**
 * Who may import whom. A folder may always import itself and npm packages not
 * listed in `onlyIn`. Reading order: evidence -> parsers -> model -> rules -> derive -> figures/export -> ipc.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const domain = [
  'shared/base',
  'shared/evidence',
  'shared/parsers',
  'shared/thin-metadata',
  'shared/bbolt',
  'shared/containerd-metadata',
  'shared/collectors',
  'shared/model',
  'shared/messages',
];
const allowed: Record<string, readonly string[]> = {
  'shared/base': [],
  'shared/thin-metadata': ['shared/base'],
  'shared/bbolt': ['shared/base'],
  'shared/containerd-metadata': ['shared/base', 'shared/bbolt', 'shared/parsers'],
  'shared/messages': ['shared/base'],
  'shared/evidence': ['shared/base'],
  'shared/parsers': ['shared/base'],
  'shared/collectors': ['shared/base'],
  'shared/model': [
    'shared/base',
    'shared/messages',
    'shared/evidence',
    'shared/parsers',
    'shared/thin-metadata',
    'shared/bbolt',
    'shared/containerd-metadata',
    'shared/collectors',
  ],
  'shared/rules': [
    'shared/base',
    'shared/messages',
    'shared/thin-metadata',
    'shared/containerd-metadata',
    'shared/collectors',
    'shared/model',
  ],
  'shared/archive': ['shared/base'],
  'shared/sosreport': [
    'shared/base',
    'shared/messages',
    'shared/evidence',
    'shared/parsers',
    'shared/collectors',
    'shared/archive',
  ],
  'shared/pasted': [
    'shared/base',
    'shared/messages',
    'shared/evidence',
    'shared/parsers',
    'shared/collectors',
    'shared/sosreport',
  ],
  'shared/bundle': ['shared/base', 'shared/evidence'],
  'shared/notes': ['shared/base', 'shared/model'],
  'shared/pipeline': [...domain, 'shared/rules'],
  'shared/derive': [...domain, 'shared/rules', 'shared/pipeline'],
  'shared/figures': ['shared/base', 'shared/messages', 'shared/derive'],
  'shared/export': [...domain, 'shared/notes', 'shared/rules', 'shared/pipeline', 'shared/derive'],
  'shared/ipc': [...domain, 'shared/notes', 'shared/rules', 'shared/derive', 'shared/export', 'shared/pipeline'],
  'electron/node': ['shared'],
  'electron/analysis': ['shared', 'electron/node'],
  'electron/services': ['shared', 'electron/node', 'electron/analysis'],
  'electron/cli': ['shared', 'electron/node', 'electron/analysis', 'electron/services', 'electron/hosted'],
  'electron/hosted': ['shared', 'electron/node', 'electron/analysis', 'electron/services'],
  'electron/main': ['shared', 'electron/node', 'electron/analysis', 'electron/services'],
  'electron/preload': ['shared/base', 'shared/ipc'],
  'renderer/platform': ['shared'],
  'renderer/store': ['shared', 'renderer/platform'],
  'renderer/components': ['shared', 'renderer/store', 'renderer/platform'],
  'renderer/views': ['shared', 'renderer/store', 'renderer/components', 'renderer/platform'],
  'renderer/gallery': ['shared', 'renderer/store', 'renderer/components', 'renderer/views', 'renderer/platform'],
};

/** npm packages that have a home, and why, stand in CONTRIBUTING.md. */
const onlyIn: Record<string, readonly string[]> = {
  electron: ['electron/main', 'electron/preload'],
  ssh2: ['electron/node'],
  ws: ['electron/hosted'],
  '@resvg/resvg-js': ['electron/node'],
  'xz-decompress': ['electron/node'],
  pdfkit: ['electron/node'],
  react: ['renderer/views', 'renderer/components', 'renderer/store', 'renderer/gallery', 'shared/figures'],
  'react-dom': ['renderer/main.tsx', 'electron/node'],
  '@tanstack/react-table': ['renderer/components'],
  '@tanstack/react-virtual': ['renderer/components'],
  '@base-ui/react': ['renderer/components'],
  cmdk: ['renderer/components'],
};

const top = ['shared', 'electron', 'renderer'];
const files = top
  .flatMap((dir) => readdirSync(dir, { recursive: true, encoding: 'utf8' }).map((f) => `${dir}/${f}`))
  .filter((f) => /\.tsx?$/.test(f) && !f.endsWith('.d.ts'));

const importsOf = (file: string) =>
  [...readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?'([^']+)'/g)].map((m) => m[1]!);

const packageOf = (target: string) =>
  target
    .split('/')
    .slice(0, target.startsWith('@') ? 2 : 1)
    .join('/');

describe('imports go one way', () => {
  it.each(files)('%s', (file) => {
    const from = file.split('/').slice(0, 2).join('/');
    const forbidden = importsOf(file).filter((target) => {
      if (target.startsWith('.')) return !/\.css$|\?url$|\.json$/.test(target);
      if (!target.startsWith('#')) {
        const homes = onlyIn[packageOf(target)];
        return homes !== undefined && !homes.includes(from);
      }
      if (file === 'renderer/main.tsx') return !target.startsWith('#renderer/') && !target.startsWith('#shared/');
      const to = target.slice(1);
      return !to.startsWith(`${from}/`) && !allowed[from]?.some((folder) => to.startsWith(`${folder}/`));
    });
    expect(forbidden).toEqual([]);
  });
});

describe('the layout of DESIGN §5', () => {
  it('has no top-level folder beyond the named ones', () => {
    const folders = readdirSync('.').filter(
      (f) => statSync(f).isDirectory() && !f.startsWith('.') && !['node_modules', 'dist'].includes(f),
    );
    expect(folders.sort()).toEqual(['build', 'electron', 'renderer', 'shared', 'test']);
  });

  it('has a README in every folder that has a row in the import table', () => {
    expect(Object.keys(allowed).filter((f) => !existsSync(`${f}/README.md`))).toEqual([]);
  });

  it('imports only existing files', () => {
    const broken = files.flatMap((file) =>
      importsOf(file)
        .filter((t) => t.startsWith('#') && !existsSync(t.slice(1).replace(/\?.*$/, '')))
        .map((t) => `${file} -> ${t}`),
    );
    expect(broken).toEqual([]);
  });
});
