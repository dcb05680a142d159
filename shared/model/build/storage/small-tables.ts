import { bytes } from '#shared/base/units.ts';
import type { BlockDevice } from '#shared/model/block.ts';
import type { Evidence } from '#shared/model/build/evidence.ts';
import type { Snapshotter } from '#shared/model/docker-storage.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import type { HostTool, UdevCookie, XfsRetry } from '#shared/model/thin.ts';
import { parseFileLines } from '#shared/parsers/file-lines.ts';
import { parseFilesystemSpace } from '#shared/parsers/filesystem-space.ts';
import { parsePaths } from '#shared/parsers/paths.ts';
import { parseTools } from '#shared/parsers/tools.ts';
import { parseUdevCookies } from '#shared/parsers/udev-cookies.ts';

export function buildUdevCookies(evidence: Evidence): readonly UdevCookie[] {
  const later = evidence.has('udev-cookies@2')
    ? new Map(evidence.rows('udev-cookies@2', parseUdevCookies).map((c) => [c.cookie, c.value]))
    : null;
  return evidence.rows('udev-cookies', parseUdevCookies).map(({ line, ...cookie }) => ({
    ...cookie,
    again: later === null ? null : later.get(cookie.cookie) === cookie.value,
    source: { evidence: 'udev-cookies', line },
  }));
}

export function buildXfsRetries(evidence: Evidence): readonly XfsRetry[] {
  return evidence.rows('filesystem-errors', parseFileLines).flatMap(({ line, path, text }): XfsRetry[] => {
    const match = /^\/sys\/fs\/xfs\/([^/]+)\/error\/([^/]+)\/([^/]+)\/max_retries$/.exec(path);
    if (!match || !/^-?\d+$/.test(text.trim())) return [];
    const [, kernelName, errorClass, error] = match;
    return [
      {
        kernelName: kernelName!.replaceAll('!', '/'),
        class: errorClass!,
        error: error!,
        maxRetries: Number(text),
        source: { evidence: 'filesystem-errors', line },
      },
    ];
  });
}

export const buildTools = (evidence: Evidence): readonly HostTool[] =>
  evidence
    .rows('thin-tools', parseTools)
    .map(({ line, name, path }) => ({ name, path, source: { evidence: 'thin-tools', line } }));

export function buildSnapshotters(evidence: Evidence): readonly Snapshotter[] {
  const paths = evidence.rows('containerd-snapshotters', parsePaths);
  const listed = new Set(paths.map((p) => p.path));
  return paths.flatMap(({ line, path }): Snapshotter[] => {
    const match = /^(.*)\/io\.containerd\.snapshotter\.v1\.([^/]+)$/s.exec(path);
    if (!match) return [];
    const source = { evidence: 'containerd-snapshotters', line };
    return [{ root: match[1]!, name: match[2]!, hasDatabase: listed.has(`${path}/metadata.db`), source }];
  });
}

/** Left out where nobody asked for it: "no filesystem" and "not asked" must not look alike. */
export function buildFilesystemSpace(
  evidence: Evidence,
  blocks: readonly BlockDevice[],
): Pick<HostModel, 'filesystemSpace'> {
  if (!evidence.has('capacity')) return {};
  const filesystemSpace = evidence
    .rows('capacity', parseFilesystemSpace)
    .flatMap(({ line, device: named, freeBytes, totalBytes, mountPoint }) => {
      const device = named.startsWith('/dev/') ? deviceOfNode(named, blocks) : named;
      if (device === null) return [];
      const source = { evidence: 'capacity', line };
      return [{ device, mountPoint, freeBytes: bytes(freeBytes), totalBytes: bytes(totalBytes), source }];
    });
  return { filesystemSpace };
}

/** By the names that nodes have: `/dev/vda1`, `/dev/mapper/NAME`. Null for any other link to one. */
const deviceOfNode = (node: string, blocks: readonly BlockDevice[]): string | null => {
  const name = node.replace(/^\/dev\/(?:mapper\/)?/, '');
  const isMapped = node.startsWith('/dev/mapper/');
  return blocks.find((b) => (isMapped ? b.dmName : b.kernelName) === name)?.device ?? null;
};
