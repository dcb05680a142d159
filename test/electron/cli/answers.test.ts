/** What analyze, who, report and figure promise to scripts and tickets: stdout, stderr and exit code, over the demo and bundles made from it. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { saveBundle } from '#electron/node/bundle/bundle-writer.ts';
import { demoFile, openDemo } from '#electron/node/sources/open-file.ts';
import type { EvidenceRecord } from '#shared/evidence/record.ts';
import { AnalysisJson, WhoJson } from '#shared/export/index.ts';
import { type CliWorld, runCli } from '#test/electron/cli/run-cli.ts';
import { someCustody } from '#test/electron/node/bundle/arbitrary-records.ts';
import { gather } from '#test/electron/node/gather.ts';

let dir: string;
let demo: EvidenceRecord[];
const file = (name: string) => path.join(dir, name);
const run = (args: readonly string[], world: CliWorld = {}) => runCli(args, { directory: dir, ...world });

/** The demo with its records changed. */
const derived = (name: string, change: (record: EvidenceRecord) => EvidenceRecord | null) =>
  saveBundle(
    file(name),
    { title: 'constructed', custody: someCustody },
    demo.flatMap((r) => change(r) ?? []),
  );

beforeAll(async () => {
  dir = mkdtempSync(path.join(tmpdir(), 'um-answers-'));
  const source = await openDemo();
  if (!source.ok) throw new Error(source.error.kind);
  demo = await gather(source.value.records(new AbortController().signal));
  const whole = readFileSync(demoFile);
  writeFileSync(file('cut.umb'), whole.subarray(0, whole.lastIndexOf('records/000066-')));
  const changed = Buffer.from(whole);
  changed[changed.indexOf('records/000003-') + 600]! ^= 1;
  writeFileSync(file('changed.umb'), changed);
  writeFileSync(file('packed.umb.gz'), gzipSync(whole));
  await derived('no-log.umb', (r) =>
    r.collectorId === 'engine-log' ? { ...r, body: new Uint8Array(), end: { kind: 'timed-out', afterMs: 1000 } } : r,
  );
  await derived('denied.umb', (r) =>
    r.collectorId === 'descriptors'
      ? { ...r, body: new Uint8Array(), end: { kind: 'denied', because: 'not root' } }
      : r,
  );
});
afterAll(() => rmSync(dir, { recursive: true }));

describe('exit codes', () => {
  it.each<[string, number, string]>([
    ['analyze demo', 0, 'every collector ended well'],
    ['analyze demo --json', 0, ''],
    ['diff demo demo', 0, 'nothing differs'],
    ['diff demo denied.umb', 4, 'nothing is called gone that was not looked at'],
    ['diff demo none.umb', 3, 'the second one is not there'],
    ['analyze demo --fail-on high', 1, 'a finding is at least high'],
    ['analyze cut.umb', 4, 'the file is cut'],
    ['analyze denied.umb', 4, 'a collector was refused'],
    ['analyze cut.umb --fail-on low', 1, '1 wins over 4'],
    ['analyze packed.umb.gz', 0, 'packed once more'],
    ['analyze changed.umb', 3, 'a byte was changed'],
    ['analyze none.umb', 3, 'no such file'],
    ['analyze .', 3, 'a directory is not read yet'],
    ['analyze demo --fail-on severe', 2, 'no such severity'],
    ['analyze', 2, 'no SOURCE'],
    ['who victim-A1 demo', 0, 'held'],
    ['who victim-A1 cut.umb', 4, 'answered on partial evidence'],
    ['who victim-A1 no-log.umb', 0, 'it does not need the log'],
    ['who no-such-thing-anywhere demo', 3, 'nowhere in the evidence'],
    ['who /no/such/path demo', 3, 'nowhere in the evidence'],
    ['who no-such-thing-anywhere cut.umb', 3, 'nowhere in what was read'],
    ['report demo', 0, ''],
    ['report denied.umb', 4, ''],
    ['report demo --format html', 0, ''],
    ['report demo --format csv', 0, ''],
    ['report demo --format odt', 2, 'no such format'],
    ['report demo --format docx', 2, ''],
    ['report demo -o no/such/report.md', 2, 'the place cannot be written'],
    ['figure demo -o x.svg', 2, 'no view'],
    ['figure demo --view namespaces', 2, 'no file'],
    ['figure demo --view layers -o layers.svg', 0, ''],
    ['figure demo --view card -o x.svg', 2, 'a later version'],
    ['figure demo --view chain -o x.svg', 2, 'nothing to start from'],
    ['figure demo --view chain --focus no-such-thing -o x.svg', 3, 'nowhere in the evidence'],
    ['figure demo --view card -o x.svg', 2, 'no finding named'],
    ['figure demo --view card --focus R-99 -o x.svg', 3, 'no such finding'],
    ['figure demo --view card --focus R-01 -o card.pdf', 0, 'a finding by its code'],
    ['figure demo --view blocks -o x.svg', 3, 'no mappings in the evidence'],
    ['figure demo --view namespaces -o x.gif', 2, 'no such format'],
    ['figure demo --view namespaces --focus no-such-thing -o x.svg', 3, 'nowhere in the evidence'],
    ['serve demo --port 70000', 2, 'no port'],
    ['serve demo --port 1 --socket s', 2, 'one of both'],
    ['open ssh://-oProxyCommand=x', 2, 'no host'],
    ['capture host --elevate su', 2, 'a later version'],
    ['capture host --only nonsense', 2, 'no such collector'],
    ['capture -- -oProxyCommand=x', 2, 'no host'],
    ['capture host --port 0x16', 2, 'no number'],
  ])('%s: %d (%s)', async (line, code) => {
    const done = await run(line.split(' '));
    expect(done.code, done.stderr).toBe(code);
    // 2 and 3 are one sentence, and nothing that could be taken for an answer; the others say nothing beside it.
    if (code === 2 || code === 3) {
      expect(done.stdout).toBe('');
      expect(done.stderr).toMatch(/^undermount: [^\n]+[.!]\n$/);
    } else expect(done.stderr).toBe('');
  });
});

