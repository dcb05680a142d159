/**
 * Parser for docker's device metadata, `<root>/devicemapper/metadata/<hash>` (file-lines, one JSON object a file).
 *
 *     {"device_id":33,"size":536870912,"transaction_id":43,"initialized":false,"deleted":false}
 *
 * The folder also holds `base`, `deviceset-metadata` and `transaction-metadata`; the last two have other fields
 * and name no device of their own. Source: `devInfo` in moby's daemon/graphdriver/devmapper/deviceset.go.
 */
import { parseFileLines } from '#shared/parsers/file-lines.ts';
import { asBoolean, asNumber, jsonObject } from '#shared/parsers/json-fields.ts';
import type { Parsed, ParseWarning } from '#shared/parsers/parsed.ts';

export interface DockerDevice {
  readonly line: number;
  /** Data root of the daemon. */
  readonly engineRoot: string;
  /** Mount id of a container's layer, cache id of an image's, or `base`. */
  readonly hash: string;
  readonly deviceId: number;
  readonly transactionId: number | null;
  /** Bytes. */
  readonly size: number | null;
  readonly initialized: boolean | null;
  readonly deleted: boolean;
}

export function parseDockerDevices(body: Uint8Array): Parsed<readonly DockerDevice[]> {
  const files = parseFileLines(body);
  const value: DockerDevice[] = [];
  const warnings: ParseWarning[] = [...files.warnings];
  for (const { line, path, text } of files.value) {
    const match = /^(.*)\/devicemapper\/metadata\/([^/]+)$/s.exec(path);
    const json = jsonObject(text);
    if (!match || !json) warnings.push({ line, expected: 'one JSON object below devicemapper/metadata' });
    else {
      const [, engineRoot, hash] = match;
      const deviceId = asNumber(json.device_id);
      if (hash === 'deviceset-metadata' || hash === 'transaction-metadata' || hash!.startsWith('.')) continue;
      if (deviceId === null) warnings.push({ line, expected: 'a device_id' });
      else {
        value.push({
          line,
          engineRoot: engineRoot!,
          hash: hash!,
          deviceId,
          transactionId: asNumber(json.transaction_id),
          size: asNumber(json.size),
          initialized: asBoolean(json.initialized),
          deleted: asBoolean(json.deleted) ?? false,
        });
      }
    }
  }
  return { value, warnings };
}
