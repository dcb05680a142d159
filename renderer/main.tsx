import { createRoot } from 'react-dom/client';
import { startKeys } from '#renderer/components/keys.ts';
import '#renderer/components/styles/index.ts';
import { installBridge } from '#renderer/platform/bridge.ts';
import { chooseBridge } from '#renderer/platform/choose-bridge.ts';
import { noteLink } from '#renderer/store/link.ts';
import { start } from '#renderer/store/start.ts';
import { startTheme } from '#renderer/store/theme.ts';
import { App } from '#renderer/views/App.tsx';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

startTheme();
startKeys();
const rendered = createRoot(root);
let showing = 0;
/** A new key: what a view remembered of the scene before is gone. The product shows one window, once. */
const show = () => rendered.render(<App key={++showing} />);

if (import.meta.env.MODE === 'gallery') {
  // Fixture data instead of services. The condition is a constant, so the product's build drops the import.
  const { openScene } = await import('#renderer/gallery/scenes.ts');
  await openScene(location.search, show);
} else {
  installBridge(chooseBridge(noteLink));
  await start();
  show();
}