describe('analyze --json', () => {
  it('is one JSON object of its schema and nothing else', async () => {
    const { stdout } = await run(['analyze', 'demo', '--json']);
    const answer = AnalysisJson.parse(JSON.parse(stdout));
    expect(answer.schema).toBe('undermount.analysis/1');
    expect(answer.source).toMatchObject({ kind: 'demo', title: 'demo' });
    const verified = await run(['verify', 'demo']);
    expect(verified.stdout).toContain(answer.source.sha256);
  });

  it('says what is missing of a cut bundle, and never "clear" where a rule could not look', async () => {
    const answer = AnalysisJson.parse(JSON.parse((await run(['analyze', 'cut.umb', '--json'])).stdout));
    expect(answer.completeness.filter((c) => c.status === 'cut').length).toBeGreaterThan(3);
    const whole = AnalysisJson.parse(JSON.parse((await run(['analyze', 'demo', '--json'])).stdout));
    const wasCannotTell = (code: string) => whole.outcomes.find((o) => o.code === code)?.answer === 'cannot-tell';
    expect(answer.outcomes.filter((o) => o.answer === 'cannot-tell' && !wasCannotTell(o.code)).length).toBeGreaterThan(
      0,
    );
  });
});

describe('who for a person', () => {
  it('names as not read only what the question needs, as its exit code does', async () => {
    expect((await run(['analyze', 'no-log.umb'])).stdout).toMatch(/engine-log +timeout/);
    expect((await run(['who', 'victim-A1', 'no-log.umb'])).stdout).not.toContain('engine-log');
    expect((await run(['who', 'victim-A1', 'denied.umb'])).stdout).toMatch(/descriptors +denied/);
  });
});

describe('who of a name that is nowhere', () => {
  it('names the layers that docker has marked deleted: of their containers it keeps no name', async () => {
    const whole = AnalysisJson.parse(JSON.parse((await run(['analyze', 'demo', '--json'])).stdout));
    const [backlog] = whole.outcomes.find((o) => o.code === 'T-16')!.findings;
    const layer = /-([0-9a-f]{12})[0-9a-f]{52}$/.exec(backlog!.subjects[0]!.name)![1]!;
    expect((await run(['who', 'victim-L1', 'demo'])).stderr).toContain(layer);
  });
});

describe('analyze for a person', () => {
  it('names the host, each finding with its code, and the counts of the rest', async () => {
    const { stdout } = await run(['analyze', 'demo']);
    expect(stdout).toMatch(/^lab-node1\n/);
    expect(stdout).toMatch(/\nR-01 {2}HIGH {2}.*victim-A1/);
    expect(stdout).toMatch(/\n\d+ clear, \d+ not applicable\.\n/);
  });

  it('says which collectors fell short', async () => {
    expect((await run(['analyze', 'denied.umb'])).stdout).toMatch(/descriptors +denied/);
  });
});

