/**
 * Parser for OCI runtime configurations, `config.json` of many containers (file-lines, one JSON object a file).
 *
 * Source: opencontainers/runtime-spec config.md. containerd keeps it in the task's state folder, podman and
 * cri-o in `overlay-containers/<id>/userdata`; what names the pod is in the annotations.
 */
import { parseFileLines } from '#shared/parsers/file-lines.ts';
import { asArray, asObject, asString, type Json, jsonObject } from '#shared/parsers/json-fields.ts';
import type { Parsed, ParseWarning } from '#shared/parsers/parsed.ts';

export interface OciMount {
  readonly source: string;
  readonly destination: string;
  readonly type: string;
  readonly options: readonly string[];
}

export interface OciConfig {
  readonly line: number;
  /** Of config.json itself. */
  readonly path: string;
  /** `root.path`, relative to the bundle or absolute; empty where not given. */
  readonly rootPath: string;
  readonly mounts: readonly OciMount[];
  /** `shared`, `slave`, `private`, `unbindable` (with or without r); empty where not given. */
  readonly rootfsPropagation: string;
  readonly cgroupsPath: string;
  /** `path` of the network namespace it joins; empty where it gets a new one or the host's. */
  readonly netnsPath: string;
  readonly annotations: Readonly<Record<string, string>>;
}

export function parseOciConfig(body: Uint8Array): Parsed<readonly OciConfig[]> {
  const files = parseFileLines(body, ['/config.json']);
  const value: OciConfig[] = [];
  const warnings: ParseWarning[] = [...files.warnings];
  for (const { line, path, text } of files.value) {
    const json = jsonObject(text);
    if (!json) {
      warnings.push({ line, expected: 'one JSON object' });
      continue;
    }
    value.push(ociConfigOf(json, line, path));
  }
  return { value, warnings };
}

/** The configuration in one object of that shape, wherever it stood. */
export function ociConfigOf(json: Json, line: number, path: string): OciConfig {
  const linux = asObject(json.linux) ?? {};
  return {
    line,
    path,
    rootPath: asString(asObject(json.root)?.path) ?? '',
    mounts: asArray(json.mounts).flatMap(mount),
    rootfsPropagation: asString(linux.rootfsPropagation) ?? '',
    cgroupsPath: asString(linux.cgroupsPath) ?? '',
    netnsPath: netnsPath(linux.namespaces),
    annotations: Object.fromEntries(
      Object.entries(asObject(json.annotations) ?? {}).flatMap(([k, v]) => (typeof v === 'string' ? [[k, v]] : [])),
    ),
  };
}

function netnsPath(namespaces: unknown): string {
  const network = asArray(namespaces).find((ns) => asString(asObject(ns)?.type) === 'network');
  return asString(asObject(network)?.path) ?? '';
}

function mount(value: unknown): OciMount[] {
  const json = asObject(value);
  const destination = json && asString(json.destination);
  if (!json || !destination) return [];
  return [
    {
      source: asString(json.source) ?? '',
      destination,
      type: asString(json.type) ?? '',
      options: asArray(json.options).filter((o) => typeof o === 'string'),
    },
  ];
}
