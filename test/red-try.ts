import { readHost } from '#test/hosts/read-host.ts';
import { analysisOf } from '#test/builders/analysis.ts';
import { redactAnalysis } from '#shared/export/redaction/redact-analysis.ts';
import { emptyMap } from '#shared/export/redaction/map.ts';
import { createHash } from 'node:crypto';
const sha256 = (b: Uint8Array) => createHash('sha256').update(b).digest('hex');
for (const h of ['lab-broken','lab-mappings','lab-healthy','lab-broken-guest'] as const) {
const { records, custody } = readHost(h);
const a = analysisOf(records, custody, 'lab-node1');
let t = Date.now();
const r = redactAnalysis(a, { map: emptyMap('5'.repeat(64)), toolVersion: 't', sha256, nameOriginal: false });
const size = records.reduce((n, x) => n + x.body.length, 0);
console.log('#', h, Date.now() - t, 'ms for', size);
const by = new Map<string, string[]>();
for (const x of r.tokens) (by.get(x.class) ?? by.set(x.class, []).get(x.class)!).push(`${x.token}>${x.pseudonym}:${x.count}`);
if (h === 'lab-broken') for (const [k, v] of by) console.log(k, v.length, v.slice(0, k === 'id' ? 5 : 900).join(' '));
console.log('kept', r.keptNames.join(' '));
const b = analysisOf(r.records, r.custody, r.title);
const fs = (an: typeof a) => an.outcomes.flatMap((o) => o.outcome.answer === 'fires' ? o.outcome.findings.map((f) => o.rule + ' ' + JSON.stringify(f)) : [o.rule + ' ' + JSON.stringify(o.outcome)]);
const fa = fs(a).map((x) => r.redactor.text(x)).sort(), fb = fs(b).sort();
console.log('title', r.title, 'rules', fa.length, fb.length, 'same', fa.filter((x) => fb.includes(x)).length);
const first = fa.filter((x) => !fb.includes(x)), second = fb.filter((x) => !fa.includes(x));
for (let i = 0; i < Math.min(3, first.length); i++) { const x = first[i]!, y = second[i] ?? ''; let k = 0; while (x[k] === y[k] && k < x.length) k++; console.log('  A', x.slice(0,60), '…', x.slice(Math.max(0,k-100), k + 120)); console.log('  B', y.slice(0,60), '…', y.slice(Math.max(0,k-100), k + 120)); }
const wa = [...a.warnings].map(([k, v]) => `${r.redactor.text(k)} ${v.length}`).sort().join(), wb = [...b.warnings].map(([k, v]) => `${k} ${v.length}`).sort().join();
console.log('warnings same', wa === wb);
}
{ const { records, custody } = readHost('lab-broken'); const a = analysisOf(records, custody, 'lab-node1');
const r = redactAnalysis(a, { map: emptyMap('5'.repeat(64)), toolVersion: 't', sha256, nameOriginal: false }); const b = analysisOf(r.records, r.custody, r.title);
for (const [k, v] of a.warnings) { const w = b.warnings.get(r.redactor.text(k)); if (w?.length !== v.length) { console.log('W', k, v.length, w?.length, v.slice(0,5), w?.slice(0,5)); const x=records.find(q=>q.id===k)!; const L=(v[0]?.line??0); console.log(Buffer.from(x.body).toString('latin1').split('\n').slice(L-1,L)); } }
for (const [k, v] of b.warnings) if (![...a.warnings.keys()].some((q) => r.redactor.text(q) === k)) { console.log('NEW', k, v.slice(0,3)); const x=r.records.find(q=>q.id===k)!; const L=(v[0]?.line??0); console.log(Buffer.from(x.body).toString('latin1').split('\n').slice(L-1,L)); } }