describe('who --json', () => {
  it('is one JSON object of its schema, the same by name, id and its first characters', async () => {
    const ask = async (needle: string) =>
      WhoJson.parse(JSON.parse((await run(['who', needle, 'demo', '--json'])).stdout));
    const byName = await ask('victim-A1');
    const [container] = byName.resolved;
    const id = container?.id ?? '';
    expect(byName.holders.filter((h) => !h.legitimate)).toHaveLength(1);
    for (const needle of [id, id.slice(0, 12)]) {
      const again = await ask(needle);
      expect({ ...again, needle: '' }).toEqual({ ...byName, needle: '' });
    }
  });
});

describe('report and figure', () => {
  it('report --format json is what analyze --json prints', async () => {
    const [report, analysis] = [
      await run(['report', 'demo', '--format', 'json']),
      await run(['analyze', 'demo', '--json']),
    ];
    expect(JSON.parse(report.stdout)).toEqual(JSON.parse(analysis.stdout));
  });

  it('report -o writes the same text to a file, and prints nothing', async () => {
    const printed = await run(['report', 'demo']);
    expect(await run(['report', 'demo', '-o', 'report.md'])).toMatchObject({ stdout: '', stderr: '' });
    expect(readFileSync(file('report.md'), 'utf8')).toBe(printed.stdout);
  });

  it('figure draws SVG and PNG, light and dark, of one thing or of all', async () => {
    for (const args of [
      ['-o', 'all.svg'],
      ['--focus', 'victim-A1', '--theme', 'dark', '-o', 'a1.png'],
    ]) {
      expect(await run(['figure', 'demo', '--view', 'namespaces', ...args])).toEqual({
        code: 0,
        stdout: '',
        stderr: '',
      });
    }
    expect(readFileSync(file('all.svg'), 'utf8')).toMatch(/^<\?xml[^>]*>\n<svg[\s\S]*<\/svg>\n$/);
    expect(readFileSync(file('a1.png')).subarray(1, 4).toString()).toBe('PNG');
  });
});

describe('a hostile host', () => {
  const hostile = '\x1b]0;owned\x07\x1b[2J\u202e<img src=x onerror=alert(1)>\r';

  it('moves no cursor and hides no line, whatever its paths and names are', async () => {
    const text = (r: EvidenceRecord) => Buffer.from(r.body).toString('latin1');
    const raw = Buffer.from(hostile).toString('latin1');
    await derived('hostile.umb', (r) => {
      if (r.collectorId === 'mount-tables')
        return {
          ...r,
          body: Buffer.from(text(r).replaceAll('/scan/a1', `/scan/${raw.replaceAll(' ', '\\040')}`), 'latin1'),
        };
      if (r.collectorId === 'docker-containers')
        return {
          ...r,
          body: Buffer.from(text(r).replaceAll('log-agent', JSON.stringify(hostile).slice(1, -1)), 'latin1'),
        };
      return { ...r, stderr: hostile };
    });
    const world = { outIsTerminal: true, errIsTerminal: true, env: { NO_COLOR: '1' } };
    for (const args of [
      ['analyze', 'hostile.umb'],
      ['analyze', 'hostile.umb', '--json'],
      ['who', 'victim-A1', 'hostile.umb'],
      ['who', 'victim-A1', 'hostile.umb', '--json'],
      ['who', hostile, 'hostile.umb'],
      ['report', 'hostile.umb'],
      ['report', hostile],
      ['analyze', `${hostile}.umb`],
      [hostile, hostile],
    ]) {
      const { stdout, stderr } = await run(args, world);
      expect(stdout + stderr, args.join(' ')).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/);
    }
    expect((await run(['who', 'victim-A1', 'hostile.umb'])).stdout).toContain('\\x1b]0;owned\\x07');
  });
});

describe('the process', () => {
  it('is quiet and content when its reader goes away', () => {
    const piped = `set -o pipefail; '${process.execPath}' electron/cli/undermount.ts analyze demo --json | head -c 20`;
    const { status, stdout, stderr } = spawnSync('bash', ['-c', piped], { encoding: 'utf8' });
    expect({ status, stderr, stdout: stdout.slice(0, 1) }).toEqual({ status: 0, stderr: '', stdout: '{' });
  });

  it('colours only for a terminal, and not where NO_COLOR is set', async () => {
    const coloured = async (world: CliWorld) => (await run(['analyze', 'demo'], world)).stdout.includes('\x1b[');
    expect(await coloured({ outIsTerminal: true, env: { TERM: 'xterm' } })).toBe(true);
    expect(await coloured({ outIsTerminal: true, env: { TERM: 'xterm', NO_COLOR: '1' } })).toBe(false);
    expect(await coloured({ outIsTerminal: false, env: { TERM: 'xterm' } })).toBe(false);
  });
});
