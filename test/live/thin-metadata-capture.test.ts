/**
 * The `thin-metadata` collector against a dmsetup and a thin_dump that write down what they are asked: every snapshot that
 * it reserves is released, whatever ends it. No kernel with device-mapper is needed; what a real pool does is shown in the lab.
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { generateScript } from '#shared/collectors/script.ts';
import { FrameDecoder } from '#shared/evidence/framing.ts';
import type { EvidenceRecord } from '#shared/evidence/record.ts';
import { hostChangesOf } from '#shared/pipeline/host-changes.ts';
import { readThinMetadata } from '#shared/thin-metadata/read-body.ts';

const xml = `<superblock uuid="" time="1" transaction="7" flags="0" version="2" data_block_size="128" nr_data_blocks="0">
  <device dev_id="1" mapped_blocks="2" transaction="0" creation_time="0" snap_time="0">
    <range_mapping origin_begin="0" data_begin="4" length="2" time="0"/>
  </device>
</superblock>
`;
const healthy = '3 156/1024 72/8192 - rw discard_passdown queue_if_no_space - 256';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'um-thin-metadata-'));
  mkdirSync(path.join(folder, 'bin'));
  mkdirSync(path.join(folder, 'sys'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A pool that the false dmsetup has: its status after `thin-pool`. */
interface Pools {
  readonly [device: string]: string;
}

function host(pools: Pools, { dump = 'cat "$D/dump.xml"', reserve = ':', release = ':', suspended = '' } = {}): void {
  writeFileSync(path.join(folder, 'dump.xml'), xml);
  for (const [device, status] of Object.entries(pools)) {
    writeFileSync(path.join(folder, `status-${device}`), `0 1048576 thin-pool ${status} \n`);
    const sys = path.join(folder, 'sys', device);
    mkdirSync(path.join(sys, 'dm'), { recursive: true });
    writeFileSync(path.join(sys, 'dm', 'name'), `pool of ${device}\n`);
    writeFileSync(path.join(sys, 'dm', 'suspended'), suspended === device ? '1\n' : '0\n');
  }
  mkdirSync(path.join(folder, 'sys', '1:1'), { recursive: true });
  writeFileSync(path.join(folder, 'sys', '1:1', 'uevent'), 'MAJOR=1\nDEVNAME=um-node\n');
  const list = Object.keys(pools)
    .map((device) => `pool of (${device})\\t(${device.replace(':', ', ')})\\n`)
    .join('');
  tool(
    'dmsetup',
    `
echo "$*" >> "$D/asked"
dev=; case "$*" in *' -j '*) dev=\${*#* -j }; maj=\${dev%% *}; dev=\${*#* -m }; dev=$maj:\${dev%% *} ;; esac
case "$*" in
  ls*) printf '${list}' ;;
  table*) echo "0 1048576 thin-pool 1:1 1:2 128 0 0 " ;;
  status\\ --noflush*) cat "$D/status-$dev" ;;
  *reserve_metadata_snap) ${reserve}; echo "reserve $dev" >> "$D/log" ;;
  *release_metadata_snap) ${release}; echo "release $dev" >> "$D/log" ;;
esac`,
  );
  tool('thin_dump', `echo "dump $*" >> "$D/log"\n${dump}`);
}

function tool(name: string, text: string): void {
  const file = path.join(folder, 'bin', name);
  writeFileSync(file, `#!/bin/sh\nD='${folder}'\n${text}\n`);
  chmodSync(file, 0o755);
}

const logged = () => {
  try {
    return readFileSync(path.join(folder, 'log'), 'utf8').trim().split('\n');
  } catch {
    return [];
  }
};

/** The script with this folder's sysfs and without the checks of a device-mapper that this machine has not. */
function script(timeoutS = 180): string {
  return generateScript({
    nonce: randomBytes(16).toString('hex'),
    only: [],
    with: ['thin-metadata'],
    secondSample: false,
    toolVersion: 'test',
  })
    .replaceAll('/sys/dev/block/', `${folder}/sys/`)
    .replaceAll('um_asks_dm thin-metadata', ': thin-metadata')
    .replace('[ -b "$um_node" ]', '[ -n "$um_node" ]')
    .replace(/um_job thin-metadata 1 180/, `um_job thin-metadata 1 ${timeoutS}`);
}

