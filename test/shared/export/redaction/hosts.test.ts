import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync, zstdDecompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readLimits } from '#electron/node/bundle/limits.ts';
import { readTar } from '#electron/node/bundle/read-tar.ts';
import { bundleOf } from '#electron/node/bundle/sealed-bundle.ts';
import { openDemo } from '#electron/node/sources/open-file.ts';
import { emptyMap } from '#shared/export/redaction/map.ts';
import { redactAnalysis } from '#shared/export/redaction/redact-analysis.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';
import { analyze, analyzeRecords } from '#shared/pipeline/analyze.ts';
import { analysisOf } from '#test/builders/analysis.ts';
import { readHost } from '#test/hosts/read-host.ts';
import { textInDatabase, tokensIn } from '#test/shared/export/redaction/find-everywhere.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const map = emptyMap('7'.repeat(64));
const redacted = (analysis: Analysis) =>
  redactAnalysis(analysis, { map, toolVersion: '1.0.0', sha256, nameOriginal: false });

/** What the rules answered, one text for each finding or other answer. */
const answers = ({ outcomes }: Analysis) =>
  outcomes.flatMap(({ rule, outcome }) =>
    outcome.answer === 'fires'
      ? outcome.findings.map((finding) => `${rule} ${JSON.stringify(finding)}`)
      : [`${rule} ${JSON.stringify(outcome)}`],
  );
const counts = ({ model, records, ledger, warnings }: Analysis) => ({
  records: records.size,
  ledger: ledger.map(({ status }) => status),
  warnings: [...warnings.values()].map((list) => list.length),
  rows: Object.entries(model).map(([table, rows]) => `${table} ${Array.isArray(rows) ? rows.length : ''}`),
});

async function demo(): Promise<Analysis> {
  const opened = await openDemo();
  if (!opened.ok) throw new Error(opened.error.kind);
  return analyze(opened.value, new AbortController().signal, { sha256 });
}

const hosts = [
  'lab-broken',
  'lab-healthy',
  'lab-broken-guest',
  'lab-mappings',
  'lab-layers-broken',
  'engines-healthy',
  'engines-damaged',
  'demo',
] as const;

describe.each(hosts)('%s, redacted', async (name) => {
  const analysis =
    name === 'demo' ? await demo() : analysisOf(readHost(name).records, readHost(name).custody, 'root@lab-node1:22');
  const result = redacted(analysis);
  const again = analyzeRecords({ kind: 'bundle', title: result.title }, result.records, result.custody, sha256);

  it('holds no token that the preview lists: members in every encoding, member names, manifest, facts', async () => {
    const tokens = result.tokens.map(({ token }) => token);
    expect(tokens.length).toBeGreaterThan(10);
    const members = readTar(bundleOf({ title: result.title, custody: result.custody }, result.records), readLimits);
    let searched = 0;
    for await (const member of members) {
      if (member.kind !== 'member') continue;
      const body = member.name.endsWith('.zst') ? zstdDecompressSync(member.body) : member.body;
      const isDatabase = member.name.includes('-containerd-databases__') && member.name.endsWith('.zst');
      const isPacked = member.name.includes('thin-metadata') && body[0] === 0x1f;
      const readable = isDatabase ? textInDatabase(Buffer.from(body)) : isPacked ? gunzipSync(body) : body;
      expect(tokensIn(tokens, Buffer.concat([Buffer.from(`${member.name}\n`), readable])), member.name).toEqual([]);
      searched += 1;
    }
    expect(searched).toBe(2 * analysis.records.size + 2);
  });

  it('had them: the search finds each of them in the original', () => {
    const whole = [...analysis.records.values()].flatMap(({ body, ...facts }) => [
      Buffer.from(`${JSON.stringify(facts)}\n`),
      Buffer.from(body),
    ]);
    whole.push(Buffer.from(`${analysis.source.title}\n${JSON.stringify(analysis.custody)}`));
    // An LVM id stands without its dashes in the list.
    const tokens = result.tokens.filter(({ token }) => token === token.toLowerCase()).map(({ token }) => token);
    const found = new Set(whole.flatMap((bytes) => tokensIn(tokens, bytes)));
    const uuids = tokens.filter((token) => /^[0-9a-f]{32}$/.test(token));
    expect(tokens.filter((token) => !found.has(token) && !uuids.includes(token))).toEqual([]);
  });

  it('gives the same answers about the corresponding objects', () => {
    const corresponding = answers(analysis).map((text) => result.redactor.text(text));
    expect(answers(again).sort()).toEqual(corresponding.sort());
  });

  it('has the same tables, ledger and parse warnings', () => {
    expect(counts(again)).toEqual(counts(analysis));
  });

  it('keeps the length of every body', () => {
    const lengths = [...analysis.records.values()].map(({ body }) => body.length);
    expect(result.records.map(({ body }) => body.length)).toEqual(lengths);
  });
});

describe('what a host is called', () => {
  it('is among the tokens, with the containers of the truth file', () => {
    const { records, custody } = readHost('lab-broken');
    const tokens = redacted(analysisOf(records, custody, 'root@lab-node1:22')).tokens.map(({ token }) => token);
    const truth = readFileSync(path.join('test/hosts/lab-broken/truth.json'), 'utf8');
    const ids = [...new Set(truth.match(/(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/g) ?? [])];
    expect(ids.filter((id) => !tokens.includes(id))).toEqual([]);
    expect(tokens).toEqual(expect.arrayContaining(['node1', 'shop', 'victim', 'log-agent', 'labpools']));
  });
});
