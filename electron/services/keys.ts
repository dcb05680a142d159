import { constants as fsConstants } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';

/** One key the user may choose. The id is its name inside ~/.ssh; the page never sees or names a path. */
export interface KeyChoice {
  readonly id: string;
  readonly label: string;
}

/** Private keys in ~/.ssh, by their first line: names tell nothing (`work`, `id_rsa.bak`). */
export async function listKeys(home = homedir()): Promise<readonly KeyChoice[]> {
  const dir = path.join(home, '.ssh');
  const names = (await readdir(dir).catch(() => [])).sort((a, b) => (a < b ? -1 : 1));
  const keys = await Promise.all(names.map(async (name) => ((await isPrivateKey(path.join(dir, name))) ? [name] : [])));
  return keys.flat().map((name) => ({ id: name, label: `~/.ssh/${name}` }));
}

/** The file of an id that `listKeys` gave, or null: an id is looked up, never joined to a path. */
export async function keyFile(id: string, home = homedir()): Promise<string | null> {
  const known = (await listKeys(home)).some((key) => key.id === id);
  return known ? path.join(home, '.ssh', id) : null;
}

async function isPrivateKey(file: string): Promise<boolean> {
  try {
    // Without O_NONBLOCK a FIFO in ~/.ssh would hang the list.
    const handle = await open(file, fsConstants.O_RDONLY | fsConstants.O_NONBLOCK);
    try {
      if (!(await handle.stat()).isFile()) return false;
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(64), 0, 64, 0);
      return /^-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(buffer.toString('latin1', 0, bytesRead));
    } finally {
      await handle.close();
    }
  } catch {
    return false;
  }
}
