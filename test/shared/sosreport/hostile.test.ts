import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { collectors } from '#shared/collectors/index.ts';
import { deriveSummary } from '#shared/derive/index.ts';
import { analysisJson, jsonText } from '#shared/export/index.ts';
import { SosreportImport } from '#shared/sosreport/sosreport-import.ts';
import { analysisOfMembers, recordsOf } from '#test/builders/sosreport-members.ts';

// What is asked is that it ends, on a busy machine too.
vi.setConfig({ testTimeout: 60_000 });

const places = collectors
  .flatMap((c) => c.sosreport)
  .map((glob) => glob.replaceAll('[0-9]*', '42').replaceAll('*', 'x'));
const heading: Record<string, string> = {
  ps_: 'F S   UID     PID    PPID    PGID     SID CLS PRI ADDR    SZ WCHAN STARTED TT TIME CMD\n',
  lsof: 'COMMAND     PID USER   FD      TYPE DEVICE SIZE/OFF    NODE NAME\n',
  lsblk: 'NAME MAJ:MIN RM SIZE RO TYPE MOUNTPOINTS\n',
  docker_ps: 'CONTAINER ID   IMAGE   COMMAND   CREATED   STATUS   PORTS   NAMES\n',
};
const headed = (place: string) => Object.entries(heading).find(([part]) => place.includes(part))?.[1] ?? '';

describe('hostile content in members', () => {
  it('gives warnings and answers, never a throw, whatever stands where', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.constantFrom(
        '\0\0\0',
        '[[[[',
        '{"Id":{}}',
        '1 '.repeat(50),
        '-\n-\n',
        '\u202e\x1b[31m',
        '24 1 254:0 / / rw - ext4 / rw\n',
        ': : :\n',
        '\n'.repeat(40),
      ),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...places), text), { minLength: 1, maxLength: 12 }), (members) => {
        const analysis = analysisOfMembers(members.map(([place, body]) => [place, headed(place) + body] as const));
        expect(analysis.outcomes.length).toBeGreaterThan(50);
        jsonText(analysisJson(analysis));
        deriveSummary(analysis);
      }),
      { numRuns: 60 },
    );
  });

  it('survives JSON that is nested a hundred thousand deep, and arrays of a million', () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    const wide = `[${'{},'.repeat(300_000)}{}]`;
    for (const body of [deep, wide, `{"components":${deep}}`]) {
      const analysis = analysisOfMembers([
        ['sos_commands/docker/containers/docker_inspect_a', body],
        ['sos_commands/crio/containers/crictl_inspect_a', body],
        ['sos_reports/manifest.json', body],
        ['etc/docker/daemon.json', body],
      ]);
      expect(analysis.model.containers).toEqual([]);
    }
  });

  it('reads a line of 20 MB in each text in linear time', () => {
    const long = `${'a '.repeat(10_000_000)}\n`;
    const began = performance.now();
    recordsOf(
      places
        .filter((p) => !p.includes('journalctl'))
        .slice(0, 10)
        .map((place) => [place, long] as const),
    );
    expect(performance.now() - began).toBeLessThan(20_000);
  });

  it('takes the first of two members with one name, and says that there was another', () => {
    const records = recordsOf([
      ['sos_commands/devicemapper/dmsetup_table', 'a: 0 8 linear 7:0 0\n'],
      ['sos_commands/devicemapper/dmsetup_table', 'b: 0 8 linear 7:0 0\n'],
    ]);
    expect(new TextDecoder().decode(records.find((r) => r.id === 'dm-table')!.body)).toMatch(/^a:/);
    const about = records.find((r) => r.id === 'sosreport')!;
    expect(about.end).toMatchObject({
      kind: 'not-found',
      because: expect.stringContaining('dmsetup_table: there twice'),
    });
  });

  it('uses the output with the suffix of a collision only where the plain one is not there', () => {
    const one = ['sos_commands/devicemapper/dmsetup_table.1', 'one: 0 8 linear 7:0 0\n'] as const;
    const plain = ['sos_commands/devicemapper/dmsetup_table', 'plain: 0 8 linear 7:0 0\n'] as const;
    const body = (members: Parameters<typeof recordsOf>[0]) =>
      new TextDecoder().decode(recordsOf(members).find((r) => r.id === 'dm-table')!.body);
    expect(body([one])).toMatch(/^one/);
    expect(body([one, plain])).toMatch(/^plain/);
  });

  it('keeps odd names out of everything but the count of them', () => {
    const sos = new SosreportImport();
    for (const name of ['../../etc/shadow', '/etc/passwd', 'C:\\x', 'a\0b', '\u202egpj.x']) {
      expect(
        sos.wants({ kind: 'file', place: null, name, oddities: ['parent'], duplicate: false, linkTarget: null }),
      ).toBeNull();
    }
    const about = sos.finish().find((r) => r.id === 'sosreport')!;
    expect(about.end).toMatchObject({ because: expect.stringMatching(/^5 members of the archive are odd/) });
    expect(new TextDecoder().decode(about.body)).not.toMatch(/\u202e|\0/);
  });

  it('forges no file by a place with a colon or a newline in it', () => {
    const records = recordsOf([
      ['etc/lvm/backup/vg\n/proc/1/stat:1 (x) S 0', 'x\n'],
      ['etc/lvm/backup/a:b', 'contents\n'],
    ]);
    const body = new TextDecoder().decode(records.find((r) => r.id === 'lvm-backup')!.body);
    expect(body.split('\n').filter((line) => line !== '' && !line.startsWith('/etc/lvm/backup/'))).toEqual([]);
    expect(body).toContain('/etc/lvm/backup/a\\x3ab:contents');
  });
});

