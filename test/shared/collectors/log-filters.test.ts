/** Which lines of the logs leave the host: what a rule reads must pass the filter, in grep's own words. */
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { engineLog } from '#shared/collectors/engine-log.ts';
import { kernelLog } from '#shared/collectors/kernel-log.ts';

const filterOf = (script: string): string => {
  const found = /^um_interesting='([^']*)'$|^ {2}um_interesting='([^']*)'$/m.exec(script);
  if (!found) throw new Error('the collector has no filter');
  return found[1] ?? found[2]!;
};
const passes = (script: string, line: string) =>
  spawnSync('grep', ['-aE', filterOf(script)], {
    input: `${line}\n`,
    env: { ...process.env, LC_ALL: 'C' },
  }).stdout.toString() === `${line}\n`;

const engineLines: readonly (readonly [code: string, line: string])[] = [
  [
    'O-02',
    'level=error msg="StartContainer failed" error="exec: \\"/pause\\": stat /pause: no such file or directory: unknown"',
  ],
  [
    'O-03',
    'level=error msg="failed to stat parent: stat /var/lib/containerd/io.containerd.snapshotter.v1.overlayfs/snapshots/79/fs: no such file or directory"',
  ],
  ['O-03', 'level=error msg="missing parent \\"k8s.io/12/sha256:aa\\" bucket: not found"'],
  ['O-05', 'level=warning msg="snapshot garbage collected" d=2s snapshotter=overlayfs'],
  ['O-08', 'level=warning msg="overlay2: the backing xfs filesystem is formatted without d_type support"'],
  ['O-09', 'level=error msg="readlink /var/lib/docker/overlay2/l: invalid argument"'],
  ['O-10', 'level=error msg="error mounting volatile overlay: structure needs cleaning"'],
  ['O-11', 'Error: creating container storage: layer not known'],
  ['O-11', 'Error: identifier is not a layer'],
  ['O-12', 'level=error msg="mount options is too long"'],
  ['L-03', 'level=fatal msg="Error starting daemon: error initializing graphdriver: driver not supported"'],
];
const kernelLines: readonly (readonly [code: string, line: string])[] = [
  [
    'O-06',
    'overlayfs: upperdir is in-use as upperdir/workdir of another mount, accessing files from both mounts will result in undefined behavior.',
  ],
  ['O-08', 'overlayfs: upper fs does not support d_type, fall back to index=off.'],
  ['O-10', "overlayfs: overlay with incompat feature 'volatile' cannot be mounted"],
  ['L-01', 'INFO: task dockerd:812 blocked for more than 120 seconds.'],
  ['L-02', 'XFS (dm-7): I/O Error Detected. Shutting down filesystem'],
  ['L-02', 'Buffer I/O error on dev dm-7, logical block 0, lost async page write'],
];

describe('the filters of the logs', () => {
  it.each(engineLines)('engines, %s: %s', (_code, line) => {
    expect(passes(engineLog.script, line)).toBe(true);
  });

  it.each(kernelLines)('kernel, %s: %s', (_code, line) => {
    expect(passes(kernelLog.script, line)).toBe(true);
  });

  it('leaves what concerns none of it', () => {
    expect(passes(engineLog.script, 'level=info msg="GET /v1.41/containers/json"')).toBe(false);
    expect(passes(kernelLog.script, 'usb 1-1: new high-speed device number 2')).toBe(false);
  });
});
