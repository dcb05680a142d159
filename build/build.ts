/** `npm run build`: everything, from scratch, into dist/. */
import { rmSync } from 'node:fs';
import { buildStale } from './build-stale.ts';
import { fromRoot } from './root.ts';

rmSync(fromRoot('dist'), { recursive: true, force: true });
await buildStale(['node', 'preload', 'renderer']);
