/** A finding of the broken lab host checked again, the second capture with parts of it mended or missing in the bytes (constructed). */
import { describe, expect, it } from 'vitest';
import { deriveRecheck } from '#shared/derive/recheck/derive-recheck.ts';
import { recheckBasis } from '#shared/derive/recheck/recheck-basis.ts';
import type { Custody } from '#shared/evidence/custody.ts';
import type { EvidenceRecord } from '#shared/evidence/record.ts';
import { say } from '#shared/messages/index.ts';
import type { Finding } from '#shared/rules/rule.ts';
import { analysisOf } from '#test/builders/analysis.ts';
import { readHost } from '#test/hosts/read-host.ts';

const { records, custody } = readHost('lab-broken');
const broken = analysisOf(records, custody);
const findings = (code: string) =>
  broken.outcomes.flatMap(({ code: own, outcome }) =>
    own === code && outcome.answer === 'fires' ? outcome.findings : [],
  );
const text = (r: EvidenceRecord) => new TextDecoder('latin1').decode(r.body);
const bytes = (s: string) => Uint8Array.from(s, (c) => c.charCodeAt(0));
const edited = (change: (id: string, body: string) => string) =>
  records.map((r) => {
    const after = change(r.id, text(r));
    return after === text(r) ? r : { ...r, body: bytes(after) };
  });

/** Read again for this finding: only what it rests on, an hour later. */
function again(finding: Finding, from: readonly EvidenceRecord[] = records, changes: Partial<Custody> = {}) {
  const basis = recheckBasis(broken, finding.id)!;
  const later = from
    .filter((r) => (basis.collectors as readonly string[]).includes(r.collectorId))
    .map((r) =>
      r.id === 'host'
        ? { ...r, body: bytes(text(r).replace(/^now=(\d+)/m, (_, s: string) => `now=${Number(s) + 3600}`)) }
        : r,
    );
  return deriveRecheck(basis, analysisOf(later, { ...custody, recheckOf: basis.code, ...changes }));
}
const lines = (body: string, keep: (line: string) => boolean) =>
  body
    .split('\n')
    .filter((line) => line === '' || keep(line))
    .join('\n');
const hostLine = (key: string, value: string | null) =>
  edited((id, body) =>
    id === 'host'
      ? `${lines(body, (l) => !l.startsWith(`${key}=`))}${value === null ? '' : `${key}=${value}\n`}`
      : body,
  );

/** A holder of one finding gone: its process and everything its namespace had. */
function without(finding: Finding, which: number) {
  const { namespace, process } = finding.holders[which]!;
  const traces = [
    ...('absent' in namespace ? [] : [String(namespace.id)]),
    ...('absent' in process ? [] : [`/proc/${process.pid}/`]),
  ];
  return edited((_, body) => lines(body, (l) => !traces.some((t) => l.includes(t)))).filter(
    (r) => !traces.some((t) => r.id.includes(`/${t}`)),
  );
}

const held = findings('R-01');
/** A device that only its copy in one namespace keeps: nothing else speaks of it. */
const one = held.find((f) => f.holders.length === 1 && f.subjects[0].kind !== 'container')!;
/** A dead container whose device is held, and whose shm is held elsewhere: that comes to light when the device is free. */
const two = held.find((f) => f.subjects[0].name === 'victim-A1')!;
const several = held.find((f) => f.holders.length > 1);
const pool = broken.outcomes
  .flatMap(({ code, outcome }) => (code.startsWith('T-') && outcome.answer === 'fires' ? outcome.findings : []))
  .find((f) => f.subjects.some((s) => s.kind === 'pool'))!;

describe('a finding that was not touched', () => {
  it.each([...new Set(broken.outcomes.flatMap((o) => (o.outcome.answer === 'fires' ? [o.code] : [])))])(
    'of %s is still there',
    (code) => {
      const { answer, diff, notes } = again(findings(code)[0]!);
      expect({ answer, diff, notes }).toMatchObject({
        answer: 'still-there',
        diff: { new: [], gone: [], changed: [] },
      });
    },
  );
});

describe('a finding whose cause is gone', () => {
  it('is gone, with its holder, and nothing of the rest of the host is listed', () => {
    const answer = again(one, without(one, 0));
    expect(answer.doubts).toEqual([]);
    expect(answer).toMatchObject({ answer: 'gone', after: { finding: null } });
    expect(answer.diff.gone.map((r) => r.kind)).toContain('holder');
    expect(answer.diff.new).toEqual([]);
    const objects = answer.diff.gone.filter((r) => r.kind !== 'holder' && r.kind !== 'process');
    expect(objects.length).toBeLessThan(one.subjects.length + 1);
  });

  it('is changed while another of its holders is left', () => {
    if (!several) throw new Error('the lab host has a finding with several holders');
    const answer = again(several, without(several, 0));
    expect(answer.answer).toBe('changed');
    expect(answer.diff.gone.filter((r) => r.kind === 'holder')).toHaveLength(1);
  });
});

