import { present } from '#shared/base/absent.ts';
import type { Container } from '#shared/model/container.ts';
import { engineOf } from '#shared/model/holders/owners.ts';
import type { ModelIndex } from '#shared/model/model-index.ts';

/** The address of a second dockerd, from its command line; null for the one that `docker` talks to by itself. */
export function dockerHost(index: ModelIndex, container: Container): string | null {
  const engine = engineOf(index, container);
  const args = engine ? present(index.processes.get(engine.pid)?.commandLine ?? []) : null;
  const hosts = (args ?? []).flatMap((arg, i) =>
    arg === '-H' || arg === '--host' ? [args?.[i + 1] ?? ''] : arg.startsWith('--host=') ? [arg.slice(7)] : [],
  );
  const own = ['fd://', 'unix:///var/run/docker.sock', 'unix:///run/docker.sock'];
  return hosts.length === 0 || hosts.some((h) => own.includes(h))
    ? null
    : (hosts.find((h) => h.startsWith('unix://')) ?? hosts[0]!);
}
