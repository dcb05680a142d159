/**
 * `sos_reports/manifest.json` (sos 4.0 and later): which commands ran, where their output went, how they ended.
 *
 * Read like everything hostile: a field of another shape counts as missing. Source: sos/report/__init__.py,
 * sos/manifest.py (SoSManifest), plugins' `manifest.commands`.
 */
import { decodeText } from '#shared/parsers/decode.ts';
import { asArray, asNumber, asObject, asString, jsonObject } from '#shared/parsers/json-fields.ts';

export interface Manifest {
  readonly version: string | null;
  readonly commandLine: string | null;
  /** Plugins that ran; null where it does not say. */
  readonly plugins: ReadonlySet<string> | null;
  /** Plugins that were stopped at their time-out. */
  readonly timedOut: readonly string[];
  /** By place of the output. */
  readonly commands: ReadonlyMap<string, ManifestCommand>;
  /** Went through `sos clean`. */
  readonly cleaned: boolean;
}

export interface ManifestCommand {
  readonly plugin: string;
  /** As it was run. */
  readonly exec: string;
  readonly returnCode: number | null;
  readonly seconds: number | null;
  readonly truncated: boolean;
}

export function readManifest(body: Uint8Array): Manifest | null {
  const json = jsonObject(decodeText(body));
  const components = asObject(json?.components);
  if (!json || !components) return null;
  const report = asObject(components.report) ?? {};
  const plugins = Object.entries(asObject(report.plugins) ?? {});
  const commands = new Map<string, ManifestCommand>();
  const timedOut: string[] = [];
  for (const [plugin, value] of plugins) {
    const facts = asObject(value) ?? {};
    if (facts.timeout_hit === true) timedOut.push(plugin);
    for (const entry of [...asArray(facts.commands), ...asArray(facts.files)]) {
      const row = asObject(entry);
      const place = row && asString(row.filepath);
      if (!row || !place || commands.has(place)) continue;
      commands.set(place, {
        plugin,
        exec: asString(row.exec) ?? asString(row.command) ?? '',
        returnCode: asNumber(row.return_code),
        seconds: asNumber(row.run_time),
        truncated: row.truncated === true,
      });
    }
  }
  return {
    version: asString(json.version),
    commandLine: asString(json.cmdline),
    plugins: plugins.length > 0 ? new Set(plugins.map(([name]) => name)) : null,
    timedOut,
    commands,
    cleaned: asObject(components.cleaner) !== null || asObject(components.clean) !== null,
  };
}