describe('what was not read', () => {
  it('makes not found cannot tell, never gone', () => {
    const cut = without(one, 0).filter((r) => r.collectorId !== 'descriptors');
    const answer = again(one, cut, { ended: false });
    expect(answer.answer).toBe('cannot-tell');
    expect(answer.doubts.map((m) => say(m)).join()).toContain('descriptors');
    expect(answer.diff.gone.filter((r) => r.kind === 'holder')).toEqual([]);
  });

  it('makes it so even when only the second look is missing', () => {
    const once = without(one, 0).filter((r) => r.sample === 1);
    expect(again(one, once, { ended: false })).toMatchObject({
      answer: 'cannot-tell',
      doubts: [{ key: 'recheck.cut' }],
    });
  });

  it('does not take back what was found again, and says what it did not see', () => {
    const answer = again(
      one,
      records.filter((r) => r.collectorId !== 'mapped-files'),
    );
    expect(answer.answer).toBe('still-there');
    expect(answer.doubts.map((m) => say(m)).join()).toContain('mapped-files');
  });

  it('in neither capture leaves gone standing as far as the first one saw, and says how far that is', () => {
    const refused = (from: readonly EvidenceRecord[], because: string) =>
      from.map((r) => (r.collectorId === 'mapped-files' ? { ...r, end: { kind: 'denied', because } as const } : r));
    const late = (from: readonly EvidenceRecord[]) =>
      from.map((r) =>
        r.collectorId === 'mapped-files' ? { ...r, end: { kind: 'timed-out', afterMs: 5 } as const } : r,
      );
    const answer = (before: readonly EvidenceRecord[], after: readonly EvidenceRecord[]) =>
      deriveRecheck(recheckBasis(analysisOf(before, custody), one.id)!, analysisOf(after, custody));
    const mended = without(one, 0);
    const both = answer(refused(records, 'no'), refused(mended, 'no'));
    expect(both).toMatchObject({ answer: 'gone', doubts: [] });
    expect(both.unseen.map((m) => say(m)).join()).toContain('mapped-files');
    expect(both.diff.gone.map((r) => r.kind)).toContain('holder');
    // Refused otherwise, only now, or out of time both times: what was hidden need not be the same.
    expect(answer(refused(records, 'no'), refused(mended, 'for another reason')).answer).toBe('cannot-tell');
    expect(answer(records, refused(mended, 'no')).answer).toBe('cannot-tell');
    expect(answer(late(records), late(mended)).answer).toBe('cannot-tell');
  });

  it('of a pool is said too', () => {
    expect(again(pool, []).answer).toBe('cannot-tell');
    const half = records.filter((r) => r.collectorId !== 'dm-status');
    expect(again(pool, half).answer).toBe('cannot-tell');
  });
});

describe('the host', () => {
  it('that was started again says so, and its namespaces are not called gone', () => {
    const answer = again(one, hostLine('boot_id', '00000000-0000-0000-0000-000000000001'));
    expect(answer.notes.map((n) => n.key)).toContain('recheck.rebooted');
    expect(answer.diff.gone).toEqual([]);
  });

  it('that is another one cannot tell anything', () => {
    const answer = again(
      one,
      edited((id, body) =>
        id === 'host' ? body.replace(/^boot_id=.*$/m, 'boot_id=1').replace(/^hostname=.*$/m, 'hostname=other') : body,
      ),
    );
    expect(answer).toMatchObject({ answer: 'cannot-tell', doubts: [{ key: 'recheck.other-host' }] });
  });

  it('is told apart by its machine id, even where the name is the same', () => {
    const first = analysisOf(hostLine('machine_id', 'a'.repeat(32)), custody);
    const basis = recheckBasis(first, one.id)!;
    const same = deriveRecheck(basis, first);
    expect(same.answer).toBe('still-there');
    const other = deriveRecheck(basis, analysisOf(hostLine('machine_id', 'b'.repeat(32)), custody));
    expect(other).toMatchObject({ answer: 'cannot-tell', doubts: [{ key: 'recheck.other-machine-id' }] });
  });
});

describe('a cure that only moved the trouble', () => {
  it('is changed, and names what now stands about the same container', () => {
    const answer = again(two, without(two, 0));
    expect(answer).toMatchObject({ answer: 'changed', after: { finding: null } });
    expect(answer.now.map(({ code }) => code)).toContain('R-05');
    expect(answer.diff.gone.map((r) => r.kind)).toContain('holder');
  });
});
