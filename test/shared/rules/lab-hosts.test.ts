/** All rules over whole captured hosts: exactly what is broken is named, and nothing on the healthy one. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { collectorIds } from '#shared/collectors/ids.ts';
import { collectors } from '#shared/collectors/index.ts';
import { say } from '#shared/messages/index.ts';
import { buildHostModel } from '#shared/model/build-host-model.ts';
import { buildLedger } from '#shared/model/build-ledger.ts';
import { rules } from '#shared/rules/index.ts';
import type { Finding } from '#shared/rules/rule.ts';
import { runRules } from '#shared/rules/run-rules.ts';
import { readHost } from '#test/hosts/read-host.ts';
import { holderLine } from '#test/shared/model/holder-lines.ts';

interface Victim {
  readonly name: string;
  readonly containerId: string;
  readonly device: string;
  readonly holders: readonly string[];
}
const truth = JSON.parse(readFileSync(path.join(import.meta.dirname, '../../hosts/lab-broken/truth.json'), 'utf8')) as {
  readonly victims: readonly Victim[];
  readonly removed: Omit<Victim, 'device'>;
  readonly deletedDevice: { readonly device: string; readonly holders: readonly string[] };
};

function analyzeHost(name: Parameters<typeof readHost>[0]) {
  const { records, custody } = readHost(name);
  const { model } = buildHostModel(records);
  const ledger = buildLedger(records, collectorIds, custody);
  const results = runRules(rules, { model, ledger });
  const findings = results.flatMap((r) => (r.outcome.answer === 'fires' ? r.outcome.findings : []));
  return { records, results, findings, of: (code: string) => findings.filter((f) => f.id.startsWith(`${code}:`)) };
}

const broken = analyzeHost('lab-broken');
const names = (finding: Finding, kind: string, id: string) =>
  finding.subjects.some((s) => s.kind === kind && s.id === id);
const bySeverity = (findings: readonly Finding[], levels: readonly string[]) =>
  findings.filter((f) => levels.includes(f.severity));
const idsOf = (findings: readonly Finding[]) => findings.map((f) => f.id).sort();
const victim = (name: string) => truth.victims.find((v) => v.name === name)!;
const whole = (code: string, victims: readonly string[]) => victims.map((v) => `${code}:${victim(v).containerId}`);

/** What the lab arranged (its truth about pools), by rule and pool. */
const poolTruth: Readonly<Record<string, string>> = {
  'T-01 lab-fail': 'critical',
  'T-02 lab-needscheck': 'critical',
  'T-03 lab-oods-err': 'critical',
  'T-04 lab-oods': 'critical',
  'T-06 lab-needscheck': 'critical',
  'T-09 vg_docker-datapool-tpool': 'medium',
  'T-11 docker-254:0-131193-pool': 'medium',
};
const ofPools = ({ findings }: { readonly findings: readonly Finding[] }) =>
  findings.filter((f) => f.id.startsWith('T-'));

