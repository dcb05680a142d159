import path from 'node:path';
import { packageRoot } from '#electron/node/package-root.ts';

/** Where `npm run build` puts the window's files. */
export const builtRenderer = path.join(packageRoot, 'dist/renderer');