function start(text: string, shell = ['sh']) {
  const [command = '', ...args] = shell;
  const env = { ...process.env, PATH: `${folder}/bin:${process.env.PATH}` };
  const child = spawn(command, args, { env, stdio: ['pipe', 'pipe', 'ignore'], detached: true });
  const decoder = new FrameDecoder({ nonce: null, host: 'here' });
  const records: EvidenceRecord[] = [];
  const take = (events: ReturnType<FrameDecoder['push']>) => {
    for (const event of events) if (event.kind === 'record') records.push(event.record);
  };
  child.stdout.on('data', (chunk: Buffer) => take(decoder.push(chunk)));
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  child.stdin.on('error', () => undefined);
  child.stdin.end(text);
  return { child, records, ended: ended.then(() => take(decoder.end())) };
}

async function run(text = script(), shell = ['sh']) {
  const { records, ended } = start(text, shell);
  await ended;
  return records;
}

async function until(what: () => boolean, seconds = 15): Promise<void> {
  for (const end = Date.now() + seconds * 1000; !what() && Date.now() < end; ) await wait(50);
  expect(what()).toBe(true);
}

const because = ({ end }: EvidenceRecord) => ('because' in end ? end.because : end.kind);

describe('thin-metadata, asked for', () => {
  it.each([['dash'], ['bash'], ['busybox sh'], ['mksh']])(
    'reserves, reads and releases each pool in turn, by %s',
    async (shell) => {
      host({ '253:5': healthy, '253:9': healthy });
      const records = await run(script(), shell.split(' '));
      expect(logged()).toEqual(
        ['253:5', '253:9'].flatMap((d) => [`reserve ${d}`, 'dump -m /dev/um-node', `release ${d}`]),
      );
      expect(records.map((r) => [r.id, r.collectorId, r.end])).toEqual(
        ['253:5', '253:9'].map((d) => [`thin-metadata/${d}`, 'thin-metadata', { kind: 'complete', exitCode: 0 }]),
      );
      for (const record of records)
        expect(readThinMetadata(record.body)).toMatchObject({ damage: [], devices: [{ id: 1, mapped: 2 }] });
      expect(records.flatMap(hostChangesOf)).toEqual([
        expect.stringContaining('pool of 253:5, 253:5): a metadata snapshot was reserved, read and released'),
        expect.stringContaining('pool of 253:9'),
      ]);
    },
  );

  it('packs the dump of a pool with much metadata', async () => {
    host({ '253:5': healthy.replace('156/1024', '4000/16384') });
    const [record] = await run();
    expect([record!.body[0], record!.body[1]]).toEqual([0x1f, 0x8b]);
    expect(readThinMetadata(record!.body)).toMatchObject({ damage: [], devices: [{ id: 1 }] });
  });

  it('gives thin_dump’s exit status and words, packed or not, and releases', async () => {
    for (const used of ['156/1024', '4000/16384']) {
      host({ '253:5': healthy.replace('156/1024', used) }, { dump: 'echo "bad checksum" >&2; exit 3' });
      const [record] = await run();
      expect([record!.end, record!.stderr.trim()]).toEqual([{ kind: 'complete', exitCode: 3 }, 'bad checksum']);
      expect(logged().at(-1)).toBe('release 253:5');
    }
  });

  it.each([
    ['failed', 'Fail', "the pool's status is Fail"],
    ['unreadable', 'Error', "the pool's status is Error"],
    ['read-only', healthy.replace('rw', 'ro'), 'the pool is read-only'],
    ['marked', healthy.replace('- 256', 'needs_check 256'), 'the pool is marked needs_check'],
    [
      'held by somebody',
      healthy.replace(' - rw', ' 57 rw'),
      'somebody already holds a metadata snapshot of it, in block 57',
    ],
  ])('leaves a pool alone that is %s, and says why', async (_what, status, why) => {
    host({ '253:5': status, '253:9': healthy });
    const records = await run();
    expect(because(records[0]!)).toBe(why);
    expect(logged()).toEqual(['reserve 253:9', 'dump -m /dev/um-node', 'release 253:9']);
    expect(hostChangesOf(records[0]!)).toEqual([]);
  });

  it('leaves a suspended pool alone', async () => {
    host({ '253:5': healthy }, { suspended: '253:5' });
    expect((await run()).map(because)).toEqual(['the pool is suspended']);
    expect(logged()).toEqual([]);
  });

  it('does not release what it was refused: it is another’s', async () => {
    host({ '253:5': healthy }, { reserve: 'echo "message ioctl failed: Device or resource busy" >&2; exit 1' });
    expect((await run()).map(because)).toEqual([
      expect.stringContaining('refused: message ioctl failed: Device or resource busy'),
    ]);
    await wait(500);
    expect(logged()).toEqual([]);
  });

  it('says that a host has no pool, or no thin_dump', async () => {
    host({});
    expect((await run()).map((r) => r.end.kind)).toEqual(['not-applicable']);
  });

  it('tries again when the release fails, and custody does not call it released', async () => {
    host({ '253:5': healthy }, { release: '[ -e "$D/once" ] || { : > "$D/once"; exit 1; }' });
    const records = await run();
    expect(records.flatMap(hostChangesOf)).toEqual([expect.stringContaining('that it was released is not confirmed')]);
    await until(() => logged().includes('release 253:5'));
  });
});

