import { describe, expect, it } from 'vitest';
import type { CliIo } from '#electron/cli/io.ts';
import { showProgress } from '#electron/cli/progress.ts';
import { nobody } from '#electron/node/ssh/given-secrets.ts';
import type { LiveProgress } from '#electron/node/ssh/live-progress.ts';

const row = (collector: string, status: LiveProgress['collectors'][number]['status'], because = '') => ({
  collector,
  status,
  bytes: 1200,
  elapsedMs: 300,
  because,
});
const progress = (...collectors: LiveProgress['collectors']): LiveProgress => ({
  step: 'collecting',
  elapsedMs: 1500,
  bytes: 2400,
  collectors,
});

function display(errIsTerminal: boolean) {
  let text = '';
  const io = { err: (t: string) => (text += t), errIsTerminal, columns: 100 } as unknown as CliIo;
  return { shown: showProgress(io), text: () => text };
}

describe('progress of a capture', () => {
  it('is one quiet summary where nobody watches', () => {
    const { shown, text } = display(false);
    shown.report(progress(row('host', 'ok'), row('swaps', 'running')));
    expect(text()).toBe('');
    shown.report(progress(row('host', 'ok'), row('swaps', 'denied')));
    shown.end();
    expect(text()).toBe('Collectors: 1 ok, 1 denied; 2400 B in 1.5 s.\n');
  });

  it('is a line for each collector that ended, once, and one that changes', () => {
    const { shown, text } = display(true);
    shown.report(progress(row('host', 'ok'), row('swaps', 'running')));
    shown.report(progress(row('host', 'ok'), row('swaps', 'timeout', 'after 5 s')));
    shown.end();
    const lines = text()
      .split('\n')
      .map((l) => l.split('\r\x1b[K').at(-1));
    expect(lines.filter((l) => l?.startsWith('  host'))).toHaveLength(1);
    expect(lines.find((l) => l?.startsWith('  swaps'))).toMatch(/timeout .*1200 B +0\.3 s +after 5 s$/);
    expect(text()).toContain('reading swaps  1 of 2');
  });

  it('does not let what a host says move the cursor', () => {
    const { shown, text } = display(true);
    shown.report(progress(row('host', 'denied', 'Permission denied\x1b[1A\x1b[2K\rok')));
    expect(text().replaceAll('\r\x1b[K', '')).not.toMatch(/[\x1b\r]/);
  });

  it('keeps still while a question is asked', async () => {
    const { shown, text } = display(true);
    const asks = shown.quietWhile({
      ...nobody,
      secret: async () => {
        const before = text();
        shown.report(progress(row('host', 'ok')));
        expect(text()).toBe(before);
        return 'x';
      },
    });
    expect(await asks.secret({ what: 'password', forWhom: 'root@h', attempt: 1 })).toBe('x');
  });
});
