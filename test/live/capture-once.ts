/** One small capture in a process of its own; prints what it found as JSON. Arguments as JSON on stdin. */
import { getCiphers } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { nobody } from '#electron/node/ssh/given-secrets.ts';
import { type LiveOptions, openLive } from '#electron/node/ssh/live-source.ts';
import { framedScript, numberedRecords } from '#test/live/framed-script.ts';

const given = JSON.parse(await text(process.stdin)) as Omit<LiveOptions, 'script'>;
const options: LiveOptions = { ...given, script: framedScript(numberedRecords(3, 100_000)) };
const opened = await openLive(options, nobody, () => {}, new AbortController().signal);
let bytes = 0;
if (opened.ok) {
  for await (const record of opened.value.records(new AbortController().signal)) bytes += record.body.length;
}
const chacha = getCiphers().some((name) => name.includes('chacha20'));
console.log(JSON.stringify({ error: opened.ok ? null : opened.error, bytes, chacha }));