describe('lab-broken', () => {
  it('names A1, A3 and A7 by R-01, and the thin device whose container is gone', () => {
    const device = truth.deletedDevice.device;
    const [orphan] = broken.of('R-01').filter((f) => names(f, 'dm-device', device));
    expect(idsOf(broken.of('R-01'))).toEqual(
      [...whole('R-01', ['victim-A1', 'victim-A3', 'victim-A7']), orphan!.id].sort(),
    );
  });

  it('names A5, A8 and the process-less copies of A3 by R-05', () => {
    expect(idsOf(broken.of('R-05'))).toEqual(whole('R-05', ['victim-A3', 'victim-A5', 'victim-A8']).sort());
  });

  it('names A2, A4 and A9 by R-06', () => {
    expect(idsOf(broken.of('R-06'))).toEqual(whole('R-06', ['victim-A2', 'victim-A4', 'victim-A9']).sort());
  });

  it('names A6 by R-11, with the container that keeps its shm', () => {
    expect(idsOf(broken.of('R-11'))).toEqual([`R-11:${truth.removed.containerId}`]);
    expect(broken.of('R-11')[0]!.subjects.map((s) => s.name)).toContain('log-agent');
  });

  it('names A1 and A3 by R-02, through the volumes of log-agent and assist', () => {
    const through = (id: string) =>
      broken
        .of('R-02')
        .filter((f) => names(f, 'container', id))
        .map((f) => f.subjects[0].name);
    expect(through(victim('victim-A1').containerId)).toContain('log-agent');
    expect(through(victim('victim-A3').containerId)).toEqual(['assist']);
  });

  it('names the second dockerd by R-07, as a fact and not as a fault', () => {
    expect(broken.of('R-07').map((f) => [f.severity, f.subjects.at(-1)?.id])).toEqual([['info', 'docker-lvm.service']]);
  });

  it.each(truth.victims.map((v) => [v.name, v] as const))('finds all holders of %s and no other', (_name, v) => {
    const leaks = ['R-01', 'R-05', 'R-06'].flatMap(broken.of).filter((f) => f.subjects[0].id === v.containerId);
    expect(
      leaks
        .flatMap((f) => f.holders)
        .map(holderLine)
        .sort(),
    ).toEqual([...v.holders].sort());
  });

  it('accuses no service for its PrivateTmp, and neither engine, shim nor running owner', () => {
    expect(broken.of('R-04')).toEqual([]);
    expect(broken.findings.flatMap((f) => f.holders).filter((h) => h.legitimate)).toEqual([]);
  });

  it('says nothing else of medium or above but what those victims and the lab pools lead to', () => {
    const codes = new Set(bySeverity(broken.findings, ['critical', 'high', 'medium']).map((f) => f.id.slice(0, 4)));
    const leaks = ['L-02', 'R-01', 'R-02', 'R-05', 'R-06', 'R-11', 'R-15'];
    const pools = [...new Set(Object.keys(poolTruth).map((id) => id.slice(0, 4)))];
    expect([...codes].sort()).toEqual([...leaks, ...pools, 'T-14', 'T-15', 'T-16', 'T-17', 'T-19'].sort());
  });

  it('names the state of every pool, each by its rules and no other', () => {
    const found = ofPools(broken).flatMap((f) =>
      f.subjects[0].kind === 'pool' ? [[`${f.id.slice(0, 4)} ${f.subjects[0].name}`, f.severity] as const] : [],
    );
    const { 'T-27 lab-misc': ignored, ...graver } = Object.fromEntries(found);
    expect(graver).toEqual(poolTruth);
    expect(ignored).toBe('low');
  });

  it('names what is wrong with devices, containers and data roots', () => {
    const found = ofPools(broken).flatMap((f) =>
      f.subjects[0].kind === 'pool' ? [] : [`${f.id.slice(0, 4)} ${f.subjects[0].name}`],
    );
    const deleted = 'docker-254:0-131261-018982b785db7b230c818377018f7cef19c7f572f63353b11b5eade9078a5c67';
    expect(found.sort()).toEqual([
      'T-14 kubesql-server',
      `T-15 ${deleted}`,
      `T-16 ${deleted}`,
      'T-17 /var/lib/docker',
      'T-19 docker-254:0-131193-0000orphan4242',
    ]);
  });

  it('tells the 30 s worker from a human, and names the holder of victim-L1', () => {
    const [deletion] = broken.of('T-15');
    expect(say(deletion!.statement)).toContain('214 on a beat of 30 s');
    expect(say(deletion!.statement)).toContain('1 off it');
    for (const code of ['T-15', 'T-16']) {
      expect(broken.of(code).flatMap((f) => f.holders.map(holderLine))).toEqual(truth.deletedDevice.holders);
    }
  });

  it('prints the runbook of kubesql-server with its own name in every line about its device', () => {
    const commands = broken.of('T-14')[0]!.remedy.flatMap((s) => s.command ?? []);
    const name = 'docker-254:0-131193-d1f52b041079204a1c87578eef1f2eaedd2b23aad425aa9d53d433193a38042d';
    const aboutDevice = commands.filter((c) => /docker-254:0-\d+-(?!pool)/.test(c));
    expect(commands).toContain(`dmsetup remove ${name}`);
    expect(aboutDevice.length).toBeGreaterThan(2);
    expect(aboutDevice.filter((c) => !c.includes(name))).toEqual([]);
  });

  it('deletes the orphan only where no file of docker has it', () => {
    const commands = broken.of('T-19')[0]!.remedy.flatMap((s) => s.command ?? []);
    expect(commands.filter((c) => c.includes('delete 4242'))).toEqual([
      `grep -rE '"device_id":4242[,}]' /var/lib/docker/devicemapper/metadata; [ "$?" -eq 1 ] && dmsetup message docker-254:0-131193-pool 0 'delete 4242'`,
    ]);
  });

  it('cannot tell which inactive devices are missing, and names the option', () => {
    const missing = broken.results.find((r) => r.code === 'T-18')!.outcome;
    expect(missing.answer).toBe('cannot-tell');
    expect('because' in missing && say(missing.because)).toContain('--with thin-metadata');
    expect(
      broken
        .of('T-19')[0]!
        .notLookedAt.map((m) => say(m))
        .join(),
    ).toContain('--with thin-metadata');
  });

  it('cites only lines that are there', () => {
    const records = new Map(broken.records.map((r) => [r.id, r]));
    const lines = new Map<string, number>();
    const countOf = (id: string) => {
      const known = lines.get(id);
      if (known !== undefined) return known;
      const count = records.get(id)?.body.reduce((n, byte) => n + (byte === 10 || byte === 0 ? 1 : 0), 1) ?? -1;
      lines.set(id, count);
      return count;
    };
    const cited = broken.findings.flatMap((f) => f.sources);
    expect(cited.filter((s) => s.line > countOf(s.evidence))).toEqual([]);
  });

  it('prints no undefined and no key in place of words', () => {
    const texts = broken.findings.flatMap((f) =>
      [f.title, f.statement, ...f.why, ...f.wrongIf, ...f.notLookedAt, ...f.remedy.map((s) => s.say)].map((m) =>
        say(m),
      ),
    );
    expect(texts.filter((t) => /undefined|\[object|NaN|rules?\.\w/.test(t))).toEqual([]);
  });
});

describe('lab-healthy', () => {
  const healthy = analyzeHost('lab-healthy');

  it('has no finding of medium or above but the loop pool and deferred deletion being off, which are true', () => {
    const found = idsOf(bySeverity(healthy.findings, ['critical', 'high', 'medium']));
    expect(found).toEqual(['T-11:253:9', 'T-17:/var/lib/docker']);
    expect(idsOf(ofPools(healthy))).toEqual(found);
  });

  it('is told, not guessed: no rule lacks its evidence, but what is read only when asked for', () => {
    // Captured before layers were read: of those it says which collector is missing, in every rule.
    const ofLayers = healthy.results.filter((r) => r.code.startsWith('O-') && r.outcome.answer === 'cannot-tell');
    for (const { outcome } of ofLayers) {
      expect('because' in outcome && say(outcome.because)).toMatch(/was not collected|is missing/);
    }
    const untold = healthy.results.flatMap(({ code, outcome }) =>
      code.startsWith('O-')
        ? []
        : outcome.answer === 'cannot-tell'
          ? [`${code} ${/--with [a-z-]+/.exec(say(outcome.because))?.[0] ?? ''}`]
          : [],
    );
    expect(untold).toEqual(['T-12 --with capacity', 'T-18 --with thin-metadata', 'T-19 --with thin-metadata']);
  });
});

describe('lab-layers-broken', () => {
  const layers = analyzeHost('lab-layers-broken');
  const truthOfLayers = JSON.parse(
    readFileSync(path.join(import.meta.dirname, '../../hosts/lab-layers-broken/truth.json'), 'utf8'),
  ) as {
    readonly damaged: readonly { readonly folder: string; readonly namespace: string; readonly missing: string[] }[];
  };

  it('names exactly the damaged snapshots by O-02, critical, each with what it lost', () => {
    const found = layers.of('O-02');
    expect(found.map((f) => f.subjects[0].name).sort()).toEqual(truthOfLayers.damaged.map((d) => d.folder).sort());
    for (const { folder, namespace, missing } of truthOfLayers.damaged) {
      const own = found.find((f) => f.subjects[0].name === folder)!;
      expect(own.severity).toBe('critical');
      expect(say(own.statement)).toContain(`${missing.length} missing (${missing.join(', ')})`);
      expect(say(own.statement)).toContain(`(namespace ${namespace})`);
    }
  });

  it('knows who stands on the damage, who runs on, and that new pods fail', () => {
    const of = (namespace: string) =>
      layers.of('O-02').find((f) => say(f.statement).includes(`namespace ${namespace})`))!;
    const standing = (f: Finding) =>
      f.subjects
        .filter((s) => s.kind === 'container' || s.kind === 'image')
        .map((s) => `${s.kind} ${s.name}`)
        .sort();
    expect(standing(of('k8s.io'))).toEqual([
      'container coredns',
      'container kube-proxy',
      'image registry.lab/pause:3.6',
    ]);
    expect(standing(of('default'))).toEqual(['container pause-1', 'container pause-2', 'image registry.lab/pause:3.6']);
    expect(say(of('k8s.io').statement)).toContain('The sandbox of every new pod comes from it');
    expect(say(of('k8s.io').statement)).toContain('failed on a program of it (web-5d8c)');
    expect(say(of('default').statement)).toContain('Not running, and failing at their next start: pause-2');
    expect(say(of('default').statement)).not.toContain('sandbox');
  });

  it('says nothing else about layers, and O-01 least of all', () => {
    const others = layers.results.filter((r) => r.code.startsWith('O-') && r.code !== 'O-02');
    expect(others.filter((r) => r.outcome.answer === 'fires').map((r) => r.code)).toEqual([]);
    expect(layers.results.find((r) => r.code === 'O-01')!.outcome.answer).toBe('clear');
  });

  it('proves the blob before it unpacks, and only the lost name, in both namespaces', () => {
    for (const finding of layers.of('O-02')) {
      const commands = finding.remedy.flatMap((s) => s.command ?? []);
      expect(commands[0]).toMatch(/^echo '[0-9a-f]{64} {2}\/var\/lib\/containerd\/.*' \| sha256sum -c$/);
      const unpacked = commands.filter((c) => c.includes('xpf'));
      expect(unpacked.map((c) => / -C (\S+) /.exec(c)?.[1] ?? '').sort()).toEqual(
        truthOfLayers.damaged.map((d) => d.folder).sort(),
      );
      expect(unpacked.map((c) => c.slice(c.indexOf(' -- ')))).toEqual([' -- pause', ' -- pause']);
    }
  });
});

describe('engines-healthy and engines-damaged: containerd, docker overlay2 and podman', () => {
  const firing = (name: 'engines-healthy' | 'engines-damaged') =>
    analyzeHost(name).findings.filter((f) => f.id.startsWith('O-'));
  const codes = (findings: readonly Finding[]) => findings.map((f) => f.id.slice(0, 4)).sort();

  it('fires nothing on what is whole', () => {
    expect(codes(firing('engines-healthy'))).toEqual([]);
  });

  it('names damage by its own rule, and mends by each engine only what is its own', () => {
    const found = firing('engines-damaged');
    // Folders that nobody owns were made minutes before: too young to be called orphans.
    expect(codes(found)).toEqual([...Array.from({ length: 6 }, () => 'O-02'), 'O-03', 'O-09', 'O-11']);
    for (const f of found.filter((f) => f.id.startsWith('O-02'))) {
      const commands = f.remedy.flatMap((s) => s.command ?? []);
      expect(commands.some((c) => c.startsWith('tar '))).toBe(f.id.includes('containerd'));
      const elsewhere = ['/var/lib/docker/', '/var/lib/containers/'].filter((root) => !f.id.includes(root));
      expect(commands.filter((c) => elsewhere.some((root) => c.includes(root)))).toEqual([]);
    }
  });
});

describe('lab-broken-guest', () => {
  const guest = analyzeHost('lab-broken-guest');

  it('says that the capture could not see everything', () => {
    expect(idsOf(guest.of('Q-01'))).toEqual(['Q-01:capture']);
  });

  it('never says clear of anything that root alone sees', () => {
    const blind = new Set(collectors.filter((c) => c.withoutRoot !== null).map((c) => c.id));
    const claims = guest.results
      .filter((r) => r.outcome.answer === 'clear')
      .filter(({ code }) => {
        const rule = rules.find((r) => r.code === code)!;
        return [...rule.needs, ...(rule.alsoReads ?? [])].some((id) => blind.has(id));
      });
    expect(claims.map((r) => r.code)).toEqual([]);
  });

  it('accuses nobody on the little it saw', () => {
    expect(guest.findings.filter((f) => !f.id.startsWith('Q-')).map((f) => f.id)).toEqual([]);
  });
});
