/**
 * Parser that finds the container engines in a listing of ps (file-lines: the listings, and what else says where an
 * engine keeps its things), with the data root and configuration file that each was started with.
 *
 *     /sos_commands/process/ps_axo_…:4 S 0 595 1 … /usr/sbin/dockerd -H fd:// --data-root=/var/lib/docker-lvm
 *     /sos_commands/docker/docker_info: Docker Root Dir: /var/lib/docker
 *     /etc/docker/daemon.json:{ "data-root": "/data/docker" }
 */
import type { DaemonLine } from '#shared/parsers/daemons.ts';
import { encodeText } from '#shared/parsers/decode.ts';
import { type FileText, parseFileLines } from '#shared/parsers/file-lines.ts';
import { asString, jsonObject } from '#shared/parsers/json-fields.ts';
import type { Parsed } from '#shared/parsers/parsed.ts';
import { parsePs } from '#shared/parsers/ps.ts';

export function parseEngineProcesses(body: Uint8Array): Parsed<readonly DaemonLine[]> {
  const { value: files, warnings } = parseFileLines(body);
  const others = files.filter((f) => !isListing(f));
  const rows = parsePs(blanked(body, files)).value;
  const engines = rows.flatMap(({ line, pid, command, comm }): DaemonLine[] => {
    const args = (command ?? comm ?? '').split(' ').filter(Boolean);
    const program = args[0]?.split('/').at(-1) ?? '';
    const option = (...names: readonly string[]) => optionOf(args, names);
    if (/^dockerd(-\w+)?$/.test(program) || (/^docker(-\w+)?$/.test(program) && /^(daemon|-d)$/.test(args[1] ?? ''))) {
      const configFile = option('--config-file') ?? '/etc/docker/daemon.json';
      const root = option('--data-root', '--graph', '-g') ?? configuredRoot(others, configFile);
      // A configuration that was not taken may name another root than the usual one.
      const isRead = others.some((f) => f.path === configFile);
      const usual = isRead || configFile === '/etc/docker/daemon.json' ? (infoRoot(others) ?? '/var/lib/docker') : '';
      return [{ line, kind: 'dockerd', pid, root: root ?? usual, configFile }];
    }
    if (/^(docker-)?containerd$/.test(program)) {
      const configFile = option('--config', '-c') ?? '/etc/containerd/config.toml';
      return [{ line, kind: 'containerd', pid, root: option('--root') ?? '/var/lib/containerd', configFile }];
    }
    if (program === 'kubelet' || (program === 'hyperkube' && args[1] === 'kubelet')) {
      const configFile = option('--config') ?? '-';
      return [{ line, kind: 'kubelet', pid, root: option('--root-dir') ?? '/var/lib/kubelet', configFile }];
    }
    if (program === 'crio') {
      return [
        {
          line,
          kind: 'crio',
          pid,
          root: option('--root') ?? '/var/lib/containers/storage',
          configFile: '/etc/crio/crio.conf',
        },
      ];
    }
    return [];
  });
  return { value: engines, warnings };
}

const isListing = (file: FileText) => /\/ps[_-][^/]*$/.test(file.path);

/** The listings alone, every other line emptied so that numbers of lines stay. */
function blanked(body: Uint8Array, files: readonly FileText[]): Uint8Array {
  const lines: string[] = [];
  for (const file of files) {
    if (!isListing(file)) continue;
    for (const [at, text] of file.text.split('\n').entries()) lines[file.line + at - 1] = `${file.path}:${text}`;
  }
  return body.length === 0 ? body : encodeText(Array.from(lines, (line) => line ?? '').join('\n'));
}

/** The value after the first of these options, `--x=value` or `--x value`. */
function optionOf(args: readonly string[], names: readonly string[]): string | null {
  for (const [at, arg] of args.entries()) {
    for (const name of names) {
      if (arg === name) return args[at + 1] ?? null;
      if (arg.startsWith(`${name}=`)) return arg.slice(name.length + 1);
    }
  }
  return null;
}

function configuredRoot(files: readonly FileText[], configFile: string): string | null {
  const json = jsonObject(files.find((f) => f.path === configFile)?.text ?? '');
  return json && (asString(json['data-root']) ?? asString(json.graph));
}

/** `docker info` is of the daemon at the usual socket: the one whose command line names no other root. */
const infoRoot = (files: readonly FileText[]): string | null =>
  files.find((f) => /\/docker_info(\.\d+)?$/.test(f.path))?.text.match(/^ *Docker Root Dir: (.+?) *$/m)?.[1] ?? null;
