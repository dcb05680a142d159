import { startKeys } from '#renderer/components/keys.ts';
import '#renderer/components/styles/index.ts';
import { installBridge } from '#renderer/platform/bridge.ts';
import { chooseBridge } from '#renderer/platform/choose-bridge.ts';
import { noteLink } from '#renderer/store/link.ts';
import { startTheme } from '#renderer/store/theme.ts';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

startTheme();
startKeys();
// One after the other, so that each is evaluated in a task of its own: together they block the window for 70 ms of processor time.
const { createRoot } = await import('react-dom/client');
await import('#shared/messages/index.ts');
await import('#shared/rules/index.ts');
await import('#renderer/components/ExportMenu.tsx');
const { start } = await import('#renderer/store/start.ts');
const { App } = await import('#renderer/views/App.tsx');
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
