import { configDir } from '#electron/node/config-dir.ts';
import { hostColour } from '#electron/services/host-colour.ts';
import { savedHosts } from '#electron/services/saved-hosts.ts';
import { present } from '#shared/base/absent.ts';
import { hostColours } from '#shared/figures/tokens.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';

/** The colour that the window gives this host where it is open alone: the user's choice, else its name's own. */
export async function colourOfHost({ model, source }: Analysis, env: NodeJS.ProcessEnv): Promise<string | null> {
  const name = present(model.host.name) ?? source.title;
  return hostColours[hostColour(name, await savedHosts(configDir(env)).list(), [])] ?? null;
}
