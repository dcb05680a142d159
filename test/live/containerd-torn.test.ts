/** containerd writing to its databases while they are read: the whole script over a data root on a tmpfs, the writer between two reads. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { buildHostModel } from '#shared/model/build-host-model.ts';
import { buildLedger } from '#shared/model/build-ledger.ts';
import { newScript, runScript } from '#test/live/capture-run.ts';
import { corpusFile, listingOf, openSound } from '#test/shared/bbolt/listing.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'um-torn-'));
afterAll(() => rmSync(folder, { recursive: true }));

const database = '/var/lib/containerd/io.containerd.metadata.v1.bolt/meta.db';
const id = `containerd-databases/${database}`;
const states = [2, 3, 4, 5, 6, 7, 8, 9].map((txid) => corpusFile(`history.${txid}`));
for (const [i, state] of states.entries()) {
  // Longer than one read of the host.
  writeFileSync(path.join(folder, `${i}.db`), Buffer.concat([state, Buffer.alloc((3 << 20) - state.length)]));
}

/** Reads with a perl that lets the writer go first after each read of the database; `$1`: which read it was. */
function capturedWhile(writes: string) {
  const perl = path.join(folder, 'perl');
  const hook = `BEGIN { my $n = 0; *CORE::GLOBAL::sysread = sub (*\\$$;$) { my $r = CORE::sysread($_[0], \${$_[1]}, $_[2], $_[3] || 0);
    system("sh", "-c", q{${writes}}, "sh", ++$n); $r } }`;
  writeFileSync(path.join(folder, 'hook'), hook);
  writeFileSync(
    perl,
    `#!/bin/sh\ncase "$1 $3" in "-e "*.db) program="$(cat '${folder}/hook') $2"; shift 2; exec /usr/bin/perl -e "$program" "$@" ;; esac\nexec /usr/bin/perl "$@"\n`,
  );
  chmodSync(perl, 0o755);
  const inside = `mount -t tmpfs tmpfs /var/lib/containerd && mkdir -p '${path.dirname(database)}' && cp '${folder}/0.db' '${database}' && exec sh`;
  const argv = ['unshare', '-m', '--propagation', 'private', 'sh', '-c', `mkdir -p /var/lib/containerd; ${inside}`];
  return runScript(newScript(['daemons', 'containerd-databases']), argv, {
    ...process.env,
    PATH: `${folder}:${process.env.PATH}`,
  });
}
const overwrite = (from: string) => `cat "${folder}/${from}.db" 1<>'${database}'`;
const custody = { ended: true };

describe('a database of containerd', () => {
  it('that changes once while it is read is read again: the newer state, whole', async () => {
    const { records } = await capturedWhile(`[ "$1" != 1 ] || ${overwrite('7')}`);
    const { end, body, stderr } = records.get(id)!;
    expect([end, stderr]).toEqual([{ kind: 'complete', exitCode: 0 }, '']);
    const longest = Math.max(...states.map(({ length }) => length));
    expect(listingOf(openSound(Buffer.from(body).subarray(0, longest)))).toEqual(listingOf(openSound(states.at(-1)!)));
  });

  it('that never stays is not sent: its record, the ledger and the model say why', async () => {
    const { records } = await capturedWhile(overwrite(`$(($1 % ${states.length}))`));
    const record = records.get(id)!;
    const because = 'it was written to during each of 8 readings, so no copy of it is whole';
    expect(record.end).toEqual({ kind: 'denied', because });
    expect(record.body).toHaveLength(0);
    const [entry] = buildLedger(records.values(), ['containerd-databases'], custody).filter(
      (row) => row.collector === 'containerd-databases',
    );
    expect([entry!.status, entry!.because]).toEqual(['denied', because]);
    const { model } = buildHostModel(records.values());
    expect(model.layerStores.map((store) => store.databaseRead)).not.toContain(true);
  });
});
