import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { maskCommandLines, maskJson } from '#shared/collectors/masking.ts';
import { awks, runAwk } from '#test/shared/collectors/run-awk.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'um-masking-'));
afterAll(() => rmSync(folder, { recursive: true }));

const canary = 'CaNaRy7391';

describe.each(awks)('masked by $name', (awk) => {
  const jsonOf = (value: unknown, spaces?: number) => {
    const file = path.join(folder, 'config.json');
    writeFileSync(file, JSON.stringify(value, null, spaces));
    const out = runAwk(awk, maskJson, [file]);
    return out.replaceAll(`${file}:`, '');
  };
  const commandLine = (pid: number, ...argv: readonly string[]) => {
    const lines = `${argv.join('\x1f')}\x1f`.split('\n');
    return runAwk(awk, maskCommandLines, [], lines.map((l) => `/proc/${pid}/cmdline:${l}\n`).join('')).replaceAll(
      '\x1f',
      '|',
    );
  };

  it('keeps names of environment variables and masks every value', () => {
    const config = {
      Config: { Env: ['PATH=/bin', `A=${canary}`, `Q="${canary}" \\ "${canary}\\"`, 'EMPTY=', 'NAME'], Cmd: ['sh'] },
    };
    expect(JSON.parse(jsonOf(config))).toEqual({
      Config: { Env: ['PATH=***', 'A=***', 'Q=***', 'EMPTY=***', 'NAME'], Cmd: ['sh'] },
    });
  });

  it('masks an OCI process, printed over many lines too', () => {
    const config = {
      process: {
        env: [`TOKEN=${canary}`, `B={"x":"]}${canary}"}`],
        args: ['app', '--db-password', canary, `--api-key=${canary}`, '--port', '80'],
      },
      root: { path: '/rootfs' },
    };
    for (const spaces of [0, 2]) {
      const out = JSON.parse(jsonOf(config, spaces));
      expect(out.process).toEqual({
        env: ['TOKEN=***', 'B=***'],
        args: ['app', '--db-password', '***', '--api-key=***', '--port', '80'],
      });
      expect(out.root.path).toBe('/rootfs');
    }
  });

  it('masks values of telling keys, URLs with a password and JSON inside JSON', () => {
    const config = {
      Labels: {
        'db.password': canary,
        note: `see https://bob:${canary}@example.org/x`,
        nested: JSON.stringify({ secret: canary, a: 1 }),
      },
      LogConfig: { Config: { 'splunk-token': canary, 'max-size': '10m' } },
      Annotations: {
        'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify({ env: [{ name: 'X', value: canary }] }),
      },
    };
    const out = jsonOf(config);
    expect(out).not.toContain(canary);
    expect(JSON.parse(out).LogConfig.Config['max-size']).toBe('10m');
    expect(JSON.parse(out).Labels.note).toBe('see https://bob:***@example.org/x');
  });

  it('leaves paths alone, also those that sound like a secret', () => {
    const mounts = {
      MountPoints: {
        '/run/secrets/token': {
          Source: '/srv/token=1/password',
          Destination: '/run/secrets/token',
          Propagation: 'rslave',
        },
      },
      HostConfig: { Binds: ['/srv/compass:/pass:ro', '/x/secret:/y:rslave'] },
      mounts: [{ destination: '/secret', source: '/var/lib/token', options: ['rbind', 'rprivate'] }],
    };
    expect(JSON.parse(jsonOf(mounts))).toEqual(mounts);
  });

  it('lets no environment value through, whatever stands in it', () => {
    const nasty = fc
      .array(fc.constantFrom('"', '\\', '{', '}', '[', ']', ',', ':', '=', ' ', '\n', 'é', '\u0000', canary), {
        maxLength: 12,
      })
      .map((p) => p.join(''));
    fc.assert(
      fc.property(fc.array(nasty, { minLength: 1, maxLength: 4 }), nasty, (values, other) => {
        const config = {
          a: [other.replaceAll(canary, '')],
          Config: { Env: values.map((v, i) => `V${i}=${v}`) },
          z: { k: 'kept' },
        };
        const out = jsonOf(config);
        expect(out).not.toContain(canary);
        expect(JSON.parse(out).Config.Env).toEqual(values.map((_, i) => `V${i}=***`));
        expect(JSON.parse(out).z.k).toBe('kept');
      }),
      { numRuns: 40 },
    );
  });

  it('masks options of a command line by their name', () => {
    expect(
      commandLine(7, 'app', '--password', canary, '-v', `--token=${canary}`, `DB_SECRET=${canary}`, '-p=x', 'run'),
    ).toBe('/proc/7/cmdline:app|--password|***|-v|--token=***|DB_SECRET=***|-p=***|run|\n');
    expect(commandLine(8, '/usr/bin/mysql', '-uroot', `-p${canary}`, '-h', 'db')).toBe(
      '/proc/8/cmdline:/usr/bin/mysql|-uroot|-p***|-h|db|\n',
    );
    expect(commandLine(9, 'curl', '-u', `bob:${canary}`, `http://eve:${canary}@h/`)).toBe(
      '/proc/9/cmdline:curl|-u|bob:***|http://eve:***@h/|\n',
    );
    expect(
      commandLine(9, 'sh', '-c', `mysqldump --password=${canary} db; curl -H "Authorization: Bearer ${canary}" h`),
    ).not.toContain(canary);
  });

  it('keeps masking when a secret holds a newline', () => {
    const out = commandLine(
      7,
      'app',
      '--password',
      `one${canary}\ntwo${canary}\nthree${canary}`,
      '--verbose',
      `\n${canary.toLowerCase()}`,
    );
    expect(out).not.toContain(canary);
    expect(out).toContain('|--verbose|');
    expect(commandLine(7, 'app', `--secret=a\n${canary}\n${canary}`, 'tail')).toBe(
      '/proc/7/cmdline:app|--secret=***\n/proc/7/cmdline:***\n/proc/7/cmdline:***|tail|\n',
    );
  });

  it('leaves what shims and daemons are told by untouched', () => {
    const shim = [
      '/usr/bin/containerd-shim-runc-v2',
      '-namespace',
      'moby',
      '-id',
      'a'.repeat(64),
      '-address',
      '/run/containerd/containerd.sock',
    ];
    expect(commandLine(7, ...shim)).toBe(`/proc/7/cmdline:${shim.join('|')}|\n`);
    const dockerd = [
      '/usr/sbin/dockerd',
      '-H',
      'fd://',
      '--data-root=/var/lib/docker-lvm',
      '--containerd',
      '/run/containerd/containerd.sock',
    ];
    expect(commandLine(7, ...dockerd)).toBe(`/proc/7/cmdline:${dockerd.join('|')}|\n`);
  });

  it('is quick on a long configuration', () => {
    const file = path.join(folder, 'long.json');
    writeFileSync(
      file,
      JSON.stringify({ Config: { Env: Array.from({ length: 2000 }, (_, i) => `V${i}=${canary.repeat(20)}`) } }),
    );
    const start = performance.now();
    expect(runAwk(awk, maskJson, [file])).not.toContain(canary);
    expect(performance.now() - start).toBeLessThan(20_000);
  });
});

it('was tried with more than one awk', () => {
  expect(awks.map((a) => a.name)).toEqual(expect.arrayContaining(['mawk', 'busybox awk']));
});
