import os from 'node:os';
import path from 'node:path';

/** Where saved hosts, recent sources and trusted host keys live: `$UNDERMOUNT_HOME`, or the system's place for configuration. */
export function configDir(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
  home = os.homedir(),
): string {
  if (env.UNDERMOUNT_HOME) return env.UNDERMOUNT_HOME;
  if (platform === 'win32' && env.APPDATA) return path.join(env.APPDATA, 'Undermount');
  if (platform === 'darwin') return path.join(home, 'Library', 'Application Support', 'Undermount');
  // The specification says to ignore a relative value.
  const xdg = env.XDG_CONFIG_HOME && path.isAbsolute(env.XDG_CONFIG_HOME) ? env.XDG_CONFIG_HOME : undefined;
  return path.join(xdg ?? path.join(home, '.config'), 'undermount');
}
