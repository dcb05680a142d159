/** The real child process, forked as the product forks it. */
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type AnalysisClient, startAnalysis } from '#electron/analysis/client.ts';
import { forkAnalysis } from '#electron/analysis/fork-analysis.ts';

const clients: AnalysisClient[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.close();
});

function start(...extra: string[]): AnalysisClient {
  const client = startAnalysis(() => forkAnalysis(extra));
  clients.push(client);
  return client;
}

describe('the analysis process', () => {
  it('opens the demo and answers from it', async () => {
    const client = start();
    expect(await client.open('demo', 'demo')).toMatchObject({ ok: true, value: { kind: 'demo', complete: true } });
    const summary = await client.ask('query.summary', { sourceId: 'x' });
    expect(summary).toMatchObject({ ok: true, value: { kind: 'demo' } });
    const who = await client.ask('query.who', { sourceId: 'x', needle: 'victim-A1' });
    expect(who.ok && who.value.holders.length).toBeGreaterThan(0);
  });

  it('says why a file cannot be opened, and its name as the user knows it', async () => {
    expect(await start().open('/nowhere/file', 'ticket.umb')).toMatchObject({
      ok: false,
      error: { kind: 'source-not-found', source: 'ticket.umb' },
    });
    const text = path.join(import.meta.dirname, 'analysis-process.test.ts');
    expect(await start().open(text, 'notes.txt')).toMatchObject({
      ok: false,
      error: { kind: 'source-unrecognised', source: 'notes.txt' },
    });
  });

  it('analyses records as they come, each generation from all that has arrived', async () => {
    const file = start();
    await file.open('demo', 'demo');
    const evidence = await file.ask('evidence', null);
    if (!evidence.ok) throw new Error(evidence.error.kind);
    const { records, custody, evidenceSha256 } = evidence.value;
    const live = start();
    live.begin({ kind: 'live', title: 'host' });
    for (const record of records.slice(0, 5)) live.add(record);
    expect(await live.analyse(custody, false)).toMatchObject({ value: { generation: 1, complete: false } });
    for (const record of records.slice(5)) live.add(record);
    expect(await live.analyse(custody, true)).toMatchObject({ value: { generation: 2, complete: true } });
    expect(await live.ask('query.summary', { sourceId: 'x' })).toMatchObject({
      value: { evidenceSha256, kind: 'live' },
    });
    const findings = await live.ask('query.findings', { sourceId: 'x' });
    expect(findings).toEqual(await file.ask('query.findings', { sourceId: 'x' }));
  });

  it('that was killed answers everything, waiting and later, with analysis-died', async () => {
    const client = start();
    await client.open('demo', 'demo');
    process.kill(client.pid!, 'SIGSTOP');
    const waiting = client.ask('query.summary', { sourceId: 'x' });
    process.kill(client.pid!, 'SIGKILL');
    const died = { ok: false, error: { kind: 'analysis-died', reason: 'signal SIGKILL' } };
    expect(await waiting).toEqual(died);
    expect(await client.ask('query.findings', { sourceId: 'x' })).toEqual(died);
    expect(await client.open('demo', 'demo')).toEqual(died);
  });

  it('that runs out of memory dies alone', async () => {
    const client = start('--max-old-space-size=12');
    expect(await client.open('demo', 'demo')).toMatchObject({ ok: false, error: { kind: 'analysis-out-of-memory' } });
  });
});

describe('what the analysis process cannot do', () => {
  /** Runs an expression in a process confined exactly like the child, after the network was disarmed. */
  const attempt = (expression: string) => {
    const module = `data:text/javascript,${encodeURIComponent(`
      const { disarmNetwork } = await import(${JSON.stringify(new URL('../../../electron/analysis/disarm-network.ts', import.meta.url).href)});
      disarmNetwork();
      try { await (${expression}); } catch { process.exit(42); }
      process.exit(3);
    `)}`;
    return new Promise<string>((resolve) => forkAnalysis(['--import', module]).onExit(resolve));
  };

  it.each([
    ['connect', "import('node:net').then((m) => m.connect(9, '127.0.0.1'))"],
    ['connect through http', "import('node:http').then((m) => m.get('http://127.0.0.1:9/'))"],
    ['connect through fetch', "fetch('http://127.0.0.1:9/')"],
    ['listen', "import('node:net').then((m) => m.createServer().listen(0))"],
    ['send datagrams', "import('node:dgram').then((m) => m.createSocket('udp4').send('x', 9, '127.0.0.1'))"],
    ['write a file', "import('node:fs').then((m) => m.writeFileSync('/tmp/um-must-not-be', 'x'))"],
    ['start a program', "import('node:child_process').then((m) => m.execFileSync('true'))"],
    ['see an environment', 'Object.keys(process.env).length === 0 ? Promise.reject(new Error()) : null'],
  ])('%s', async (_what, expression) => {
    expect(await attempt(expression)).toBe('exit code 42');
  });

  it('is not an empty promise: the same way of asking succeeds for what is allowed', async () => {
    expect(await attempt("import('node:fs').then((m) => m.readFileSync('/etc/hostname'))")).toBe('exit code 3');
  });
});
