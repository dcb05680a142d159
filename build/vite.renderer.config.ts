import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const root = path.join(import.meta.dirname, '..', 'renderer');

/**
 * The window. Its policy is `default-src 'none'; script-src 'self'; style-src 'self'`, so nothing may be
 * inlined: no data: assets, no polyfill script, no style tags. `--mode gallery` builds the gallery, in
 * which every view is shown from fixture data; the product's build does not contain it.
 */
export default defineConfig(({ mode }) => ({
  root,
  base: './',
  publicDir: false,
  plugins: [react()],
  build: {
    outDir: path.join(root, '..', 'dist', mode === 'gallery' ? 'gallery' : 'renderer'),
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
    chunkSizeWarningLimit: 2000,
  },
}));
