import type { Evidence } from '#shared/model/build/evidence.ts';
import type { StorageOption } from '#shared/model/docker-storage.ts';
import { parseCommandLines } from '#shared/parsers/command-lines.ts';
import { parseDaemons } from '#shared/parsers/daemons.ts';
import { type FileText, parseFileLines } from '#shared/parsers/file-lines.ts';
import { asArray, asString, jsonObject } from '#shared/parsers/json-fields.ts';

const defaultDaemonJson = '/etc/docker/daemon.json';

/**
 * How each engine was told to store layers: dockerd's arguments and daemon.json, containerd's config.toml. A daemon.json that
 * no running daemon names is that of a dockerd which is down.
 */
export function buildStorageOptions(evidence: Evidence): readonly StorageOption[] {
  const files = evidence.rows('daemons/config', parseFileLines);
  const options: StorageOption[] = [];
  const claimed = new Set<FileText>();
  for (const { kind, pid, root, configFile } of evidence.rows('daemons', parseDaemons)) {
    const file = files.find((f) => f.path === configFile || f.path === `/proc/${pid}/root${configFile}`);
    if (file) claimed.add(file);
    if (kind === 'dockerd') options.push(...argumentOptions(evidence, pid, root), ...jsonOptions(file, root, pid));
    if (kind === 'containerd' && file) options.push(...tomlOptions(file, root, pid));
  }
  for (const file of files) {
    if (!claimed.has(file) && file.path === defaultDaemonJson) options.push(...jsonOptions(file, rootOf(file), null));
  }
  return options;
}

const rootOf = (file: FileText) => {
  const json = jsonObject(file.text);
  return asString(json?.['data-root']) ?? asString(json?.graph) ?? '/var/lib/docker';
};

/** `name=value` of a storage-opt; one without `=` has an empty value. */
const split = (option: string): readonly [string, string] => {
  const at = option.indexOf('=');
  return at < 0 ? [option, ''] : [option.slice(0, at), option.slice(at + 1)];
};

function argumentOptions(evidence: Evidence, pid: number, root: string): StorageOption[] {
  const command = evidence.rows('command-lines', parseCommandLines).find((c) => c.pid === pid);
  if (!command) return [];
  const source = { evidence: 'command-lines', line: command.line };
  const option = (name: string, value: string): StorageOption => ({
    engine: 'docker',
    root,
    pid,
    name,
    value,
    from: 'command-line',
    source,
  });
  return command.args.flatMap((arg, i): StorageOption[] => {
    const match = /^(--storage-driver|-s|--storage-opt)(?:=(.*))?$/s.exec(arg);
    const value = match?.[2] ?? command.args[i + 1];
    if (!match || value === undefined) return [];
    return match[1] === '--storage-opt' ? [option(...split(value))] : [option('storage-driver', value)];
  });
}

function jsonOptions(file: FileText | undefined, root: string, pid: number | null): StorageOption[] {
  const json = file && jsonObject(file.text);
  if (!file || !json) return [];
  const option = (name: string, value: string, word: string): StorageOption => ({
    engine: 'docker',
    root,
    pid,
    name,
    value,
    from: 'configuration',
    source: { evidence: 'daemons/config', line: lineOf(file, word) },
  });
  const driver = asString(json['storage-driver']);
  return [
    ...(driver === null ? [] : [option('storage-driver', driver, '"storage-driver"')]),
    ...asArray(json['storage-opts']).flatMap((item) => {
      const text = asString(item);
      return text === null ? [] : [option(...split(text), `"${text}"`)];
    }),
  ];
}

/** Sections of config.toml that say how layers are kept, and the keys of each that matter; null: every key. */
const sections: readonly { readonly name: RegExp; readonly key: (word: string) => string | null }[] = [
  {
    name: /^plugins\.["']?(io\.containerd\.snapshotter\.v1\.)?devmapper["']?$/,
    key: (word) => word,
  },
  // The image that every sandbox is made from: versions 1 and 2 of the file, then version 3.
  {
    name: /^plugins\.["']?(io\.containerd\.grpc\.v1\.)?cri["']?$/,
    key: (word) => (word === 'sandbox_image' ? word : null),
  },
  {
    name: /^plugins\.["']?io\.containerd\.cri\.v1\.images["']?\.pinned_images$/,
    key: (word) => (word === 'sandbox' ? 'sandbox_image' : null),
  },
];

function tomlOptions(file: FileText, root: string, pid: number): StorageOption[] {
  let section: (typeof sections)[number] | undefined;
  return file.text.split('\n').flatMap((raw, i): StorageOption[] => {
    const header = /^\s*\[([^[\]]+)\]\s*(?:#.*)?$/.exec(raw)?.[1]?.trim();
    if (header !== undefined) section = sections.find((s) => s.name.test(header));
    const match = section ? /^\s*([a-z_]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s#]+))/.exec(raw) : null;
    const name = match ? section!.key(match[1]!) : null;
    if (!match || name === null) return [];
    const value = match[2] ?? match[3] ?? match[4] ?? '';
    const source = { evidence: 'daemons/config', line: file.line + i };
    return [{ engine: 'containerd', root, pid, name, value, from: 'configuration', source }];
  });
}

/** The line of a file that has a word; its first one where the word is written otherwise. */
function lineOf(file: FileText, word: string): number {
  const at = file.text.split('\n').findIndex((line) => line.includes(word));
  return file.line + Math.max(0, at);
}
