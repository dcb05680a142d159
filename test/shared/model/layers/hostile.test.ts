import { describe, expect, it } from 'vitest';
import { collectorIds } from '#shared/collectors/ids.ts';
import type { EvidenceRecord } from '#shared/evidence/record.ts';
import { buildHostModel } from '#shared/model/build-host-model.ts';
import { buildLedger } from '#shared/model/build-ledger.ts';
import { checkIntegrity } from '#shared/model/check-integrity.ts';
import { layerIntegrity } from '#shared/model/layers/integrity.ts';
import { servePath } from '#shared/model/layers/serve-path.ts';
import { rules } from '#shared/rules/index.ts';
import { runRules } from '#shared/rules/run-rules.ts';
import { readHost } from '#test/hosts/read-host.ts';

const layerRecords =
  /^(containerd-databases|image-content|layer-folders|layer-listings|containers-storage|docker-images)/;
const hosts = (['lab-layers-broken', 'engines-damaged'] as const).map((name) => readHost(name));
const layerRules = rules.filter((r) => r.code.startsWith('O-') || r.code === 'T-29');

/** Small, fast and the same in each run. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Some records of layers with bytes changed, cut or doubled; others dropped. */
function mutated(records: readonly EvidenceRecord[], next: () => number): readonly EvidenceRecord[] {
  return records.flatMap((record) => {
    if (!layerRecords.test(record.id) || record.body.length === 0 || next() < 0.5) return [record];
    const body = Uint8Array.from(record.body);
    const kind = next();
    if (kind < 0.1) return [];
    if (kind < 0.3) return [{ ...record, body: body.subarray(0, Math.floor(next() * body.length)) }];
    if (kind < 0.4)
      return [{ ...record, body: Uint8Array.from([...body.subarray(0, 65_536), ...body.subarray(0, 65_536)]) }];
    const changes = 1 + Math.floor(next() * 40);
    for (let i = 0; i < changes; i += 1) body[Math.floor(next() * body.length)] = Math.floor(next() * 256);
    return [{ ...record, body }];
  });
}

describe('evidence about layers that was torn or forged', () => {
  it.each(Array.from({ length: 24 }, (_, seed) => seed))('seed %i: every join holds, and nothing throws', (seed) => {
    const { records, custody } = hosts[seed % hosts.length]!;
    const kept = mutated(records, random(seed + 1));
    const { model } = buildHostModel(kept);
    expect(checkIntegrity(model)).toEqual([]);
    const answers = runRules(layerRules, { model, ledger: buildLedger(kept, collectorIds, custody) });
    expect(answers).toHaveLength(layerRules.length);
    for (const c of model.containers) servePath(model, c, '/bin/../etc//hosts/./x');
  });

  it('calls nothing missing from a listing that was cut anywhere', () => {
    const { records } = hosts[0]!;
    const whole = new Set(
      [...layerIntegrity(buildHostModel(records).model).values()].flatMap((i) =>
        i.differences.map((d) => `${i.layer} ${d.path}`),
      ),
    );
    const next = random(7);
    for (let run = 0; run < 12; run += 1) {
      const cut = records.map((r) =>
        r.id.startsWith('layer-listings/folder/')
          ? { ...r, body: r.body.subarray(0, Math.floor(next() * r.body.length)) }
          : r,
      );
      const { model } = buildHostModel(cut);
      const missing = [...layerIntegrity(model).values()].flatMap((i) =>
        i.differences.filter((d) => d.kind === 'missing').map((d) => `${i.layer} ${d.path}`),
      );
      expect(missing.filter((m) => !whole.has(m))).toEqual([]);
    }
  });
});
