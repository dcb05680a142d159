/**
 * SEC-05: whatever a page sends on a channel, nothing crashes and nothing unparsed reaches a handler.
 * Half of the payloads are noise, half are valid requests with something changed.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerRequest, type Handlers, RefusedRequest } from '#electron/services/handlers.ts';
import { ok } from '#shared/base/result.ts';
import { type Channel, requests } from '#shared/ipc/contract.ts';

const channels = Object.keys(requests) as Channel[];
const perChannel = 10_000;

/** A valid request of each channel, to mutate. */
const rows = { sourceId: 's', filter: '', sort: { column: 'pid', descending: true }, offset: 0, limit: 100 };
const finding = { sourceId: 's', findingId: 'f' };
const rowsExport = {
  sourceId: 's',
  table: 'mounts',
  filter: '',
  sort: null,
  chosen: { all: false, spans: [{ first: 'a', last: 'b' }], except: ['c'] },
  format: 'csv',
};
const valid: Partial<Record<Channel, unknown>> = {
  'hosts.save': {
    id: null,
    label: 'a',
    host: 'h',
    port: 22,
    user: 'u',
    keyId: null,
    useAgent: true,
    elevation: 'none',
    colour: 1,
  },
  'hosts.remove': { id: 'x' },
  'sources.openRecent': { id: 'x' },
  'sources.upload': { uploadId: crypto.randomUUID(), name: 'x', from: 0, chunk: new Uint8Array(3), last: true },
  'sources.save': { sourceId: 's' },
  'sources.close': { sourceId: 's' },
  'capture.start': { host: 'h', port: 22, user: 'u', keyId: null, useAgent: false, elevation: 'sudo' },
  'capture.cancel': { captureId: 'c' },
  'recheck.plan': finding,
  'recheck.start': { ...finding, target: null, with: [] },
  'recheck.answer': { sourceId: 's' },
  'notes.list': { sourceId: 's' },
  'notes.put': { sourceId: 's', id: null, about: { kind: 'finding', id: 'f', name: 'n' }, text: 't' },
  'notes.remove': { sourceId: 's', id: crypto.randomUUID() },
  'prompt.answer': { kind: 'secret', promptId: 'p', value: 'v' },
  'query.summary': { sourceId: 's' },
  'query.outcomes': { sourceId: 's' },
  'query.findings': { sourceId: 's' },
  'query.finding': finding,
  'query.who': { sourceId: 's', needle: 'n' },
  'query.namespaceFigure': { sourceId: 's', focus: null, expanded: ['a'] },
  'query.deviceMap': { sourceId: 's', focus: null, expanded: ['a'], onlyTrouble: false },
  'query.chain': { sourceId: 's', needle: 'n' },
  'query.blockMap': {
    sourceId: 's',
    pool: null,
    device: null,
    window: { from: 0, to: 9 },
    stripCells: 9,
    detailCells: 9,
    devices: true,
  },
  'query.blockOwners': { sourceId: 's', pool: '253:9', from: 0, to: 9, limit: 5 },
  'query.pools': rows,
  'query.thinDevices': rows,
  'query.mounts': rows,
  'query.processes': rows,
  'query.namespaces': rows,
  'query.evidenceList': rows,
  'query.evidenceLines': { sourceId: 's', id: 'e', from: 1, limit: 10 },
  'query.ledger': { sourceId: 's' },
  'query.diff': { sourceId: 's', before: 'b' },
  'query.differences': { ...rows, before: 'b' },
  'export.rows': rowsExport,
  'export.rowsFile': rowsExport,
  'export.diff': { sourceId: 's', before: 'b', format: 'md' },
  'export.diffFile': { sourceId: 's', before: 'b', format: 'csv' },
  'query.search': { sourceId: 's', text: 't', limit: 5 },
  'export.finding': { ...finding, format: 'markdown' },
  'export.report': { sourceId: 's', format: 'md' },
  'export.figure': { sourceId: 's', focus: 'x', expanded: [], theme: 'dark', format: 'svg' },
  'clipboard.write': { text: 't' },
  'clipboard.writeCard': { ...finding, theme: 'light' },
  'redaction.switch': { on: true, turn: crypto.randomUUID() },
  'redaction.translate': { sourceId: 's', to: 'names', texts: ['t'] },
  'redaction.preview': { sourceId: 's' },
  'redaction.tokens': { ...rows, class: 'pod' },
  'redaction.loadMap': { bytes: new Uint8Array(3) },
  'redaction.saveBundle': { sourceId: 's' },
};

const noise = fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withTypedArray: true });

function payload(channel: Channel): fc.Arbitrary<unknown> {
  const base = valid[channel];
  if (typeof base !== 'object' || base === null) return fc.oneof(noise, fc.constant(null));
  const keys = [...Object.keys(base), '__proto__', 'constructor', 'extra'];
  const mutated = fc
    .array(fc.tuple(fc.constantFrom(...keys), noise), { maxLength: 3 })
    .map((changes) => Object.assign(Object.create(null), base, Object.fromEntries(changes)));
  return fc.oneof(noise, mutated);
}

describe(`${perChannel} random payloads`, () => {
  it.each(channels)('on %s are answered or refused', async (channel) => {
    const reached: unknown[] = [];
    const handlers = Object.fromEntries(
      channels.map((name) => [name, async (request: unknown) => ok(reached.push(request))]),
    ) as unknown as Handlers;
    let answered = 0;
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(payload(channel), async (raw) => {
        try {
          expect(await answerRequest(handlers, channel, raw)).toMatchObject({ ok: true });
          answered += 1;
        } catch (error) {
          expect(error).toBeInstanceOf(RefusedRequest);
          refused += 1;
        }
      }),
      { numRuns: perChannel },
    );
    expect(refused).toBeGreaterThan(perChannel / 10);
    expect(reached).toHaveLength(answered);
    for (const request of reached) expect(requests[channel].request.safeParse(request).success).toBe(true);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it('on channels that do not exist are refused', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', 'toString')),
        noise,
        async (name, raw) => {
          await expect(answerRequest({} as Handlers, name, raw)).rejects.toBeInstanceOf(RefusedRequest);
        },
      ),
      { numRuns: perChannel },
    );
  });
});
