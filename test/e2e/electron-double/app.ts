import { EventEmitter } from 'node:events';
import os from 'node:os';
import { stopBrowser } from './chromium.ts';

class App extends EventEmitter {
  readonly isPackaged = false;
  private ready = false;

  async whenReady(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    this.ready = true;
  }

  isReady = () => this.ready;
  enableSandbox(): void {}
  getPath = (name: string) => (name === 'home' || name === 'documents' ? os.homedir() : os.tmpdir());
  getVersion = () => '0.0.0';

  quit(): void {
    this.emit('before-quit', { preventDefault() {} });
    this.emit('will-quit', { preventDefault() {} });
    void stopBrowser().then(() => process.exit(0));
  }
}

export const app = new App();
