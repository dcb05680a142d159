/**
 * Parser for docker's books about a whole set of devices, `<root>/devicemapper/metadata/{deviceset-metadata,
 * transaction-metadata}` (file-lines, one JSON object a file). One row per data root.
 *
 *     {"next_device_id":51,"BaseDeviceUUID":"9f4c…","BaseDeviceFilesystem":"xfs"}
 *     {"open_transaction_id":61,"device_hash":"05f3…","device_id":47}
 *
 * Source: `deviceSetMetaData`, `transaction` in moby's daemon/graphdriver/devmapper/deviceset.go.
 */
import { parseFileLines } from '#shared/parsers/file-lines.ts';
import { asNumber, asString, jsonObject } from '#shared/parsers/json-fields.ts';
import type { Parsed, ParseWarning } from '#shared/parsers/parsed.ts';

export interface DockerDeviceSet {
  /** Of the root's first file here. */
  readonly line: number;
  readonly engineRoot: string;
  readonly nextDeviceId: number | null;
  readonly baseDeviceUuid: string | null;
  readonly baseDeviceFilesystem: string | null;
  readonly transaction: {
    readonly line: number;
    readonly openTransactionId: number;
    readonly deviceHash: string;
    readonly deviceId: number;
  } | null;
}

export function parseDockerDeviceSet(body: Uint8Array): Parsed<readonly DockerDeviceSet[]> {
  const files = parseFileLines(body);
  const warnings: ParseWarning[] = [];
  const roots = new Map<string, DockerDeviceSet>();
  for (const { line, path, text } of files.value) {
    const match = /^(.*)\/devicemapper\/metadata\/(deviceset-metadata|transaction-metadata)$/s.exec(path);
    if (!match) continue;
    const engineRoot = match[1]!;
    const row = roots.get(engineRoot) ?? emptyRow(engineRoot, line);
    const json = jsonObject(text);
    if (json === null) warnings.push({ line, expected: 'one JSON object' });
    else if (match[2] === 'deviceset-metadata') {
      roots.set(engineRoot, {
        ...row,
        nextDeviceId: asNumber(json.next_device_id),
        baseDeviceUuid: asString(json.BaseDeviceUUID),
        baseDeviceFilesystem: asString(json.BaseDeviceFilesystem),
      });
    } else {
      const openTransactionId = asNumber(json.open_transaction_id);
      const deviceId = asNumber(json.device_id);
      if (openTransactionId === null || deviceId === null)
        warnings.push({ line, expected: 'open_transaction_id and device_id' });
      else {
        const deviceHash = asString(json.device_hash) ?? '';
        roots.set(engineRoot, { ...row, transaction: { line, openTransactionId, deviceHash, deviceId } });
      }
    }
  }
  return { value: [...roots.values()], warnings };
}

const emptyRow = (engineRoot: string, line: number): DockerDeviceSet => ({
  line,
  engineRoot,
  nextDeviceId: null,
  baseDeviceUuid: null,
  baseDeviceFilesystem: null,
  transaction: null,
});
