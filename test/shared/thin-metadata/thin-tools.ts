import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import type { ThinMetadata } from '#shared/thin-metadata/thin-metadata.ts';

/** Debian's thin-provisioning-tools: they make and read metadata files without a kernel device. */
export function restore(xml: string, file: string): Buffer {
  writeFileSync(`${file}.xml`, xml);
  writeFileSync(file, '');
  // Space for the trees and for the space maps; thin_restore refuses a device that is too small.
  truncateSync(file, Math.max(256, 128 + Math.ceil(xml.length / 2000)) * 4096);
  execFileSync('thin_restore', ['-i', `${file}.xml`, '-o', file], { stdio: ['ignore', 'ignore', 'pipe'] });
  return readFileSync(file);
}

export const dump = (file: string): Buffer => execFileSync('thin_dump', [file], { maxBuffer: 1e9 });

/** What thin_dump says of a damaged file; its exit status is not 0 then. */
export const dumpFails = (file: string): boolean => spawnSync('thin_dump', [file]).status !== 0;

export interface LsRow {
  readonly id: number;
  readonly mapped: number;
  readonly exclusive: number;
  readonly shared: number;
}

export function ls(file: string): LsRow[] {
  const columns = 'DEV,MAPPED_BLOCKS,EXCLUSIVE_BLOCKS,SHARED_BLOCKS';
  const text = execFileSync('thin_ls', ['--no-headers', '-o', columns, file], { encoding: 'utf8', maxBuffer: 1e8 });
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .map(([id = -1, mapped = -1, exclusive = -1, shared = -1]) => ({ id, mapped, exclusive, shared }));
}

/** Every mapping of thin_dump's XML as `device origin data time`, by a regular expression: it shares nothing with our reader. */
export function mappingsByRegex(xml: string): string[] {
  const found: string[] = [];
  let device = '';
  for (const match of xml.matchAll(
    /<device dev_id="(\d+)"|<single_mapping origin_block="(\d+)" data_block="(\d+)" time="(\d+)"\/>|<range_mapping origin_begin="(\d+)" data_begin="(\d+)" length="(\d+)" time="(\d+)"\/>/g,
  )) {
    const [, dev, origin, data, time, first, firstData, length, rangeTime] = match;
    if (dev !== undefined) device = dev;
    else if (origin !== undefined) found.push(`${device} ${origin} ${data} ${time}`);
    else
      for (let i = 0; i < Number(length); i++)
        found.push(`${device} ${Number(first) + i} ${Number(firstData) + i} ${rangeTime}`);
  }
  return found;
}

/** The same of what we read. */
export function mappingsOf({ devices, runs }: ThinMetadata, wanted: (id: number) => boolean = () => true): string[] {
  const found: string[] = [];
  for (const { id, firstRun, runCount } of devices) {
    if (!wanted(id)) continue;
    for (let r = firstRun; r < firstRun + runCount; r++) {
      for (let i = 0; i < runs.length[r]!; i++)
        found.push(`${id} ${runs.origin[r]! + i} ${runs.data[r]! + i} ${runs.time[r]}`);
    }
  }
  return found;
}
