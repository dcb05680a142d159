import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FrameDecoder } from '#shared/evidence/framing.ts';
import type { EvidenceRecord } from '#shared/evidence/record.ts';

export interface LayerCapture {
  readonly records: ReadonlyMap<string, EvidenceRecord>;
  readonly output: Buffer;
  readonly finished: boolean;
}

/** What layer-damage.sh did, `key=value` a line. */
export type Facts = readonly (readonly [key: string, value: string])[];

/**
 * Runs a script among real stores of podman, dockerd and containerd (layer-stores.sh), once in each of `ways`: argument vectors
 * that end in a shell which reads it from stdin. The stores are gone when this returns; files below /run in `ways` are theirs.
 */
export async function runAmongStores(
  mode: 'healthy' | 'damaged',
  script: string,
  ways: readonly (readonly string[])[],
): Promise<{ readonly captures: readonly LayerCapture[]; readonly facts: Facts }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'um-stores-'));
  const facts = path.join(folder, 'facts');
  const stores = path.join(import.meta.dirname, 'layer-stores.sh');
  const keep = 'cat > /run/lab/script; for way; do eval "$way" < /run/lab/script || exit; done';
  const quoted = ways.map((way) => way.map((word) => `'${word}'`).join(' '));
  const tree = ['-mpfu', '--kill-child', '--mount-proc', '--propagation', 'private'];
  try {
    const output = await outputOf(
      'unshare',
      [...tree, 'bash', stores, mode, '--', 'sh', '-c', keep, 'sh', ...quoted],
      script,
      {
        ...process.env,
        FACTS: facts,
      },
    );
    const lines = mode === 'damaged' ? readFileSync(facts, 'utf8').trimEnd().split('\n') : [];
    return {
      captures: capturesIn(output),
      facts: lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)] as const),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function outputOf(command: string, args: readonly string[], input: string, env: NodeJS.ProcessEnv): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, stdio: ['pipe', 'pipe', 'pipe'] });
    const chunks: Buffer[] = [];
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.on('error', reject);
    child.stdin.on('error', () => undefined);
    child.on('close', (code) => {
      if (code === 0) resolve(Buffer.concat(chunks));
      else reject(new Error(`the stores could not be made, or the script ended with ${code}: ${stderr.slice(-2000)}`));
    });
    child.stdin.end(input);
  });
}

/** One stream may hold several captures, one behind the other. */
function capturesIn(output: Buffer): LayerCapture[] {
  const starts: number[] = [];
  for (
    let at = output.indexOf('\x1eundermount-capture/1 ');
    at >= 0;
    at = output.indexOf('\x1eundermount-capture/1 ', at + 1)
  )
    starts.push(at);
  return starts.map((start, i) => {
    const part = output.subarray(start, starts[i + 1]);
    const decoder = new FrameDecoder({ nonce: null, host: 'here' });
    const events = [...decoder.push(part), ...decoder.end()];
    const records = new Map(events.flatMap((e) => (e.kind === 'record' ? [[e.record.id, e.record] as const] : [])));
    return { records, output: part, finished: decoder.finished };
  });
}
