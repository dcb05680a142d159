/** Whether an xfs keeps the types of names is asked of a real one, by perl and by python. Needs xfsprogs and a kernel with xfs. */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { generateScript } from '#shared/collectors/script.ts';
import { FrameDecoder } from '#shared/evidence/framing.ts';
import { parseStoreFilesystems } from '#shared/parsers/store-filesystems.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'um-xfs-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Docker's store on xfs, podman's on tmpfs, in a mount namespace that ends with it. */
const stores = `
set -e
mkdir -p /var/lib/docker /var/lib/containers
mount -t tmpfs tmpfs /var/lib/docker; mkdir /var/lib/docker/overlay2
mount -t tmpfs tmpfs /var/lib/containers; mkdir -p /var/lib/containers/storage/overlay
truncate -s 400M "$1/image"; mkfs.xfs -q "$1/image"
mount -o loop "$1/image" /var/lib/docker/overlay2
exec sh`;

it.each(['perl', 'python'])('%s reads ftype', (interpreter) => {
  const script = generateScript({
    nonce: randomBytes(16).toString('hex'),
    only: ['layer-folders'],
    secondSample: false,
    toolVersion: 'test',
  });
  const input = interpreter === 'perl' ? script : script.replace('um_perl=; um_has perl && um_perl=perl', 'um_perl=');
  expect(input === script).toBe(interpreter === 'perl');
  const output = execFileSync('unshare', ['-m', '--propagation', 'private', 'sh', '-c', stores, 'sh', folder], {
    input,
  });
  rmSync(path.join(folder, 'image'));
  const decoder = new FrameDecoder({ nonce: null, host: 'here' });
  const events = [...decoder.push(output), ...decoder.end()];
  const found = events.flatMap((e) =>
    e.kind === 'record' && e.record.id === 'layer-folders/filesystems' ? [e.record] : [],
  );
  expect(parseStoreFilesystems(found[0]!.body).value.map(({ path: at, ftype }) => [at, ftype])).toEqual(
    expect.arrayContaining([
      ['/var/lib/docker/overlay2', true],
      ['/var/lib/containers/storage/overlay', null],
    ]),
  );
});
