import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256 } from '#electron/node/bundle/sha256.ts';
import { evidenceSha256 } from '#shared/evidence/evidence-sha256.ts';

const records = fc.uniqueArray(
  fc.record({ id: fc.string({ unit: 'binary' }), body: fc.uint8Array({ maxLength: 40 }) }),
  {
    selector: (r) => r.id,
    maxLength: 6,
  },
);

describe('the hash over all evidence', () => {
  it('does not depend on the order of the records', () => {
    fc.assert(
      fc.property(records, fc.nat(), (all, turn) => {
        const at = all.length === 0 ? 0 : turn % all.length;
        const turned = [...all.slice(at), ...all.slice(0, at)];
        expect(evidenceSha256(turned, sha256)).toBe(evidenceSha256(all, sha256));
      }),
    );
  });

  it('changes with any body, any id, and any record more or less', () => {
    fc.assert(
      fc.property(records, records, (a, b) => {
        const flat = (rs: typeof a) => JSON.stringify(rs.map((r) => JSON.stringify([r.id, [...r.body]])).toSorted());
        expect(evidenceSha256(a, sha256) === evidenceSha256(b, sha256)).toBe(flat(a) === flat(b));
      }),
    );
  });

  it('cannot be met by an id that looks like another line', () => {
    const body = new Uint8Array([1]);
    const one = sha256(body);
    const forged = [{ id: `a\n${one}  b`, body }];
    const honest = ['a', 'b'].map((id) => ({ id, body }));
    expect(evidenceSha256(forged, sha256)).not.toBe(evidenceSha256(honest, sha256));
  });
});
