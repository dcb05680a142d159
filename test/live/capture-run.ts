import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CollectorId } from '#shared/collectors/ids.ts';
import { generateScript } from '#shared/collectors/script.ts';
import { FrameDecoder, type FrameEvent } from '#shared/evidence/framing.ts';
import type { EvidenceRecord } from '#shared/evidence/record.ts';

export interface CaptureRun {
  readonly events: readonly FrameEvent[];
  readonly records: ReadonlyMap<string, EvidenceRecord>;
  readonly output: Buffer;
  readonly seconds: number;
}

export const newScript = (only: readonly CollectorId[] | null = null, secondSample = false) =>
  generateScript({ nonce: randomBytes(16).toString('hex'), only, secondSample, toolVersion: 'test' });

/** Runs a script by `argv`, which must end in a shell that reads it from stdin. Rejects when it prints no end mark. */
export function runScript(
  script: string,
  argv: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<CaptureRun> {
  const started = performance.now();
  const [command = '', ...args] = argv;
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, stdio: ['pipe', 'pipe', 'pipe'] });
    const chunks: Buffer[] = [];
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.on('error', reject);
    child.stdin.on('error', () => undefined);
    child.on('close', () => {
      const output = Buffer.concat(chunks);
      const decoder = new FrameDecoder({ nonce: null, host: 'here' });
      const events = [...decoder.push(output), ...decoder.end()];
      if (!decoder.finished) return reject(new Error(`${command} gave no whole capture: ${stderr}`));
      const records = new Map(events.flatMap((e) => (e.kind === 'record' ? [[e.record.id, e.record] as const] : [])));
      resolve({ events, records, output, seconds: (performance.now() - started) / 1000 });
    });
    child.stdin.end(script);
  });
}

export const bodyOf = (run: CaptureRun, id: string) => Buffer.from(run.records.get(id)?.body ?? []).toString('latin1');

/** What test/live/incidents.py made. */
export interface Incidents {
  readonly device: string;
  readonly dev: number;
  readonly process: { readonly pid: number; readonly namespace: number };
  readonly pinned: { readonly namespace: number; readonly path: string };
  readonly nested: { readonly namespace: number };
  readonly fd: { readonly namespace: number; readonly pid: number; readonly fd: number };
  readonly thread: { readonly pid: number; readonly tid: number; readonly namespace: number };
  readonly rootless: { readonly pid: number; readonly neighbour: number; readonly namespace: number };
  readonly hostile: { readonly name: string; readonly pid: number; readonly argvPid: number };
}

/**
 * Runs a script among the incidents of incidents.py, in a pid and mount namespace that ends with it. `around` wraps the
 * shell, e.g. in strace. The folder below which everything was made is gone when this returns.
 */
export async function runAmongIncidents(
  script: string,
  around: readonly string[] = [],
  env: NodeJS.ProcessEnv = process.env,
): Promise<CaptureRun & { readonly incidents: Incidents; readonly folder: string }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'um-incidents-'));
  const facts = `${folder}.json`;
  try {
    const tree = ['unshare', '-mpf', '--kill-child', '--mount-proc', '--propagation', 'private'];
    const made = path.join(import.meta.dirname, 'incidents.py');
    const run = await runScript(script, [...tree, 'python3', made, folder, facts, '--', ...around, 'sh'], env);
    return { ...run, incidents: JSON.parse(readFileSync(facts, 'utf8')) as Incidents, folder };
  } finally {
    rmSync(folder, { recursive: true, force: true });
    rmSync(facts, { force: true });
  }
}

export const isInstalled = (command: string) => spawnSync('sh', ['-c', `command -v ${command}`]).status === 0;