describe('secrets', () => {
  it('are masked when they are read', () => {
    const records = recordsOf([
      [
        'sos_commands/docker/containers/docker_inspect_a',
        '[\n{"Config": {"Env": [\n"PATH=/bin",\n"DB_PASSWORD=hunter2 \\"x\\" ]"\n]}}]\n',
      ],
      [
        'sos_commands/crio/containers/crictl_inspect_a',
        '{"status":{},"info":{"config":{"envs":[{"key": "T", "value": "hunter2"}]}}}',
      ],
      ['sos_commands/process/ps_auxwww', 'USER PID COMMAND\nroot 5 /bin/x --password=hunter2 --api-key hunter2 -d\n'],
      ['sos_commands/systemd/systemctl_show_service_--all', 'Id=a.service\nEnvironment=TOKEN=hunter2\n'],
    ]);
    expect(records.some((r) => new TextDecoder().decode(r.body).includes('hunter2'))).toBe(false);
    expect(new TextDecoder().decode(records.find((r) => r.id === 'docker-containers/config')!.body)).toContain(
      'DB_PASSWORD=***',
    );
  });
});

describe('what sos says about itself', () => {
  const about = (members: Parameters<typeof recordsOf>[0]) => analysisOfMembers(members);
  const ran = (rows: object, more: object = {}) =>
    JSON.stringify({
      version: '4.2',
      cmdline: 'report',
      components: {
        report: {
          plugins: {
            lvm2: { timeout_hit: true, commands: [] },
            devicemapper: { timeout_hit: false, commands: [rows] },
          },
        },
        ...more,
      },
    });
  const answer = (a: ReturnType<typeof about>, code: string) => a.outcomes.find((o) => o.code === code)!.outcome.answer;

  it('a command that timed out is not whole, and a plugin that was stopped is named with the command that takes it', () => {
    const a = about([
      ['sos_commands/devicemapper/dmsetup_table', 'a: 0 8 linear 7:0 0\n'],
      [
        'sos_reports/manifest.json',
        ran({
          exec: 'dmsetup table',
          filepath: 'sos_commands/devicemapper/dmsetup_table',
          return_code: 124,
          run_time: 300.5,
        }),
      ],
    ]);
    const row = (collector: string) => a.ledger.find((e) => e.collector === collector)!;
    expect(row('dm-table')).toMatchObject({ status: 'partial', because: 'no end after 300500 ms' });
    expect(row('lvm-backup').because).toMatch(/^sos stopped its plugin lvm2 at its time-out\. This takes it: /);
    expect(row('sosreport')).toMatchObject({ status: 'partial', because: expect.stringContaining('lvm2') });
  });

  it('a tail of a log is named by Q-04', () => {
    expect(
      answer(
        about([
          ['version.txt', 'sosreport: 4.2\n'],
          ['sos_strings/logs/var.log.messages.tailed', 'x\n'],
        ]),
        'Q-04',
      ),
    ).toBe('fires');
    expect(answer(about([['version.txt', 'sosreport: 4.2\n']]), 'Q-04')).toBe('clear');
  });

  it('`sos clean` is named by Q-05', () => {
    const cleaned: [string, string] = ['sos_reports/manifest.json', ran({}, { cleaner: {} })];
    expect(answer(about([cleaned]), 'Q-05')).toBe('fires');
    expect(answer(about([['version.txt', 'sosreport: 4.2\n']]), 'Q-05')).toBe('clear');
  });
});

describe('lines made to keep a pattern busy', () => {
  const lines = [
    '-'.repeat(120_000),
    'a'.repeat(120_000),
    '1:1 '.repeat(30_000),
    '-a'.repeat(60_000),
    '1 '.repeat(60_000),
    ' (stat: '.repeat(15_000),
    `"Env": [${'"A=b",'.repeat(18_000)}`,
  ];
  it.each(lines.map((line) => [line.slice(0, 12), line]))(
    'of %s… are read in linear time',
    (_, line) => {
      const began = performance.now();
      analysisOfMembers(places.map((place) => [place, `${headed(place)}${line}\nx 1 0 0 cwd DIR ${line}\n`] as const));
      expect(performance.now() - began).toBeLessThan(30_000);
    },
    60_000,
  );
});