describe('a snapshot is released', () => {
  const hangs = 'cat "$D/dump.xml"; exec sleep 30';

  it.each([['dash'], ['bash'], ['busybox sh'], ['mksh']])(
    'when thin_dump hangs and the deadline kills the collector, by %s',
    async (shell) => {
      host({ '253:5': healthy }, { dump: hangs });
      const records = await run(script(2), shell.split(' '));
      await until(() => logged().includes('release 253:5'));
      expect(records.at(-1)!.end).toEqual({ kind: 'timed-out', afterMs: 2000 });
      expect(records.flatMap(hostChangesOf)).toEqual([expect.stringContaining('not confirmed')]);
    },
  );

  it.each(['SIGKILL', 'SIGTERM', 'SIGHUP'] as const)('when the whole script is ended by %s', async (signal) => {
    host({ '253:5': healthy }, { dump: hangs });
    const { child } = start(script());
    await until(() => logged().includes('dump -m /dev/um-node'));
    process.kill(-child.pid!, signal);
    await until(() => logged().includes('release 253:5'));
  });

  it('when nobody reads the output any more', async () => {
    host({ '253:5': healthy }, { dump: 'while :; do cat "$D/dump.xml" || exit; sleep 0.1; done' });
    const { child } = start(script());
    await until(() => logged().includes('dump -m /dev/um-node'));
    child.stdout.destroy();
    await until(() => logged().includes('release 253:5'));
  });

  it('when the message that reserves it hangs and takes it after all', async () => {
    host({ '253:5': healthy }, { reserve: 'sleep 4' });
    const slow = script().replace('um_box 20 dmsetup', 'um_box 2 dmsetup');
    const records = await run(slow);
    expect(because(records[0]!)).toContain('did not return');
    await until(() => logged().includes('release 253:5'));
  });
});

it('nothing of it is in a script that was not asked for it', () => {
  const usual = generateScript({
    nonce: randomBytes(16).toString('hex'),
    only: null,
    secondSample: true,
    toolVersion: 'test',
  });
  expect(usual).not.toMatch(/reserve_metadata_snap|thin_dump -m/);
  expect(usual).toContain('It writes nothing here.');
  expect(script()).toContain('thin-metadata: it reserves a metadata snapshot');
});
